import { microphoneSentence } from "../sound.js";
import { CallLeg } from "../sandbox/call-leg.js";

/** @import { CallMessage, EndCause, HangupReason, Outbound } from "../types/signalling.d.ts" */

/** @type {Partial<Record<EndCause, string>>} - what the other side did */
const ENDINGS = {
  Denied: "declined the call",
  NoAnswer: "does not answer",
  Canceled: "gave up",
  HungUp: "hung up",
};

/** One call of a virtual phone, in either direction. */
export class PhoneCall {
  digits = "";
  establishedAt = 0;
  isAnswering = false;
  #isOver = false;
  #offer = "";
  #leg;
  #send;
  #happened;

  /**
   * @param {string} id
   * @param {string} other a number, or the name of whoever shows none
   * @param {(message: Outbound) => void} send
   * @param {(event: string, sentence: string) => void} happened
   */
  constructor(id, other, send, happened) {
    this.id = id;
    this.other = other;
    this.#send = send;
    this.#happened = happened;
    this.#leg = new CallLeg(id, send, {
      onConnected: () => this.#established(),
      onClosed: () => this.hangUp("The connection to the other side is gone."),
      onGivenUp: () => this.hangUp("The connection was lost and did not come back.", "connectionLost"),
    });
  }

  get incomingStream() {
    return this.#leg.media.incoming;
  }

  async place() {
    this.#happened("placed", `Calling ${this.other}.`);
    try {
      await this.#leg.media.openMicrophone({});
      const offer = await this.#leg.media.makeOffer();
      if (!this.#isOver) this.#invite(offer); // Otherwise it was hung up in the meantime.
    } catch (error) {
      this.end(microphoneSentence(error) ?? "The call could not be placed.");
    }
  }

  /** @param {string} offer SDP */
  ring(offer) {
    this.#offer = offer;
    this.#happened("offered", `${this.other} is calling this phone.`);
    this.#send({ type: "ringing", callId: this.id });
  }

  async answer() {
    if (!this.#offer || this.isAnswering) return;
    this.isAnswering = true;
    this.#happened("answered", `Connecting with ${this.other}.`);
    try {
      await this.#leg.media.openMicrophone({});
      await this.#leg.answer(this.#offer);
    } catch (error) {
      if (this.#isOver) return; // The caller gave up in the meantime.
      this.isAnswering = false;
      this.#happened("refused", microphoneSentence(error) ?? "The call could not be connected.");
    }
  }

  /** @param {CallMessage} message */
  receive(message) {
    const { other } = this;
    if (message.type === "ringing") this.#happened("ringing", `It rings at ${other}.`);
    else if (message.type === "answered") void this.#answered(message.answer);
    else if (message.type === "dtmf") this.#pressed(message.digits);
    else if (message.type === "error") this.#refused(message.message);
    else if (message.type === "ended") {
      this.end(message.message ?? `${other} ${ENDINGS[message.endCause] ?? "cannot be reached"}.`);
    } else void this.#leg.receive(message);
  }

  /** @param {string} sentence @param {HangupReason} [reason] for the other side */
  hangUp(sentence, reason) {
    if (this.#isOver) return;
    this.#send({ type: "hangup", callId: this.id, ...(reason && { reason }) });
    this.end(sentence);
  }

  /** @param {string} sentence */
  end(sentence) {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#leg.close();
    this.#happened("ended", sentence);
  }

  /** @param {string} offer SDP */
  #invite(offer) {
    /** @type {import("../types/signalling.d.ts").Callee} */
    const callee = { type: "number", endpoint: this.other };
    const callId = this.id;
    const call = { callId, callee, callerIdentifier: null, offer, headers: {}, video: false };
    this.#send({ type: "invite", ...call });
  }

  /** @param {string | null} answer SDP; null: a test number, which has no sound of its own */
  async #answered(answer) {
    this.#happened("answered", `Connecting with ${this.other}.`);
    if (answer === null) return this.hangUp("Test numbers can be called from the app only.");
    try {
      await this.#leg.accept(answer);
    } catch {
      this.hangUp("The call could not be connected.");
    }
  }

  /** Refused before there is sound is the end; later, the sound goes on. @param {string} why */
  #refused(why) {
    if (!this.establishedAt) this.end(why);
  }

  #established() {
    if (this.#isOver || this.establishedAt) return;
    this.establishedAt = performance.now();
    this.#happened("established", `Talking with ${this.other}.`);
  }

  /** @param {string} digits */
  #pressed(digits) {
    this.digits += digits;
    this.#happened("pressed", `Talking with ${this.other}.`);
  }
}
