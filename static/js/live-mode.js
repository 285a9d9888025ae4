// Only in live mode: calls come by push, and browsers want to be asked for that.

import { find, setText } from "./page.js";

/** @import { Forwarded, HandedOver } from "./types/push.d.ts" */

const RINGING_MS = 30_000; // whatever rings later is another call

/** Takes the calls that the service worker hands over after a click on its notification. */
class PushInbox {
  #phone;
  #log;
  /** @type {HandedOver | null} */
  #handedOver = null;
  #until = 0;
  /** The last push that came while the phone was on: the SDK listens to these itself. */
  #heard = "";
  #wasRinging = false;

  /**
   * @param {import("./phone.js").Phone} phone
   * @param {import("./event-log.js").EventLog} log
   * @param {ServiceWorkerContainer} worker
   */
  constructor(phone, log, worker) {
    this.#phone = phone;
    this.#log = log;
    phone.addEventListener("change", () => this.#act());
    worker.addEventListener("message", ({ data }) => {
      if (data && typeof data === "object") this.#receive(data);
    });
    void worker.ready.then(({ active }) => active?.postMessage({ type: "phone-ready" }));
  }

  /** @param {Forwarded | HandedOver} message */
  #receive(message) {
    const isOn = !["off", "starting", "failed"].includes(this.#phone.state.status);
    if ("visible" in message) {
      this.#log.note("A push message came.", "static/sw.js deliver()");
      if (isOn) this.#heard = JSON.stringify(message.data);
    } else if (message.type === "handed-over") {
      this.#log.note("A notification of a call was opened.", "static/sw.js openPhone()");
      this.#handedOver = message;
      this.#until = performance.now() + RINGING_MS;
      if (!isOn) this.#phone.say("Somebody is calling you.");
      this.#act();
    }
  }

  /** Relay what was handed over, and answer if that was asked for, as soon as each can be done. */
  #act() {
    const isRinging = this.#phone.state.status === "incoming";
    if (this.#wasRinging && !isRinging) void closeNotifications();
    this.#wasRinging = isRinging;
    if (!this.#handedOver || performance.now() > this.#until) return;
    const { payload, isAnswer } = this.#handedOver;
    const { status } = this.#phone.state;
    if (status === "ready" && JSON.stringify(payload) !== this.#heard) {
      this.#heard = JSON.stringify(payload);
      this.#phone.relayPush(payload);
    } else if (status === "incoming") {
      this.#handedOver = null;
      if (isAnswer) void this.#phone.answer();
    }
  }
}

/** @type {(phone: import("./phone.js").Phone, log: import("./event-log.js").EventLog) => void} */
export const listenForPush = (phone, log) => {
  if ("serviceWorker" in navigator) new PushInbox(phone, log, navigator.serviceWorker);
};

/** The call that they tell of is over, or answered. */
const closeNotifications = async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  for (const notification of (await registration?.getNotifications()) ?? []) notification.close();
};

/**
 * @typedef {object} Capabilities
 * @property {boolean} isApple an iPhone or iPad, whatever the browser is called
 * @property {boolean} isInstalled opened from the home screen
 * @property {boolean} hasPush
 * @property {NotificationPermission} permission to show notifications
 */

const NOBODY = "or nobody can call you here";

/** @type {(browser: Capabilities) => string} - what this browser needs to be called; empty: nothing */
export const browserNote = ({ isApple, isInstalled, hasPush, permission }) => {
  if (isApple && !isInstalled) {
    return (
      "To be called on an iPhone or iPad (iOS 16.4 or later), put this page on the home screen: " +
      "Share, then Add to Home Screen. Open it from there."
    );
  }
  if (!hasPush) {
    return isApple
      ? "To be called on an iPhone or iPad, update it to iOS 16.4 or later."
      : "This browser, or its private window, has no push messages: nobody can call you here.";
  }
  if (permission === "denied") {
    return `Notifications are blocked: allow them for this page in the browser's settings, ${NOBODY}.`;
  }
  if (permission === "default") {
    return `The browser asks for notifications when you turn on your phone: allow them, ${NOBODY}.`;
  }
  return "";
};

/** @param {HTMLElement} root of the page */
export const showBrowserNote = (root) => {
  const line = find(root, ".call__browser-note");
  setText(line, browserNote(capabilities()));
  line.hidden = !line.textContent;
};

/** @returns {Capabilities} */
const capabilities = () => {
  const { userAgent, maxTouchPoints } = navigator;
  const hasPush = "PushManager" in window && "Notification" in window;
  return {
    // An iPad calls itself a Mac, but no Mac has a touch screen.
    isApple: /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1),
    isInstalled: matchMedia("(display-mode: standalone)").matches,
    hasPush,
    permission: hasPush ? Notification.permission : "denied",
  };
};
