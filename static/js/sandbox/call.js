import { CallLeg } from "./call-leg.js";
import { sinchError } from "./errors.js";
import { Progress } from "./progress.js";

/** @import { CallMessage, Callee, EndCause, HangupReason, Outbound } from "../types/signalling.d.ts" */

const GIVEN_UP = "The connection to the other side was lost and did not come back.";

/**
 * @typedef {object} CallOptions
 * @property {string} id
 * @property {"outbound" | "inbound"} direction
 * @property {string} remoteUserId a User ID, or an E.164 number
 * @property {string} [remoteUserDisplayName]
 * @property {boolean} isPhoneCall
 * @property {boolean} isVideo
 * @property {Record<string, string>} headers
 * @property {string} [offer] SDP; inbound only
 * @property {() => boolean} isBusy whether there is another call
 * @property {() => import("./media.js").Wanted} wanted microphone and camera, when these are opened
 * @property {(message: Outbound) => void} send
 * @property {(call: Call) => void} onEnded
 */

/** @implements {Sinch.Call} */
export class Call {
  #progress;
  /** @type {import("./test-line.js").TestLine | null} */
  #testLine = null;
  #offer = "";
  #isAnswering = false;
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
    this.#progress = new Progress(options.isVideo);
    this.#leg = new CallLeg(options.id, options.send, {
      onConnected: () => this.#established(),
      onClosed: () => this.leave("HungUp", "The connection to the other side is gone."),
      onGivenUp: () => this.leave("Failure", GIVEN_UP, "connectionLost"),
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
    const { id, headers, isVideo, send, wanted } = this.#options;
    const { media } = this.#leg;
    await media.openMicrophone(wanted().audio);
    if (isVideo) await media.openCamera(wanted().video);
    const offer = (this.#offer = await media.makeOffer());
    send({ type: "invite", callId: id, callee, callerIdentifier, offer, headers, video: isVideo });
  }

  async answer() {
    const { offer } = this.#options;
    if (!offer || this.#isAnswering || this.#progress.has("Answered")) {
      throw sinchError("InvalidOperationError", "Only a ringing incoming call can be answered.");
    }
    this.#isAnswering = true;
    await this.#openDevices().finally(() => (this.#isAnswering = false));
    try {
      await this.#leg.answer(offer);
    } catch (cause) {
      this.hangup();
      throw sinchError("InvalidOperationError", "The call could not be connected.", cause);
    }
    this.#progress.enter("Answered", this);
  }

  hangup() {
    if (this.#progress.has("Answered")) this.leave("HungUp", null);
    else if (this.direction === "outbound") this.leave("Canceled", null);
    else this.leave("Denied", null, this.#options.isBusy() ? "busy" : undefined);
  }

  /**
   * @param {EndCause} endCause
   * @param {string | null} message why, in words
   * @param {HangupReason} [reason] for the other side
   */
  leave(endCause, message, reason) {
    if (this.#progress.has("Ended")) return;
    this.#options.send({ type: "hangup", callId: this.id, ...(reason && { reason }) });
    this.end(endCause, message);
  }

  mute() {
    this.#leg.media.isMuted = true;
  }

  unmute() {
    this.#leg.media.isMuted = false;
  }

  pauseVideo() {
    this.#leg.media.isPaused = true;
  }

  resumeVideo() {
    this.#leg.media.isPaused = false;
  }

  /** @param {string} digits */
  sendDtmf(digits) {
    if (!this.#options.isPhoneCall || !/^[0-9#*A-D]{1,32}$/.test(digits)) {
      throw sinchError("IllegalArgumentException", "Tones are 0-9, #, *, A-D, in phone calls only.");
    }
    this.#options.send({ type: "dtmf", callId: this.id, digits });
  }

  /** The server, over which a broken connection is restored, is there again. */
  hurry() {
    this.#leg.reconnection.hurry();
  }

  /** @param {CallMessage} message */
  async receive(message) {
    if (message.type === "error") this.#refused(message.message);
    else if (message.type === "progressing") this.#progress.enter("Progressing", this);
    else if (message.type === "ringing") this.#progress.enter("Ringing", this);
    else if (message.type === "ended") this.end(message.endCause, message.message);
    else if (message.type === "answered") {
      this.#progress.enter("Answered", this);
      await this.#connect(message.answer, message.prompts ?? 1).catch(() => this.hangup());
    } else await this.#leg.receive(message);
  }

  /** @param {EndCause} endCause @param {string | null} message why, in words */
  end(endCause, message) {
    if (this.#progress.has("Ended")) return;
    this.#leg.close();
    this.#testLine?.close();
    this.#progress.end(endCause, message, this);
    this.#options.onEnded(this);
  }

  /** @param {string | null} answer SDP; null: a test number @param {number} prompts */
  async #connect(answer, prompts) {
    if (answer !== null) return this.#leg.accept(answer);
    const { TestLine } = await import("./test-line.js");
    if (this.#progress.has("Ended")) return;
    const line = (this.#testLine = new TestLine((one) => this.#leg.media.addCandidate(one)));
    await this.#leg.acceptHere(await line.answer(this.#offer, prompts), line);
  }

  /** Refused before there is sound is the end; refused later (a tone) is not. @param {string} why */
  #refused(why) {
    if (!this.isEstablished) this.end("Failure", why);
  }

  #established() {
    this.#progress.hadPicture = this.#leg.media.hasPicture;
    this.#progress.enter("Established", this);
  }

  /** Whoever has no camera, or does not want to be seen, can see the other side all the same. */
  async #openDevices() {
    const { isVideo, wanted } = this.#options;
    await this.#leg.media.openMicrophone(wanted().audio);
    if (isVideo) await this.#leg.media.openCamera(wanted().video).catch(() => {});
  }
}
