import { find } from "../page.js";
import { inSentence } from "../words.js";

/** @import { Phone } from "../phone.js" */
/** @import { CallState, PhoneState } from "../types/phone.d.ts" */

/** @type {(state: PhoneState) => boolean} - rings, and is not answered */
const isComingIn = ({ status, call }) => status === "incoming" && !call?.isAnswered;

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

/**
 * Tells of a call that comes in while this window is out of sight. In live mode the service worker
 * does that, also when no window is open.
 */
export class CallNotification {
  /** @type {Notification | null} */
  #shown = null;
  #phone;

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
    document.addEventListener("visibilitychange", () => this.draw());
  }

  draw() {
    const { state } = this.#phone;
    const isWanted = isComingIn(state) && document.visibilityState === "hidden";
    if (!isWanted) this.#close();
    else if (state.call) this.#shown ??= show(state.call);
  }

  #close() {
    this.#shown?.close();
    this.#shown = null;
  }
}

/** @type {(call: CallState) => Notification | null} - null: the browser does not let us */
const show = ({ remote, isVideo }) => {
  if (!("Notification" in window) || Notification.permission !== "granted") return null;
  const { href: icon } = /** @type {HTMLLinkElement} */ (
    find(document, "link[rel=apple-touch-icon]")
  );
  const what = isVideo ? "wants a video call" : "is calling you";
  const body = `${inSentence(remote.displayName)} ${what}.`;
  // One tag: the windows of one person show one notification.
  const options = { body, icon, tag: "incoming-call", requireInteraction: true };
  try {
    const notification = new Notification("Incoming call", options);
    notification.addEventListener("click", () => window.focus());
    return notification;
  } catch {
    return null; // Chrome on Android leaves this to service workers
  }
};
