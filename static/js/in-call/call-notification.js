import { isComingIn } from "../call-state.js";
import { find } from "../dom.js";
import { inSentence } from "../names.js";

/** @import { Phone } from "../phone.js" */
/** @import { CallState } from "../types/phone.d.ts" */

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
const show = ({ remote }) => {
  if (!("Notification" in window) || Notification.permission !== "granted") return null;
  const { href: icon } = /** @type {HTMLLinkElement} */ (
    find(document, "link[rel=apple-touch-icon]")
  );
  const body = `${inSentence(remote.displayName)} is calling you.`;
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
