import { Media } from "./media.js";
import { Reconnection } from "./reconnection.js";

/** @import { CallMessage, Outbound } from "../types/signalling.d.ts" */
// The other side's closed connection is often seen before the server's word on why: wait for that.
const SERVER_HAS_THE_LAST_WORD_MS = 800;

/** @typedef {{addCandidate: (candidate: RTCIceCandidateInit) => unknown}} Peer */

/**
 * @typedef {object} LegHandlers
 * @property {() => void} onConnected also when it is connected again
 * @property {() => void} onClosed the other side has closed its end, and nobody said why
 * @property {() => void} onGivenUp the connection broke and could not be had again
 */

/**
 * Our half of one call, on the wire and in sound: what the stand-in SDK and the virtual phone share.
 * When the connection breaks, whoever placed the call makes a new offer; the other side waits for it.
 */
export class CallLeg {
  /** @type {RTCIceCandidateInit[]} */
  #kept = [];
  /** @type {Peer | null} */
  #peer = null;
  #isCaller = false;
  #attempt = 0;
  #send;

  /**
   * @param {string} id
   * @param {(message: Outbound) => void} send
   * @param {LegHandlers} handlers
   */
  constructor(id, send, handlers) {
    this.id = id;
    this.#send = send;
    this.reconnection = new Reconnection({
      restart: () => void this.#restart().catch(() => {}), // The next attempt may have more luck.
      giveUp: handlers.onGivenUp,
    });
    this.media = new Media({
      onState: (state) => {
        this.reconnection.note(state);
        if (state === "connected") handlers.onConnected();
      },
      onClosed: () => setTimeout(handlers.onClosed, SERVER_HAS_THE_LAST_WORD_MS),
      onCandidate: (candidate) => this.#found(candidate),
    });
  }

  /** @param {string} offer SDP */
  async answer(offer) {
    const answer = await this.media.acceptOffer(offer);
    this.#send({ type: "answer", callId: this.id, answer });
    this.#connectTo(this.#overServer());
  }

  /** Our offer was answered. @param {string} answer SDP */
  async accept(answer) {
    this.#isCaller = true;
    this.#connectTo(this.#overServer());
    await this.media.acceptAnswer(answer);
  }

  /** Our offer was answered inside this page. @param {string} answer SDP @param {Peer} peer */
  async acceptHere(answer, peer) {
    const accepted = this.media.acceptAnswer(answer);
    this.#connectTo(peer);
    await accepted;
  }

  /** @param {CallMessage} message what other types than these say is for the call */
  async receive(message) {
    if (message.type === "candidate") await this.media.addCandidate(message.candidate);
    if (message.type === "restart") await this.#acceptRestart(message).catch(() => {});
    if (message.type === "restarted" && message.attempt === this.#attempt) {
      await this.media.acceptAnswer(message.answer).catch(() => {});
    }
  }

  close() {
    this.reconnection.stop();
    this.media.close();
  }

  /** @returns {Peer} */
  #overServer() {
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
  #connectTo(peer) {
    this.#peer = peer;
    for (const candidate of this.#kept.splice(0)) peer.addCandidate(candidate);
  }

  async #restart() {
    if (!this.#isCaller) return;
    this.#attempt += 1;
    const attempt = this.#attempt;
    const offer = await this.media.makeOffer(true);
    this.#send({ type: "restart", callId: this.id, attempt, offer });
  }

  /** @param {{attempt: number, offer: string}} message */
  async #acceptRestart({ attempt, offer }) {
    if (this.#isCaller) return; // Only one side offers.
    const answer = await this.media.acceptOffer(offer);
    this.#send({ type: "restarted", callId: this.id, attempt, answer });
  }

  /** @param {RTCIceCandidateInit} candidate */
  #found(candidate) {
    if (this.#peer) this.#peer.addCandidate(candidate);
    else this.#kept.push(candidate);
  }
}
