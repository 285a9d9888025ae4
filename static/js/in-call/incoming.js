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

const LOOK_EVERY_MS = 300;

/**
 * Tells of a call that comes in while no window of this browser that rings is in sight. In live mode
 * the service worker does that, also when no window is open.
 */
export class CallNotification {
  /** @type {Notification | null} */
  #shown = null;
  #inSight = new InSight();
  #timer = 0;
  #phone;

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
    document.addEventListener("visibilitychange", () => this.draw());
  }

  draw() {
    this.#inSight.set(isComingIn(this.#phone.state) && !isHidden());
    clearInterval(this.#timer);
    // Not at once: the others may be about to ring, too. Again and again: they come and go.
    if (this.#isWanted()) this.#timer = window.setInterval(() => this.#look(), LOOK_EVERY_MS);
    else this.#close();
  }

  async #look() {
    const isSeen = await InSight.isAnyWindow();
    if (!this.#isWanted()) return;
    const { call } = this.#phone.state;
    if (isSeen) this.#close();
    else if (call) this.#shown ??= show(call);
  }

  #isWanted() {
    return isComingIn(this.#phone.state) && isHidden();
  }

  #close() {
    this.#shown?.close();
    this.#shown = null;
  }
}

const isHidden = () => document.visibilityState === "hidden";

const LOCK = "rings-in-sight";

/** Known to all windows of this browser: a lock, since it goes with a window that is closed. */
class InSight {
  #letGo = () => {};
  #isSet = false;

  /** @param {boolean} isSet whether this window is in sight, and rings */
  set(isSet) {
    if (isSet === this.#isSet) return;
    this.#isSet = isSet;
    if (!isSet) return this.#letGo();
    const untilLetGo = new Promise((resolve) => (this.#letGo = () => resolve(undefined)));
    void navigator.locks.request(LOCK, { mode: "shared" }, () => untilLetGo);
  }

  static async isAnyWindow() {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === LOCK);
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
