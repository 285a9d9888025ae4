import { nextStatus } from "../live-call.js";
import { SignallingSocket } from "../sandbox/socket.js";
import { PhoneCall } from "./phone-call.js";

/** @import { Inbound, Incoming, Outbound } from "../types/signalling.d.ts" */
/** @import { PhoneStatus } from "../types/phone.d.ts" */

const ON = "This phone is on. It rings when its number is called.";
const TRYING_AGAIN = "The server does not answer. Trying again by itself.";

/** A telephone of the sandbox: it is on while its page is open, and has one call at a time. */
export class Telephone {
  /** @type {PhoneStatus} */
  status = "starting";
  /** @type {PhoneCall | null} */
  currentCall = null;
  #socket;
  #changed;

  /** @param {string} number E.164 @param {(event: string, sentence: string) => void} changed */
  constructor(number, changed) {
    this.#changed = changed;
    this.#socket = new SignallingSocket(`/sandbox/phone/${encodeURIComponent(number)}/signalling`, {
      onMessage: (message) => this.#received(message),
      onClosed: (reason) => this.#disconnected(reason),
    });
  }

  open() {
    this.#socket.open();
  }

  /** @param {string} number E.164 */
  call(number) {
    if (this.status === "ready") void this.#begin(crypto.randomUUID(), number).place();
  }

  answer() {
    void this.currentCall?.answer();
  }

  /** @param {string} sentence @param {import("../types/signalling.d.ts").HangupReason} [reason] */
  hangUp(sentence, reason) {
    this.currentCall?.hangUp(sentence, reason);
  }

  /** @param {Inbound} message */
  #received(message) {
    if (message.type === "registered") {
      this.#socket.settle();
      if (!this.currentCall) this.#happened("started", ON);
    } else if (message.type === "incoming") this.#ring(message);
    else if (message.type !== "registrationFailed" && message.callId === this.currentCall?.id) {
      this.currentCall?.receive(message);
    }
  }

  /** @param {Incoming} message */
  #ring({ callId, offer, caller }) {
    if (this.currentCall) this.#send({ type: "hangup", callId });
    else this.#begin(callId, caller.number ?? caller.displayName).ring(offer);
  }

  /** @param {string} callId @param {string} other */
  #begin(callId, other) {
    const call = new PhoneCall(callId, other, this.#send, (event, sentence) => {
      if (call !== this.currentCall) return;
      if (event === "ended") this.currentCall = null;
      this.#happened(event, sentence);
    });
    this.currentCall = call;
    return call;
  }

  /** @type {(message: Outbound) => void} */
  #send = (message) => this.#socket.send(message);

  /** @param {string} reason for people, or none */
  #disconnected(reason) {
    this.currentCall?.end("The connection to the server is lost.");
    this.#happened("failed", reason || TRYING_AGAIN);
  }

  /** @param {string} event @param {string} sentence */
  #happened(event, sentence) {
    this.status = nextStatus(this.status, event);
    this.#changed(event, sentence);
  }
}
