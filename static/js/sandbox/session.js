import { Call } from "./call.js";
import { sinchError } from "./errors.js";
import { Registration } from "./registration.js";
import { SignallingSocket } from "./socket.js";

/** @import { Callee, Inbound, Incoming, Outbound, Registered } from "../types/signalling.d.ts" */

const LOST = "The connection to the server is lost. Trying again by itself.";
const FORGOTTEN = "The server was restarted.";

/**
 * @typedef {object} SessionHandlers
 * @property {() => void} started
 * @property {(error: Error) => void} failed
 * @property {(registration: Sinch.ClientRegistration) => void} credentialsRequired
 * @property {() => void} stopped
 */

/** What a started client does: it is registered over a socket, and has calls. */
export class Session {
  /** @type {Map<string, Call>} */
  calls = new Map();
  // Kept when the socket comes back: by it the sandbox knows that the calls go on.
  #instanceId = crypto.randomUUID();
  #isRegistered = false;
  /** @type {Outbound[]} said while the connection was lost, such as a hang-up */
  #unsent = [];
  /** @type {() => void} */
  #startResolved = () => {};
  /** @type {(error: Error) => void} */
  #startRejected = () => {};
  #hangUpAll = () => this.calls.forEach((call) => call.hangup());

  /**
   * @param {{applicationKey: string, userId: string}} client
   * @param {{announce: (call: Call) => void, audioTrackConstraints: MediaTrackConstraints}} callClient
   * @param {SessionHandlers} handlers
   */
  constructor(client, callClient, handlers) {
    this.client = client;
    this.callClient = callClient;
    this.handlers = handlers;
    this.socket = new SignallingSocket("/sandbox/signalling", {
      onOpen: () => this.registration.renew(),
      onMessage: (message) => this.#received(message),
      onClosed: (reason, willRetry) => this.#disconnected(reason, willRetry),
    });
    this.registration = new Registration({
      ask: handlers.credentialsRequired,
      use: (registrationToken) => this.#register(registrationToken),
      giveUp: () => this.#fail("Registering was given up: there are no credentials."),
    });
  }

  /** Settles when the client is registered, or refused for good. */
  start() {
    window.addEventListener("pagehide", this.#hangUpAll);
    this.socket.open();
    return /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        this.#startResolved = resolve;
        this.#startRejected = reject;
      })
    );
  }

  /** Hang up and disconnect. @param {string} reason in words, for whoever waits for the start */
  stop(reason) {
    window.removeEventListener("pagehide", this.#hangUpAll);
    this.#hangUpAll();
    this.registration.stop();
    this.socket.stop();
    this.#isRegistered = false;
    this.#startRejected(sinchError("InvalidOperationError", reason));
    this.handlers.stopped();
  }

  /** @param {Callee} callee @param {string | null} callerIdentifier @param {Record<string, string>} headers */
  async placeCall(callee, callerIdentifier, headers) {
    if (!this.#isRegistered) throw sinchError("InvalidOperationError", LOST);
    const call = this.#add({
      id: crypto.randomUUID(),
      direction: "outbound",
      remoteUserId: callee.endpoint,
      isPhoneCall: callee.type === "number",
      headers,
    });
    await call.place(callee, callerIdentifier).catch((error) => {
      call.end("Failure", error.message);
      throw error;
    });
    return call;
  }

  /** @param {Omit<import("./call.js").CallOptions, "audio" | "send" | "onEnded">} options */
  #add(options) {
    const call = new Call({
      ...options,
      audio: () => this.callClient.audioTrackConstraints,
      send: (message) => this.#send(message),
      onEnded: () => this.calls.delete(options.id),
    });
    this.calls.set(call.id, call);
    return call;
  }

  /** @param {string} registrationToken */
  #register(registrationToken) {
    const { applicationKey, userId } = this.client;
    const instanceId = this.#instanceId;
    this.socket.send({ type: "register", applicationKey, userId, instanceId, registrationToken });
  }

  /** @param {Outbound} message */
  #send(message) {
    if (this.#isRegistered) this.socket.send(message);
    else this.#unsent.push(message);
  }

  /** @param {Inbound} message */
  #received(message) {
    if (message.type === "registered") this.#registered(message);
    else if (message.type === "registrationFailed") this.#fail(message.message);
    else if (message.type === "incoming") this.#incoming(message);
    else if (message.callId) void this.calls.get(message.callId)?.receive(message);
  }

  /** @param {Registered} message */
  #registered({ expiresAt, callIds = [] }) {
    const isRenewal = this.#isRegistered;
    this.#isRegistered = true;
    this.socket.settle();
    this.registration.renewBefore(expiresAt);
    if (!isRenewal) this.#endForgotten(new Set([...callIds, ...this.#unsent.map(callIdOf)]));
    for (const message of this.#unsent.splice(0)) this.socket.send(message);
    this.#startResolved();
    if (!isRenewal) this.handlers.started();
  }

  /**
   * A restarted server knows no calls: those that already have sound go on without it.
   *
   * @param {Set<string | undefined>} known
   */
  #endForgotten(known) {
    for (const call of this.calls.values()) {
      if (!known.has(call.id) && !call.isEstablished) call.end("Failure", FORGOTTEN);
    }
  }

  /** @param {Incoming} message */
  #incoming({ callId, caller, offer, headers }) {
    const call = this.#add({
      id: callId,
      direction: "inbound",
      remoteUserId: caller.userId ?? caller.number ?? "",
      remoteUserDisplayName: caller.displayName,
      isPhoneCall: caller.userId === null,
      headers,
      offer,
    });
    this.#send({ type: "ringing", callId });
    this.callClient.announce(call);
  }

  /** @param {string} reason @param {boolean} willRetry */
  #disconnected(reason, willRetry) {
    this.#isRegistered = false;
    if (willRetry) this.handlers.failed(new Error(reason || LOST));
    else this.#fail(reason || "The sandbox refused the connection.");
  }

  /** Nothing that the client can do by itself will help. @param {string} message */
  #fail(message) {
    this.calls.forEach((call) => call.leave("Failure", message));
    this.handlers.failed(new Error(message));
    this.stop(message);
  }
}

/** @type {(message: Outbound) => string | undefined} */
const callIdOf = (message) => ("callId" in message ? message.callId : undefined);
