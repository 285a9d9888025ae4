import { Media } from "./media.js";

/** @import { Outbound } from "../types/signalling.d.ts" */
// The other side's closed connection is often seen before the server's word on why: wait for that.
const SERVER_HAS_THE_LAST_WORD_MS = 800;

/** @typedef {{addCandidate: (candidate: RTCIceCandidateInit) => unknown}} Peer */

/**
 * Our half of one call, on the wire and in sound: what the stand-in SDK and the virtual phone share.
 */
export class CallLeg {
  /** @type {RTCIceCandidateInit[]} */
  #kept = [];
  /** @type {Peer | null} */
  #peer = null;
  #send;

  /**
   * @param {string} id
   * @param {(message: Outbound) => void} send
   * @param {{onConnected: () => void, onLost: () => void}} handlers
   */
  constructor(id, send, handlers) {
    this.id = id;
    this.#send = send;
    this.media = new Media({
      onConnected: handlers.onConnected,
      onLost: () => setTimeout(handlers.onLost, SERVER_HAS_THE_LAST_WORD_MS),
      onCandidate: (candidate) => this.#found(candidate),
    });
  }

  /** @param {string} offer SDP */
  async answer(offer) {
    const answer = await this.media.acceptOffer(offer);
    this.#send({ type: "answer", callId: this.id, answer });
    this.connectTo(this.overServer());
  }

  /** @returns {Peer} */
  overServer() {
    return {
      addCandidate: (candidate) => this.#send({ type: "candidate", callId: this.id, candidate }),
    };
  }

  /**
   * Tell our candidates to the side that answered. Before an answer they are kept: all windows of the
   * callee ring, and only one of them will be the other end.
   *
   * @param {Peer} peer
   */
  connectTo(peer) {
    this.#peer = peer;
    for (const candidate of this.#kept.splice(0)) peer.addCandidate(candidate);
  }

  /** @param {RTCIceCandidateInit} candidate */
  #found(candidate) {
    if (this.#peer) this.#peer.addCandidate(candidate);
    else this.#kept.push(candidate);
  }
}
