import { openMicrophone, stopTracks } from "./sound.js";

/** @import { AdapterCall, CallWatcher } from "./types/phone.d.ts" */

/** @type {Record<string, string>} - the current SDK's names; FAILURE stands for all others */
const END_CAUSES = {
  TIMEOUT: "Timeout",
  DENIED: "Denied",
  NO_ANSWER: "NoAnswer",
  HUNG_UP: "HungUp",
  CANCELED: "Canceled",
  OTHER_DEVICE_ANSWERED: "OtherDeviceAnswered",
  NONE: "Canceled",
};
const LOST = "The connection to the other side is gone.";
// The browser may go on looking for another way for minutes, and the SDK waits for ever.
const LOST_AFTER_MS = 10_000;
const HANG_UP_MS = 3000;

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
  #hasEnded = false;
  #reason = "";
  #lostTimer = 0;
  isEstablished = false;
  // The page uses this SDK for voice only.
  isVideo = false;
  cameraProblem = "";

  /** @param {SinchClassic.Call} call @param {CallOptions} options */
  constructor(call, options) {
    this.#call = call;
    this.#options = options;
    this.outgoingStream = options.microphone;
    call.addEventListener({
      onCallProgressing: () => this.#watcher?.ringing(),
      onCallEstablished: () => this.#established(),
      onCallEnded: () => this.#ended(),
      onConnectionChange: (_, state) => this.#connectionChanged(state),
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
    // The SDK tells nobody that it gave up a call that it could not even place.
    setTimeout(() => this.#ended(), HANG_UP_MS);
  }

  /** @param {string} reason in words */
  giveUp(reason) {
    if (this.#hasEnded) return;
    this.#reason = reason;
    this.#call.hangup();
    this.#ended();
  }

  mute() {
    this.#setAudible(false);
  }

  unmute() {
    this.#setAudible(true);
  }

  pauseVideo() {}

  resumeVideo() {}

  /** The SDK's own way is by a method that browsers no longer have. @param {string} digits */
  sendDtmf(digits) {
    const dtmf = this.#soundSenders[0]?.dtmf;
    if (!dtmf?.canInsertDTMF) throw new Error("The other side takes no tones.");
    dtmf.insertDTMF(dtmf.toneBuffer + digits); // or it would drop those still to be sent
  }

  get #soundSenders() {
    const connections = Object.values(this.#call.peerConnections);
    const senders = connections.flatMap(({ peerConnection }) => peerConnection.getSenders());
    return senders.filter(({ track }) => track?.kind === "audio");
  }

  /** @param {boolean} isAudible */
  #setAudible(isAudible) {
    for (const track of this.outgoingStream?.getTracks() ?? []) track.enabled = isAudible;
  }

  #established() {
    this.isEstablished = true;
    const [track] = this.outgoingStream?.getTracks() ?? [];
    for (const sender of this.#soundSenders) void sender.replaceTrack(track);
    this.#watcher?.established();
  }

  /** @param {RTCIceConnectionState} state */
  #connectionChanged(state) {
    clearTimeout(this.#lostTimer);
    if (state === "failed") this.giveUp(LOST);
    if (state !== "disconnected") return;
    this.#lostTimer = window.setTimeout(() => this.giveUp(LOST), LOST_AFTER_MS);
  }

  #ended() {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#lostTimer);
    stopTracks(this.outgoingStream);
    const message = this.#reason || this.#call.error?.message || "";
    this.#watcher?.ended(this.#endCause(), message);
    this.#options.onEnded();
  }

  #endCause() {
    const cause = this.#call.getEndCause();
    // So the SDK names it when the callee hangs up within a second of answering.
    const isCutShort = cause === "CANCELED" && this.#options.microphone && !this.#isHungUpHere;
    return isCutShort ? "HungUp" : (END_CAUSES[cause] ?? "Failure");
  }
}
