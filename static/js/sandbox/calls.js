import { Call } from "./call.js";
import { sinchError } from "./errors.js";

/** @import { CallMessage, Callee, Incoming, Outbound } from "../types/signalling.d.ts" */
/** @import { Wanted } from "./media.js" */

const MAX_HEADER_BYTES = 1024;
const FORGOTTEN = "The server was restarted.";

/**
 * What a client has to say about its calls.
 *
 * @typedef {object} CallOwner
 * @property {(call: Sinch.Call) => void} announce
 * @property {Wanted} wanted microphone and camera
 */

/**
 * @typedef {object} Order
 * @property {Callee} callee
 * @property {string | null} callerIdentifier
 * @property {Record<string, string>} headers
 * @property {boolean} isVideo
 */

/** The calls of one client. */
export class Calls {
  /** @type {Map<string, Call>} */
  #calls = new Map();
  #owner;
  #send;

  /** @param {CallOwner} owner @param {(message: Outbound) => void} send */
  constructor(owner, send) {
    this.#owner = owner;
    this.#send = send;
  }

  /** @param {string} id */
  get(id) {
    return this.#calls.get(id);
  }

  /** @param {Order} order */
  async place({ callee, callerIdentifier, headers, isVideo }) {
    checkHeaders(headers);
    const call = this.#add({
      id: crypto.randomUUID(),
      direction: "outbound",
      remoteUserId: callee.endpoint,
      isPhoneCall: callee.type === "number",
      isVideo,
      headers,
    });
    await call.place(callee, callerIdentifier).catch((error) => {
      call.end("Failure", error.message);
      throw error;
    });
    return call;
  }

  /** @param {Incoming | CallMessage} message */
  receive(message) {
    if (message.type === "incoming") this.#ring(message);
    else if (message.callId) void this.#calls.get(message.callId)?.receive(message);
  }

  /**
   * The server is there again. One that was restarted knows no calls: those that already have sound
   * go on without it.
   *
   * @param {string[]} callIds which calls it knows
   * @param {Outbound[]} unsent what it is about to hear
   */
  comeBack(callIds, unsent) {
    const known = new Set(callIds);
    for (const message of unsent) if ("callId" in message) known.add(message.callId);
    for (const call of this.#calls.values()) {
      if (known.has(call.id) || call.isEstablished) call.hurry();
      else call.end("Failure", FORGOTTEN);
    }
  }

  hangUpAll() {
    for (const call of this.#calls.values()) call.hangup();
  }

  /** @param {string} message why, in words */
  failAll(message) {
    for (const call of this.#calls.values()) call.leave("Failure", message);
  }

  /** @param {Incoming} message */
  #ring({ callId, caller, offer, headers, video }) {
    const call = this.#add({
      id: callId,
      direction: "inbound",
      remoteUserId: caller.userId ?? caller.number ?? "",
      remoteUserDisplayName: caller.displayName,
      isPhoneCall: caller.userId === null,
      isVideo: video,
      headers,
      offer,
    });
    this.#send({ type: "ringing", callId });
    this.#owner.announce(call);
  }

  /** @param {Omit<import("./call.js").CallOptions, "isBusy" | "wanted" | "send" | "onEnded">} options */
  #add(options) {
    const call = new Call({
      ...options,
      isBusy: () => this.#calls.size > 1,
      wanted: () => this.#owner.wanted,
      send: this.#send,
      onEnded: () => this.#calls.delete(options.id),
    });
    this.#calls.set(call.id, call);
    return call;
  }
}

/** @param {Record<string, string>} headers */
const checkHeaders = (headers) => {
  if (new TextEncoder().encode(JSON.stringify(headers)).length > MAX_HEADER_BYTES) {
    throw sinchError("ArgumentError", `Headers may have at most ${MAX_HEADER_BYTES} bytes.`);
  }
};
