import { isTestNumber } from "../number-form.js";
import { find, setText } from "../page.js";

/** @import { PhoneState } from "../types/phone.d.ts" */

/** Only in the sandbox: where a phone that is called can be answered. */
export class VirtualPhoneLink {
  #line;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#line = find(root, ".call__virtual-phone");
  }

  /** @param {PhoneState} state */
  draw({ call }) {
    const number = call?.remote.id ?? "";
    this.#line.hidden = call?.kind !== "app-to-phone" || call.isAnswered || isTestNumber(number);
    if (this.#line.hidden) return;
    const link = find(this.#line, "a");
    link.setAttribute("href", `/sandbox/phone/${encodeURIComponent(number)}`);
    setText(link, `Open the virtual phone of ${number} in another window`);
  }
}
