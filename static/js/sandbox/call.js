import { CallLeg } from "./call-leg.js";
import { sinchError } from "./errors.js";
import { Progress } from "./progress.js";
import { TestLine } from "./test-line.js";

/** @import { CallMessage, Callee, EndCause, Outbound } from "../types/signalling.d.ts" */

/**
 * @typedef {object} CallOptions
 * @property {string} id
 * @property {"outbound" | "inbound"} direction
 * @property {string} remoteUserId a User ID, or an E.164 number
 * @property {string} [remoteUserDisplayName]
 * @property {boolean} isPhoneCall
 * @property {Record<string, string>} headers
 * @property {string} [offer] SDP; inbound only
 * @property {() => MediaTrackConstraints} audio asked for when the microphone is opened
 * @property {(message: Outbound) => void} send
 * @property {(call: Call) => void} onEnded
 */

/** @implements {Sinch.Call} */
export class Call {
  #progress = new Progress();
  /** @type {TestLine | null} */
  #testLine = null;
  #offer = "";
  #isAnswering = false;
  #isMuted = false;
  #leg;
  #options;

  /** @param {CallOptions} options */
  constructor(options) {
    this.#options = options;
    this.id = options.id;
    this.direction = options.direction;
    this.remoteUserId = options.remoteUserId;
    this.remoteUserDisplayName = options.remoteUserDisplayName;
    this.headers = options.headers;
    this.#leg = new CallLeg(options.id, options.send, {
      onConnected: () => this.#established(),
      onLost: () => this.#lost(),
    });
  }

  get state() {
    return this.#progress.state;
  }

  get details() {
    return this.#progress.details;
  }

  get isEstablished() {
    return this.#progress.has("Established");
  }

  get incomingStream() {
    return this.#leg.media.incoming;
  }

  get outgoingStream() {
    return this.#leg.media.outgoing;
  }

  /** @param {Sinch.CallListener} listener */
  addListener(listener) {
    this.#progress.listeners.add(listener);
  }

  /** @param {Sinch.CallListener} listener */
  removeListener(listener) {
    this.#progress.listeners.delete(listener);
  }

  /** @param {Callee} callee @param {string | null} callerIdentifier */
  async place(callee, callerIdentifier) {
    await this.#openMicrophone();
    this.#offer = await this.#leg.media.makeOffer();
    const { id, headers, send } = this.#options;
    send({ type: "invite", callId: id, callee, callerIdentifier, offer: this.#offer, headers });
  }

  async answer() {
    const { offer } = this.#options;
    if (!offer || this.#isAnswering || this.#progress.has("Answered")) {
      throw sinchError("InvalidOperationError", "Only a ringing incoming call can be answered.");
    }
    this.#isAnswering = true;
    await this.#openMicrophone().finally(() => (this.#isAnswering = false));
    try {
      await this.#leg.answer(offer);
    } catch (cause) {
      this.hangup();
      throw sinchError("InvalidOperationError", "The call could not be connected.", cause);
    }
    this.#progress.enter("Answered", this);
  }

  hangup() {
    const beforeAnswer = this.direction === "outbound" ? "Canceled" : "Denied";
    this.leave(this.#progress.has("Answered") ? "HungUp" : beforeAnswer, null);
  }

  /** @param {EndCause} endCause @param {string | null} message why, in words */
  leave(endCause, message) {
    if (this.#progress.has("Ended")) return;
    this.#options.send({ type: "hangup", callId: this.id });
    this.end(endCause, message);
  }

  mute() {
    this.#setMuted(true);
  }

  unmute() {
    this.#setMuted(false);
  }

  /** @param {string} digits */
  sendDtmf(digits) {
    if (!this.#options.isPhoneCall || !/^[0-9#*A-D]{1,32}$/.test(digits)) {
      throw sinchError("IllegalArgumentException", "Tones are 0-9, #, *, A-D, in phone calls only.");
    }
    this.#options.send({ type: "dtmf", callId: this.id, digits });
  }

  /** @param {CallMessage} message */
  async receive(message) {
    if (message.type === "error") this.#refused(message.message);
    if (message.type === "progressing") this.#progress.enter("Progressing", this);
    if (message.type === "ringing") this.#progress.enter("Ringing", this);
    if (message.type === "candidate") await this.#leg.media.addCandidate(message.candidate);
    if (message.type === "ended") this.end(message.endCause, message.message);
    if (message.type === "answered") {
      this.#progress.enter("Answered", this);
      await this.#connect(message.answer, message.prompts ?? 1).catch(() => this.hangup());
    }
  }

  /** @param {EndCause} endCause @param {string | null} message why, in words */
  end(endCause, message) {
    if (this.#progress.has("Ended")) return;
    this.#leg.media.close();
    this.#testLine?.close();
    this.#progress.end(endCause, message, this);
    this.#options.onEnded(this);
  }

  /** @param {string | null} answer SDP; null: a test number @param {number} prompts */
  async #connect(answer, prompts) {
    const { media } = this.#leg;
    if (answer !== null) {
      this.#leg.connectTo(this.#leg.overServer());
      return media.acceptAnswer(answer);
    }
    const line = new TestLine((candidate) => media.addCandidate(candidate));
    this.#testLine = line;
    const accepted = media.acceptAnswer(await line.answer(this.#offer, prompts));
    this.#leg.connectTo(line);
    return accepted;
  }

  /** Refused before there is sound is the end; refused later (a tone) is not. @param {string} why */
  #refused(why) {
    if (!this.isEstablished) this.end("Failure", why);
  }

  #established() {
    this.#leg.media.isAudible = !this.#isMuted;
    this.#progress.enter("Established", this);
  }

  #lost() {
    this.leave("HungUp", "The connection to the other side is gone.");
  }

  /** @param {boolean} isMuted */
  #setMuted(isMuted) {
    this.#isMuted = isMuted;
    if (this.isEstablished) this.#leg.media.isAudible = !isMuted;
  }

  async #openMicrophone() {
    try {
      await this.#leg.media.openMicrophone(this.#options.audio());
    } catch (cause) {
      throw sinchError("InvalidOperationError", "The microphone cannot be used.", cause);
    }
  }
}
