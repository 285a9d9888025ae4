import { microphoneConstraints } from "./sound.js";
import { NO_PUSH } from "./words.js";

/** @import { Adapter, AdapterCall, AdapterListener } from "./types/phone.d.ts" */
/** @import { CallWatcher, Problem } from "./types/phone.d.ts" */

const PUSH_PATIENCE_MS = 10_000; // a browser that refuses the service worker never says so

/** The current SDK, 2.x, and the sandbox's stand-in for it. @implements {Adapter} */
export class CurrentAdapter {
  #client;
  #fetchTicket;
  #listener;
  /** @type {Problem | null} why the last ticket could not be had */
  #ticketProblem = null;
  #hasPush = true;
  /** @type {Promise<string> | null} under way while everything else is made ready */
  #firstTicket;

  /**
   * @param {Sinch.SinchClient} client
   * @param {() => Promise<string>} fetchTicket
   * @param {AdapterListener} listener
   */
  constructor(client, fetchTicket, listener) {
    this.#client = client;
    this.#fetchTicket = fetchTicket;
    this.#listener = listener;
    this.#firstTicket = fetchTicket();
    this.#firstTicket.catch(() => {}); // told when the SDK asks for it
  }

  async start() {
    this.#client.addListener(this.#clientListener);
    this.#client.callClient.addListener(this.#callListener);
    // Only app-to-app calls need push: phone calls must not go down with it.
    this.#hasPush = await this.#enablePush();
    try {
      await this.#client.start();
    } catch (error) {
      throw this.#ticketProblem ?? error;
    }
  }

  async stop() {
    this.#client.removeListener(this.#clientListener);
    this.#client.callClient.removeListener(this.#callListener);
    await this.#client.terminate?.();
  }

  /** @param {string} userId */
  async callUser(userId) {
    const { callClient } = this.#client;
    callClient.setAudioTrackConstraints(await microphoneConstraints());
    return new CurrentCall(await callClient.callUser(userId), callClient);
  }

  /** @param {string} userId */
  async callUserVideo(userId) {
    const { callClient } = this.#client;
    const { placeVideoCall } = await import("./camera.js");
    const { call, refusal } = await placeVideoCall(callClient, userId);
    return new CurrentCall(call, callClient, refusal);
  }

  /** @param {string} number */
  async callPhoneNumber(number) {
    const { callClient } = this.#client;
    callClient.setAudioTrackConstraints(await microphoneConstraints());
    return new CurrentCall(await callClient.callPhoneNumber(number), callClient);
  }

  /** @param {import("./types/push.d.ts").Payload} payload */
  relayPush(payload) {
    this.#client.relayRemotePushNotification(payload);
  }

  /** @type {Sinch.SinchClientListener} */
  #clientListener = {
    onClientStarted: () => {
      this.#listener.started();
      if (!this.#hasPush) this.#listener.report({ message: NO_PUSH });
    },
    onClientFailed: (_, error) => this.#listener.failed(this.#ticketProblem ?? error),
    onCredentialsRequired: (_, registration) => this.#register(registration),
  };

  /** @type {Sinch.CallClientListener} */
  #callListener = {
    onIncomingCall: (callClient, call) =>
      this.#listener.incoming(new CurrentCall(call, callClient)),
  };

  async #enablePush() {
    const tooLate = new Promise((_, reject) => setTimeout(reject, PUSH_PATIENCE_MS));
    try {
      await Promise.race([this.#client.setSupportManagedPush("/sw.js"), tooLate]);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {Sinch.ClientRegistration} registration */
  async #register(registration) {
    this.#ticketProblem = null;
    try {
      const ticket = this.#firstTicket ?? this.#fetchTicket();
      this.#firstTicket = null; // one per use
      await registration.register(await ticket);
    } catch (error) {
      this.#ticketProblem = /** @type {Error} */ (error);
      registration.registerFailed();
    }
  }
}

/** The names of the SDK's numbers. */
const END_CAUSES = [
  "None", "Timeout", "Denied", "NoAnswer", "Failure", "HungUp", "Canceled",
  "OtherDeviceAnswered", "Inactive",
];

/** A call of the current SDK, as Phone knows calls. @implements {AdapterCall} */
export class CurrentCall {
  #call;
  #callClient;

  /** @param {Sinch.Call} call @param {Sinch.CallClient} callClient @param {string} [cameraProblem] */
  constructor(call, callClient, cameraProblem = "") {
    this.#call = call;
    this.#callClient = callClient;
    this.cameraProblem = cameraProblem;
    this.isVideo = Boolean(call.details?.requestedVideo);
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

  /** @param {boolean} isSeen */
  async answer(isSeen) {
    const callClient = this.#callClient;
    callClient.setAudioTrackConstraints(await microphoneConstraints());
    if (!this.isVideo) return this.#call.answer();
    const { answerVideoCall } = await import("./camera.js");
    this.cameraProblem = await answerVideoCall(this.#call, callClient, isSeen);
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

  pauseVideo() {
    this.#call.pauseVideo();
  }

  resumeVideo() {
    this.#call.resumeVideo();
  }

  /** @param {string} digits */
  sendDtmf(digits) {
    this.#call.sendDtmf(digits);
  }
}
