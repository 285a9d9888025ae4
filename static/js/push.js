/** @import { Forwarded, HandedOver } from "./types/push.d.ts" */

const RINGING_MS = 30_000; // whatever rings later is another call

/** Whether the browser needs not ask for notifications any more, or cannot. */
export const isPushDecided = () =>
  !("Notification" in window) || Notification.permission !== "default";

/** To be called in a click: many browsers let no page ask at another moment. */
export const askForPush = async () => {
  if (!isPushDecided()) await Notification.requestPermission();
};

/** Takes the calls that the service worker hands over after a click on its notification. */
export class PushInbox {
  #phone;
  /** @type {HandedOver | null} */
  #handedOver = null;
  #until = 0;
  /** The last push that came while the phone was on: the SDK listens to these itself. */
  #heard = "";
  #wasRinging = false;

  /** @param {import("./phone.js").Phone} phone @param {ServiceWorkerContainer} worker */
  constructor(phone, worker) {
    this.#phone = phone;
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
      if (isOn) this.#heard = JSON.stringify(message.data);
    } else if (message.type === "handed-over") {
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

/** The call that they tell of is over, or answered. */
const closeNotifications = async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  for (const notification of (await registration?.getNotifications()) ?? []) notification.close();
};
