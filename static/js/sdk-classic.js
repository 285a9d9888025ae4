import { ClassicCall } from "./classic-call.js";
import { buildClient, silence, startClient } from "./classic-client.js";
import { openMicrophone } from "./sound.js";

/** @import { Adapter, AdapterListener, Problem, Ticket } from "./types/phone.d.ts" */

const RENEW_AHEAD_MS = 60_000;
const SHORTEST_LIFE_MS = 60_000;
// terminate() loses a hang-up that is younger than this.
const HANG_UP_MS = 500;
const FORGOTTEN = "Your phone had to register anew. Call again.";

/** @typedef {import("./classic-client.js").ClientOptions} ClientOptions */
/** @typedef {ClientOptions & {displayNameOf: (userId: string) => string}} ClassicOptions */

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
  /** @type {Promise<SinchClassic.Client> | null} */
  #client = null;
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
    await this.#client?.then((client) => this.#terminate(client)).catch(() => {});
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
    let isKnown = false;
    const client = buildClient(this.#sdk, this.#options, () => {
      if (isKnown) this.#forgotten();
      isKnown = false;
    });
    await startClient(client, ticket);
    isKnown = true;
    client.getCallClient().addEventListener({ onIncomingCall: (call) => this.#incoming(call) });
    this.#renewBefore(expiresAt);
    return client;
  }

  /** @param {string} expiresAt ISO 8601 */
  #renewBefore(expiresAt) {
    if (this.#isStopped) return;
    // This computer's clock may be wrong.
    const wait = Math.max(Date.parse(expiresAt) - Date.now() - RENEW_AHEAD_MS, SHORTEST_LIFE_MS);
    this.#timer = window.setTimeout(() => this.#renew(), wait);
  }

  /** The registration expired, or the server was restarted. */
  #forgotten() {
    for (const call of this.#calls) if (!call.isEstablished) call.giveUp(FORGOTTEN);
    this.#renew();
  }

  #renew() {
    this.#isRenewalDue = this.#calls.size > 0; // then at the end of the last call
    if (this.#isRenewalDue || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#client = this.#replace(this.#client);
    this.#client.catch((error) => this.#listener.failed(/** @type {Problem} */ (error)));
  }

  /** @param {Promise<SinchClassic.Client> | null} before */
  async #replace(before) {
    const client = await before;
    if (client) await this.#terminate(client);
    return this.#connect();
  }

  /** @param {SinchClassic.Client} client */
  async #terminate(client) {
    const wait = this.#lastEnd + HANG_UP_MS - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    client.terminate();
  }

  /** @param {(callClient: SinchClassic.CallClient, stream: MediaStream) => SinchClassic.Call} dial */
  async #place(dial) {
    const client = await this.#client;
    if (!client) throw new Error("The phone is not started.");
    const microphone = await openMicrophone();
    return this.#add(dial(client.getCallClient(), silence()), microphone);
  }

  /** @param {SinchClassic.Call} call */
  #incoming(call) {
    if (!this.#isStopped) this.#listener.incoming(this.#add(call, null));
  }

  /** @param {SinchClassic.Call} sdkCall @param {MediaStream | null} microphone */
  #add(sdkCall, microphone) {
    const { displayNameOf } = this.#options;
    const onEnded = () => this.#ended(call);
    const call = new ClassicCall(sdkCall, { displayNameOf, microphone, onEnded });
    this.#calls.add(call);
    return call;
  }

  /** @param {ClassicCall} call */
  #ended(call) {
    this.#calls.delete(call);
    this.#lastEnd = performance.now();
    if (this.#isRenewalDue) this.#renew();
  }
}
