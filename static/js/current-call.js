import { microphoneConstraints } from "./chosen-devices.js";

/** @import { AdapterCall, CallWatcher } from "./types/phone.d.ts" */

/** The names of the SDK's numbers. */
const END_CAUSES = [
  "None",
  "Timeout",
  "Denied",
  "NoAnswer",
  "Failure",
  "HungUp",
  "Canceled",
  "OtherDeviceAnswered",
  "Inactive",
];

/** A call of the current SDK, as Phone knows calls. @implements {AdapterCall} */
export class CurrentCall {
  #call;
  #callClient;

  /** @param {Sinch.Call} call @param {Sinch.CallClient} callClient */
  constructor(call, callClient) {
    this.#call = call;
    this.#callClient = callClient;
    const id = call.remoteUserId;
    this.remote = { id, displayName: call.remoteUserDisplayName || id };
  }

  get id() {
    return this.#call.id;
  }

  get incomingStream() {
    return this.#call.incomingStream ?? null;
  }

  get outgoingStream() {
    return this.#call.outgoingStream ?? null;
  }

  /** @param {CallWatcher} watcher */
  watch(watcher) {
    this.#call.addListener({
      onCallRinging: () => watcher.ringing(),
      onCallAnswered: () => watcher.answered(),
      onCallEstablished: () => watcher.established(),
      onCallQualityWarningEvent: (_, { name, type }) =>
        watcher.qualityWarning(name, type === "Recover"),
      onCallEnded: ({ details }) =>
        watcher.ended(END_CAUSES[details.endCause] ?? "Failure", details.error?.message ?? ""),
    });
  }

  async answer() {
    this.#callClient.setAudioTrackConstraints(await microphoneConstraints());
    return this.#call.answer();
  }

  hangUp() {
    this.#call.hangup();
  }

  mute() {
    this.#call.mute();
  }

  unmute() {
    this.#call.unmute();
  }

  /** @param {string} digits */
  sendDtmf(digits) {
    this.#call.sendDtmf(digits);
  }
}
