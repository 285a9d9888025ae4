import { SignallingSocket } from "./socket.js";

/** @import { CallMessage, Inbound, Incoming, Outbound, Registered } from "../types/signalling.d.ts" */
/** @import { Calls, Order } from "./calls.js" */

const LOST = "The connection to the server is lost. Trying again by itself.";
const NOT_LOADED = "The part of the page that makes calls could not be loaded: reload the page.";

// Ask for new credentials this long before the registration ends.
const RENEW_AHEAD_MS = 60_000;
const SHORTEST_RENEWAL_MS = 30_000;

/**
 * @typedef {object} SessionHandlers
 * @property {() => void} started
 * @property {(error: Error) => void} failed
 * @property {(registration: Sinch.ClientRegistration) => void} credentialsRequired
 * @property {() => void} stopped
 */

/** A started client: it is registered over a socket. What calls need is loaded with the first. */
export class Session {
  // Kept when the socket comes back: by it the sandbox knows that the calls go on.
  #instanceId = crypto.randomUUID();
  #isRegistered = false;
  #isStopped = false;
  #renewal = 0;
  /** @type {Sinch.ClientRegistration | null} the page's answer to an earlier one comes too late */
  #asked = null;
  /** @type {Outbound[]} said while the connection was lost, such as a hang-up */
  #unsent = [];
  /** @type {Promise<Calls> | null} */
  #loading = null;
  /** @type {Calls | null} */
  #calls = null;
  #startResolved = () => {};
  #startRejected = /** @type {(error: Error) => void} */ (() => {});

  /**
   * @param {{applicationKey: string, userId: string}} client
   * @param {import("./calls.js").CallOwner} callClient
   * @param {SessionHandlers} handlers
   */
  constructor(client, callClient, handlers) {
    this.client = { applicationKey: client.applicationKey, userId: client.userId };
    this.callClient = callClient;
    this.handlers = handlers;
    this.socket = new SignallingSocket("/sandbox/signalling", {
      onOpen: () => this.#askForCredentials(),
      onMessage: (message) => this.#received(message),
      onClosed: (reason, willRetry) => this.#disconnected(reason, willRetry),
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
    this.#isStopped = true;
    clearTimeout(this.#renewal);
    this.#asked = null;
    this.socket.stop();
    this.#isRegistered = false;
    this.handlers.stopped();
    this.#startRejected(new Error(reason));
  }

  /** @param {Order} order */
  async placeCall(order) {
    const calls = await this.#loadCalls();
    if (!this.#isRegistered) throw new Error(LOST);
    return calls.place(order);
  }

  /** @param {string} id */
  getCall(id) {
    return this.#calls?.get(id);
  }

  #hangUpAll = () => this.#calls?.hangUpAll();

  /** Ask the page: at every new connection, and before the registration ends. */
  #askForCredentials() {
    /** @param {() => void} goOn */
    const once = (goOn) => {
      if (request !== this.#asked) return;
      this.#asked = null;
      goOn();
    };
    /** @type {Sinch.ClientRegistration} */
    const request = {
      register: async (registrationToken) => {
        if (!registrationToken) throw new Error("The registration token is empty.");
        once(() => this.#register(registrationToken));
      },
      registerFailed: () =>
        once(() => this.#fail("Registering was given up: there are no credentials.")),
    };
    this.#asked = request;
    this.handlers.credentialsRequired(request);
  }

  /** @param {string} registrationToken */
  #register(registrationToken) {
    const identity = { ...this.client, instanceId: this.#instanceId };
    this.socket.send({ type: "register", ...identity, registrationToken });
  }

  /** @param {string} expiresAt ISO 8601 */
  #renewBefore(expiresAt) {
    clearTimeout(this.#renewal);
    const wait = Date.parse(expiresAt) - Date.now() - RENEW_AHEAD_MS;
    const patience = Math.max(wait, SHORTEST_RENEWAL_MS);
    this.#renewal = window.setTimeout(() => this.#askForCredentials(), patience);
  }

  /** @param {Outbound} message */
  #send(message) {
    if (message.type === "hangup" && isPageClosing()) message.reason = "pageClosed";
    if (this.#isRegistered) return this.socket.send(message);
    // What was said of connections before has come to nothing.
    if (message.type === "restart") this.#unsent = this.#unsent.filter(isNotOfConnection);
    this.#unsent.push(message);
  }

  /** @param {Inbound} message */
  #received(message) {
    if (message.type === "registered") this.#registered(message);
    else if (message.type === "registrationFailed") this.#fail(message.message);
    else if (this.#calls) this.#calls.receive(message);
    else void this.#receiveLater(message);
  }

  /** The first call comes in; what follows waits behind it. @param {Incoming | CallMessage} message */
  async #receiveLater(message) {
    if (message.type !== "incoming" && !this.#loading) return; // of a call that nobody here knows
    try {
      const calls = await this.#loadCalls();
      if (!this.#isStopped) calls.receive(message);
    } catch {
      if (message.type !== "incoming") return;
      this.#send({ type: "hangup", callId: message.callId, reason: "notLoaded" });
    }
  }

  #loadCalls() {
    this.#loading ??= import("./calls.js").then(
      ({ Calls }) => (this.#calls = new Calls(this.callClient, (message) => this.#send(message))),
      (cause) => {
        this.#loading = null; // The next call may have more luck.
        throw new Error(NOT_LOADED, { cause });
      },
    );
    return this.#loading;
  }

  /** @param {Registered} message */
  #registered({ expiresAt, callIds = [] }) {
    const isRenewal = this.#isRegistered;
    this.#isRegistered = true;
    this.socket.settle();
    if (expiresAt) this.#renewBefore(expiresAt);
    if (!isRenewal) this.#calls?.comeBack(callIds, this.#unsent);
    for (const message of this.#unsent.splice(0)) this.socket.send(message);
    this.#startResolved();
    if (!isRenewal) this.handlers.started();
  }

  /** @param {string} reason @param {boolean} willRetry */
  #disconnected(reason, willRetry) {
    this.#isRegistered = false;
    if (willRetry) this.handlers.failed(new Error(reason || LOST));
    else this.#fail(reason || "The sandbox refused the connection.");
  }

  /** Nothing that the client can do by itself will help. @param {string} message */
  #fail(message) {
    this.#calls?.failAll(message);
    this.handlers.failed(new Error(message));
    this.stop(message);
  }
}

/** @type {(message: Outbound) => boolean} */
const isNotOfConnection = ({ type }) => type !== "restart" && type !== "candidate";

/** Whether a listener for the end of the page hangs up: often the page's own, which comes first. */
const isPageClosing = () => window.event?.type === "pagehide";
