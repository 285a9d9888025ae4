import { isComingIn } from "../call-state.js";
import { find } from "../dom.js";
import { inSentence } from "../names.js";

/** @import { PhoneState } from "../types/phone.d.ts" */

/** The tab says who calls, by its title and its icon: steadily, since what blinks disturbs many. */
export class IncomingSign {
  #title = document.title;
  #link = find(document, "link[rel=icon]");
  #icon = this.#link.getAttribute("href") ?? "";
  #incomingIcon;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#incomingIcon = root.dataset.incomingIcon ?? this.#icon;
  }

  /** @param {PhoneState} state */
  draw(state) {
    const isCalled = isComingIn(state);
    const name = inSentence(state.call?.remote.displayName ?? "");
    const title = isCalled ? `${name} is calling · ${this.#title}` : this.#title;
    if (document.title !== title) document.title = title;
    const icon = isCalled ? this.#incomingIcon : this.#icon;
    if (this.#link.getAttribute("href") !== icon) this.#link.setAttribute("href", icon);
  }
}
