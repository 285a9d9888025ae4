import { openMicrophone, stopTracks } from "./microphone.js";

/** @import { AdapterCall, CallWatcher } from "./types/phone.d.ts" */

/** @type {Record<string, string>} - the current SDK's names; FAILURE stands for all others */
const END_CAUSES = {
  TIMEOUT: "Timeout",
  DENIED: "Denied",
  NO_ANSWER: "NoAnswer",
  HUNG_UP: "HungUp",
  CANCELED: "Canceled",
  OTHER_DEVICE_ANSWERED: "OtherDeviceAnswered",
};
const LOST = "The connection to the other side is gone.";
const CLIENT_UNKNOWN = "Your phone had to register anew. Call again.";

/**
 * @typedef {object} CallOptions
 * @property {(userId: string) => string} displayNameOf
 * @property {MediaStream | null} microphone null: of an incoming call, opened by the answer
 * @property {() => void} onEnded
 */

/**
 * A call of the classic SDK. The SDK sends sound as soon as it rings: so it gets silence, and the
 * microphone takes its place while people talk, and is closed afterwards.
 *
 * @implements {AdapterCall}
 */
export class ClassicCall {
  #call;
  #options;
  /** @type {CallWatcher | null} */
  #watcher = null;
  #isHungUpHere = false;
  #isLost = false;
  #hasEnded = false;

  /** @param {SinchClassic.Call} call @param {CallOptions} options */
  constructor(call, options) {
    this.#call = call;
    this.#options = options;
    this.outgoingStream = options.microphone;
    call.addEventListener({
      onCallProgressing: () => this.#watcher?.ringing(),
      onCallEstablished: () => this.#established(),
      onCallEnded: () => this.#ended(),
      onConnectionChange: (_, state) => state === "failed" && this.#lost(),
    });
  }

  get id() {
    return this.#call.callId;
  }

  get remote() {
    const id = this.#call.getRemoteUserId();
    return { id, displayName: this.#options.displayNameOf(id) };
  }

  get incomingStream() {
    return this.#call.incomingStream ?? null;
  }

  /** Its secret expired, or the server was restarted: only another client helps. */
  get isClientUnknown() {
    return String(this.#call.error?.response?.errorCode).startsWith("401");
  }

  /** @param {CallWatcher} watcher */
  watch(watcher) {
    this.#watcher = watcher;
  }

  /** The SDK's own answer() tells nothing; a refused microphone is thrown here, before it. */
  async answer() {
    this.outgoingStream = await openMicrophone();
    if (this.#hasEnded) stopTracks(this.outgoingStream);
    else this.#call.answer();
  }

  hangUp() {
    if (this.#hasEnded) return;
    this.#isHungUpHere = true;
    this.#call.hangup();
  }

  mute() {
    this.#setAudible(false);
  }

  unmute() {
    this.#setAudible(true);
  }

  /** @param {boolean} isAudible */
  #setAudible(isAudible) {
    for (const track of this.outgoingStream?.getTracks() ?? []) track.enabled = isAudible;
  }

  #established() {
    const [track] = this.outgoingStream?.getTracks() ?? [];
    for (const { peerConnection } of Object.values(this.#call.peerConnections)) {
      for (const sender of peerConnection.getSenders()) void sender.replaceTrack(track);
    }
    this.#watcher?.established();
  }

  #lost() {
    if (this.#hasEnded) return;
    this.#isLost = true;
    this.#call.hangup();
  }

  #ended() {
    this.#hasEnded = true;
    stopTracks(this.outgoingStream);
    this.#watcher?.ended(this.#endCause(), this.#message());
    this.#options.onEnded();
  }

  #message() {
    if (this.#isLost) return LOST;
    return this.isClientUnknown ? CLIENT_UNKNOWN : (this.#call.error?.message ?? "");
  }

  #endCause() {
    const cause = this.#call.getEndCause();
    // So the SDK names it when the callee hangs up within a second of answering.
    const isCutShort = cause === "CANCELED" && this.#options.microphone && !this.#isHungUpHere;
    return isCutShort ? "HungUp" : (END_CAUSES[cause] ?? "Failure");
  }
}
