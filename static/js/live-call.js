import { endReason, endSentence } from "./end-reasons.js";
import { inSentence } from "./names.js";

/** @import { AdapterCall, CallKind, CallRecord } from "./types/phone.d.ts" */
/** @import { CallState, Direction, Remote } from "./types/phone.d.ts" */

/**
 * What a call needs of the phone.
 *
 * @typedef {object} PhoneOfCall
 * @property {(event: "ringing" | "established") => void} happened
 * @property {() => void} changed
 * @property {(endCause: string, message: string) => void} ended
 */

/** The call in progress: what the page shows of it, and what the history will say. */
export class LiveCall {
  // Lengths come from the monotonic clock: the other one may be set during a call.
  #startedAt = Date.now();
  #startedOnClock = performance.now();
  /** @type {number | null} */
  #establishedAt = null;
  /** @type {AdapterCall | null} until the SDK has placed the call */
  sdkCall = null;
  isAnswered = false;
  isMuted = false;
  isEndedByUs = false;
  /** @type {string[]} what the SDK warns of at the moment, by its names */
  #qualityWarnings = [];

  /** @param {Direction} direction @param {CallKind} kind @param {Remote} remote */
  constructor(direction, kind, remote) {
    this.direction = direction;
    this.kind = kind;
    this.remote = remote;
  }

  /** @param {AdapterCall} sdkCall */
  static incoming(sdkCall) {
    const kind = sdkCall.remote.id.startsWith("+") ? "phone-to-app" : "app-to-app";
    const call = new LiveCall("incoming", kind, sdkCall.remote);
    call.sdkCall = sdkCall;
    return call;
  }

  /**
   * One call at a time: the caller hears that we are busy, the history that we missed the call.
   *
   * @param {AdapterCall} sdkCall
   */
  static refuse(sdkCall) {
    const { record } = LiveCall.incoming(sdkCall).end("Denied", "");
    sdkCall.hangUp();
    return { ...record, reason: "" }; // words of its own are for a call that was declined
  }

  /**
   * Let the SDK's call tell how it goes on.
   *
   * @param {AdapterCall} sdkCall
   * @param {PhoneOfCall} phone
   */
  watch(sdkCall, phone) {
    this.sdkCall = sdkCall;
    sdkCall.watch({
      ringing: () => phone.happened("ringing"),
      answered: () => {
        this.isAnswered = true;
        phone.changed();
      },
      established: () => {
        this.establish();
        phone.happened("established");
      },
      qualityWarning: (name, isOver) => {
        this.#noteWarning(name, isOver);
        phone.changed();
      },
      ended: phone.ended,
    });
  }

  establish() {
    this.isAnswered = true;
    this.#establishedAt = performance.now();
  }

  toggleMute() {
    this.isMuted = !this.isMuted;
    if (this.isMuted) this.sdkCall?.mute();
    else this.sdkCall?.unmute();
  }

  /** @returns {CallState} */
  get state() {
    return {
      remote: this.remote,
      direction: this.direction,
      kind: this.kind,
      isAnswered: this.isAnswered,
      isMuted: this.isMuted,
      establishedAt: this.#establishedAt,
      incomingStream: this.sdkCall?.incomingStream ?? null,
      qualityWarnings: this.#qualityWarnings,
    };
  }

  /**
   * @param {string} endCause by its Sinch name
   * @param {string} message what the SDK says about it; may be empty
   * @returns {{sentence: string, record: CallRecord | null}} no record: it never came to a call
   */
  end(endCause, message) {
    const { direction, kind, isEndedByUs, remote, sdkCall } = this;
    const now = performance.now();
    const seconds = this.#establishedAt === null ? null : (now - this.#establishedAt) / 1000;
    const name = inSentence(remote.displayName);
    const ended = { name, direction, endCause, seconds, isEndedByUs, message };
    const record = sdkCall && {
      sinchCallId: sdkCall.id,
      direction,
      kind,
      remote: remote.id,
      startedAt: this.#isoTime(this.#startedOnClock),
      answeredAt: this.#establishedAt === null ? null : this.#isoTime(this.#establishedAt),
      endedAt: this.#isoTime(now),
      endCause,
      reason: endReason(ended).slice(0, 200),
    };
    return { sentence: endSentence(ended), record };
  }

  /** @param {string} name @param {boolean} isOver */
  #noteWarning(name, isOver) {
    const others = this.#qualityWarnings.filter((other) => other !== name);
    this.#qualityWarnings = isOver ? others : [...others, name];
  }

  /** @param {number} onClock */
  #isoTime(onClock) {
    return new Date(this.#startedAt + onClock - this.#startedOnClock).toISOString();
  }
}
