/** @import { Inbound, Outbound } from "../types/signalling.d.ts" */

// Coming back would be refused again: a foreign page, too many windows.
const FINAL_CODES = new Set([4403, 4409]);
// It cannot be for the moment, and the reason says why; it is for people, not only for logs.
const TRY_AGAIN_LATER = 1013;

const FIRST_MS = 500;
const LONGEST_MS = 10_000;
const JITTER = 0.25;

/**
 * How long to wait before trying again: doubling from 0.5 to 10 s, and up to a quarter more, so that
 * the windows of a whole class do not come back to a restarted server in the same instant.
 *
 * @param {number} attempt 0 for the first.
 * @param {number} [chance] 0 to 1.
 * @returns {number} milliseconds
 */
export const backOff = (attempt, chance = Math.random()) =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (1 + JITTER * chance);

/**
 * @typedef {object} SocketHandlers
 * @property {() => void} [onOpen]
 * @property {(message: Inbound) => void} onMessage
 * @property {(reason: string, willRetry: boolean) => void} onClosed
 */

/** The WebSocket to the sandbox; opens again by itself until it is told to stop. */
export class SignallingSocket {
  #url;
  #handlers;
  /** @type {WebSocket | null} */
  #socket = null;
  #attempt = 0;
  #timer = 0;

  /** @param {string} path of this site @param {SocketHandlers} handlers */
  constructor(path, handlers) {
    this.#url = new URL(path, location.href.replace(/^http/, "ws")).href;
    this.#handlers = handlers;
  }

  open() {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => this.#handlers.onOpen?.();
    socket.onmessage = ({ data }) => this.#handlers.onMessage(JSON.parse(data));
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#closed(event);
    };
  }

  /** The server is content with us: the next loss starts again with the shortest wait. */
  settle() {
    this.#attempt = 0;
  }

  /** @param {Outbound} message lost when the socket is not open */
  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  stop() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    // Closing one that is still opening makes browsers complain.
    if (socket?.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close(1000);
    else socket?.close(1000);
  }

  /** @param {CloseEvent} event */
  #closed({ code, reason }) {
    const willRetry = !FINAL_CODES.has(code);
    if (willRetry) {
      this.#timer = window.setTimeout(() => this.open(), backOff(this.#attempt));
      this.#attempt += 1;
    }
    const isForPeople = !willRetry || code === TRY_AGAIN_LATER;
    this.#handlers.onClosed(isForPeople ? reason : "", willRetry);
  }
}
