import { ClassicCall } from "./classic-call.js";
import { buildClient, silence, startClient } from "./classic-client.js";
import { openMicrophone } from "./microphone.js";

/** @import { Adapter, AdapterListener, Problem, Ticket } from "./types/phone.d.ts" */

const RENEW_AHEAD_MS = 60_000;
// terminate() loses a hang-up that is younger than this.
const HANG_UP_MS = 500;

/** @typedef {import("./classic-client.js").ClientOptions & {displayNameOf: (userId: string) => string}} ClassicOptions */

/**
 * The classic SDK, 1.4. It never renews its registration: before the ticket ends, and when the
 * service does not know the client any more, another client takes its place, between calls.
 *
 * @implements {Adapter}
 */
export class ClassicAdapter {
  #sdk;
  #options;
  #getTicket;
  #listener;
  /** @type {Promise<SinchClassic.Client>} */
  #client = Promise.reject(new Error("The phone is not started."));
  /** @type {Set<ClassicCall>} */
  #calls = new Set();
  #lastEnd = -HANG_UP_MS;
  #isRenewalDue = false;
  #isStopped = false;
  #timer = 0;

  /**
   * @param {NonNullable<Window["SinchClient"]>} sdk
   * @param {ClassicOptions} options
   * @param {() => Promise<Ticket>} getTicket
   * @param {AdapterListener} listener
   */
  constructor(sdk, options, getTicket, listener) {
    this.#sdk = sdk;
    this.#options = options;
    this.#getTicket = getTicket;
    this.#listener = listener;
    this.#client.catch(() => {});
  }

  async start() {
    this.#client = this.#connect();
    await this.#client;
    this.#listener.started();
  }

  async stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const call of this.#calls) call.hangUp();
    await this.#client.then((client) => this.#terminate(client)).catch(() => {});
  }

  /** @param {string} userId */
  callUser(userId) {
    return this.#place((callClient, stream) => callClient.callUser(userId, {}, stream));
  }

  /** @param {string} number */
  callPhoneNumber(number) {
    return this.#place((callClient, stream) => callClient.callPhoneNumber(number, {}, stream));
  }

  async #connect() {
    const { ticket, expiresAt } = await this.#getTicket();
    const client = buildClient(this.#sdk, this.#options);
    client.getCallClient().addEventListener({ onIncomingCall: (call) => this.#incoming(call) });
    await startClient(client, this.#options, ticket);
    const wait = Date.parse(expiresAt) - Date.now() - RENEW_AHEAD_MS;
    if (!this.#isStopped) this.#timer = window.setTimeout(() => this.#renew(), wait);
    return client;
  }

  #renew() {
    this.#isRenewalDue = this.#calls.size > 0; // then at the end of the last call
    if (this.#isRenewalDue || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#client = this.#client.then(async (client) => {
      await this.#terminate(client);
      return this.#connect();
    });
    this.#client.catch((error) => this.#listener.failed(/** @type {Problem} */ (error)));
  }

  /** @param {SinchClassic.Client} client */
  async #terminate(client) {
    const wait = this.#lastEnd + HANG_UP_MS - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    client.terminate();
  }

  /** @param {(callClient: SinchClassic.CallClient, stream: MediaStream) => SinchClassic.Call} dial */
  async #place(dial) {
    const callClient = (await this.#client).getCallClient();
    const microphone = await openMicrophone();
    return this.#add(dial(callClient, silence()), microphone);
  }

  /** @param {SinchClassic.Call} call */
  #incoming(call) {
    if (!this.#isStopped) this.#listener.incoming(this.#add(call, null));
  }

  /** @param {SinchClassic.Call} sdkCall @param {MediaStream | null} microphone */
  #add(sdkCall, microphone) {
    const { displayNameOf } = this.#options;
    const call = new ClassicCall(sdkCall, { displayNameOf, microphone, onEnded: () => this.#ended(call) });
    this.#calls.add(call);
    return call;
  }

  /** @param {ClassicCall} call */
  #ended(call) {
    this.#calls.delete(call);
    this.#lastEnd = performance.now();
    if (this.#isRenewalDue || call.isClientUnknown) this.#renew();
  }
}
