import { endReason, endSentence, inSentence } from "./words.js";

/** @import { AdapterCall, CallKind, CallRecord } from "./types/phone.d.ts" */
/** @import { CallState, Direction, PhoneStatus, Remote } from "./types/phone.d.ts" */

/** @type {Record<PhoneStatus, Record<string, PhoneStatus>>} - the whole life of the phone */
const TRANSITIONS = {
  off: { turnedOn: "starting", failed: "failed" },
  starting: { started: "ready", failed: "failed" },
  ready: { placed: "calling", offered: "incoming", failed: "failed" },
  // A call goes on from browser to browser when the connection to the server is lost.
  calling: { ringing: "ringing", established: "established", ended: "ready" },
  ringing: { established: "established", ended: "ready" },
  incoming: { established: "established", ended: "ready" },
  established: { ended: "ready" },
  failed: { turnedOn: "starting", started: "ready" },
};

/** @type {(status: PhoneStatus, event: string) => PhoneStatus} */
export const nextStatus = (status, event) => TRANSITIONS[status][event] ?? status;

/** @type {(status: PhoneStatus, event: string) => boolean} */
export const canHappen = (status, event) => event in TRANSITIONS[status];

/** @type {(state: import("./types/phone.d.ts").PhoneState) => boolean} - rings, and is not answered */
export const isComingIn = ({ status, call }) => status === "incoming" && !call?.isAnswered;

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

/** @type {Set<RTCPeerConnection>} */
const connections = new Set();

/**
 * Remember every connection of this page, whichever SDK makes it: none of the SDKs shows its own
 * in a documented way. By the method, not by the constructor, of which an SDK that was loaded
 * earlier may have kept a copy. To be called before the first call.
 */
export const rememberPeerConnections = () => {
  const { prototype } = RTCPeerConnection;
  const original = prototype.setLocalDescription;
  /** @param {any[]} details a description, or in the classic SDK also what to call afterwards */
  prototype.setLocalDescription = function (...details) {
    connections.add(this);
    return Reflect.apply(original, this, details);
  };
};

/** @type {(call: CallState | null) => RTCPeerConnection | null} - over which the call is heard */
export const connectionOf = (call) => {
  for (const one of connections) if (one.connectionState === "closed") connections.delete(one);
  if (!call) return null;
  const heard = new Set(call.incomingStream?.getTracks());
  /** @type {(one: RTCPeerConnection) => boolean} */
  const isOfCall = (one) => one.getReceivers().some(({ track }) => heard.has(track));
  return [...connections].find(isOfCall) ?? null;
};

/** @type {(call: CallState | null) => RTCRtpSender | null} - what the other side hears */
export const microphoneSender = (call) =>
  connectionOf(call)?.getSenders().find(({ track }) => track?.kind === "audio") ?? null;
