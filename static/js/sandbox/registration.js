import { sinchError } from "./errors.js";

// Ask for new credentials this long before the registration ends.
const RENEW_AHEAD_MS = 60_000;
const SHORTEST_RENEWAL_MS = 30_000;

/** @implements {Sinch.ClientRegistration} */
class Request {
  #settle;

  /** @param {(registrationToken: string | null) => void} settle */
  constructor(settle) {
    this.#settle = settle;
  }

  /** @param {string} registrationToken */
  async register(registrationToken) {
    if (!registrationToken) {
      throw sinchError("InvalidOperationError", "The registration token is empty.");
    }
    this.#settle(registrationToken);
  }

  registerFailed() {
    this.#settle(null);
  }
}

/** Asks the page for credentials: at every new connection, and before the registration ends. */
export class Registration {
  /** @type {Request | null} */
  #request = null;
  #timer = 0;
  #handlers;

  /**
   * @param {object} handlers
   * @param {(request: Sinch.ClientRegistration) => void} handlers.ask
   * @param {(registrationToken: string) => void} handlers.use
   * @param {() => void} handlers.giveUp
   */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** An answer to an earlier request comes too late from now on. */
  renew() {
    const request = new Request((registrationToken) => {
      if (request !== this.#request) return;
      this.#request = null;
      if (registrationToken === null) this.#handlers.giveUp();
      else this.#handlers.use(registrationToken);
    });
    this.#request = request;
    this.#handlers.ask(request);
  }

  /** @param {string | undefined} expiresAt ISO 8601 */
  renewBefore(expiresAt) {
    clearTimeout(this.#timer);
    const wait = Date.parse(expiresAt ?? "") - Date.now() - RENEW_AHEAD_MS;
    if (Number.isNaN(wait)) return;
    this.#timer = window.setTimeout(() => this.renew(), Math.max(wait, SHORTEST_RENEWAL_MS));
  }

  stop() {
    clearTimeout(this.#timer);
    this.#request = null;
  }
}
