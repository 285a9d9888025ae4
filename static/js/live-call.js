import { endReason, endSentence, inSentence } from "./words.js";

/** @import { Adapter, AdapterCall, CallKind, CallOrder, CallRecord } from "./types/phone.d.ts" */
/** @import { CallState, Direction, PhoneStatus, Remote, Trouble } from "./types/phone.d.ts" */

/** @type {Record<PhoneStatus, Record<string, PhoneStatus>>} - the whole life of the phone */
const TRANSITIONS = {
  off: { turnedOn: "starting", failed: "failed" },
  // A push that opened the page may be a call before the SDK says that it has started.
  starting: { started: "ready", offered: "incoming", failed: "failed" },
  ready: { placed: "calling", offered: "incoming", failed: "failed" },
  // A call goes on from browser to browser when the connection to the server is lost.
  calling: { ringing: "ringing", established: "established", ended: "ready" },
  ringing: { established: "established", ended: "ready" },
  incoming: { established: "established", ended: "ready" },
  established: { ended: "ready" },
  // The SDK may be registered still: its calls come in, also while a new credential cannot be had.
  failed: { turnedOn: "starting", started: "ready", offered: "incoming" },
};

/** @type {(status: PhoneStatus, event: string) => PhoneStatus} */
export const nextStatus = (status, event) => TRANSITIONS[status][event] ?? status;

/** @type {(status: PhoneStatus, event: string) => boolean} */
export const canHappen = (status, event) => event in TRANSITIONS[status];

/** @type {(direction: Direction, remote: Remote) => CallKind} */
const kindOf = (direction, { id }) => {
  if (!id.startsWith("+")) return "app-to-app";
  return direction === "outgoing" ? "app-to-phone" : "phone-to-app";
};

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
  isCameraPaused = false;
  /** @type {Trouble} */
  trouble = "";
  isEndedByUs = false;
  /** @type {string[]} what the SDK warns of at the moment, by its names */
  #qualityWarnings = [];

  /** @param {Direction} direction @param {Remote} remote @param {boolean} isVideo */
  constructor(direction, remote, isVideo) {
    this.direction = direction;
    this.kind = kindOf(direction, remote);
    this.remote = remote;
    this.isVideo = isVideo;
  }

  /** @param {AdapterCall} sdkCall */
  static incoming(sdkCall) {
    const call = new LiveCall("incoming", sdkCall.remote, sdkCall.isVideo);
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

  /** @param {Adapter} adapter @returns {Promise<AdapterCall>} */
  dial(adapter) {
    const { id } = this.remote;
    if (this.kind === "app-to-phone") return adapter.callPhoneNumber(id);
    return (this.isVideo && adapter.callUserVideo?.(id)) || adapter.callUser(id);
  }

  /**
   * Let the SDK's call tell how it goes on.
   *
   * @param {AdapterCall} sdkCall
   * @param {PhoneOfCall} phone
   */
  watch(sdkCall, phone) {
    this.sdkCall = sdkCall;
    this.isVideo = sdkCall.isVideo; // It may have become a voice call for want of a camera.
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
    if (this.trouble === "over") this.trouble = "";
  }

  toggleCamera() {
    this.isCameraPaused = !this.isCameraPaused;
    if (this.isCameraPaused) this.sdkCall?.pauseVideo();
    else this.sdkCall?.resumeVideo();
    if (this.trouble === "over") this.trouble = "";
  }

  /** @returns {CallState} */
  get state() {
    return {
      remote: this.remote,
      direction: this.direction,
      kind: this.kind,
      isAnswered: this.isAnswered,
      isMuted: this.isMuted,
      isVideo: this.isVideo,
      isCameraPaused: this.isCameraPaused,
      trouble: this.trouble,
      establishedAt: this.#establishedAt,
      incomingStream: this.sdkCall?.incomingStream ?? null,
      outgoingStream: this.sdkCall?.outgoingStream ?? null,
      qualityWarnings: this.#qualityWarnings,
    };
  }

  /**
   * @param {string} endCause by its Sinch name
   * @param {string} message what the SDK says about it; may be empty
   * @returns {{sentence: string, record: CallRecord | null, again: CallOrder | null}} no record: it never came to a call
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
    return { sentence: endSentence(ended), record, again: this.#again(endCause) };
  }

  /** Not when it was missed: the page offers to call back, beside the time. @param {string} endCause */
  #again(endCause) {
    const isMissed = this.direction === "incoming" && !this.isAnswered;
    if (isMissed || this.isEndedByUs || endCause === "OtherDeviceAnswered") return null;
    return { remote: this.remote, isVideo: this.isVideo };
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
