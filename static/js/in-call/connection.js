import { connectionOf } from "../sdk.js";

/** @import { Phone } from "../phone.js" */
/** @import { PhoneState, Trouble } from "../types/phone.d.ts" */

// Many a hiccup is over before anybody could read of it.
const PATIENCE_MS = 1000;

/** Tells when the other side, or the server, is lost during a call, and when it is there again. */
export class ConnectionWatch {
  /** @type {RTCPeerConnection | null} */
  #connection = null;
  /** @type {Trouble} */
  #seen = "";
  #timer = 0;
  #root;
  #phone;

  /** @param {HTMLElement} root @param {Phone} phone */
  constructor(root, phone) {
    this.#root = root;
    this.#phone = phone;
  }

  /** @param {PhoneState} state */
  draw({ status, call }) {
    const connection = status === "established" ? connectionOf(call) : null;
    if (connection !== this.#connection) {
      this.#connection?.removeEventListener("connectionstatechange", this.#look);
      connection?.addEventListener("connectionstatechange", this.#look);
      this.#connection = connection;
    }
    this.#root.toggleAttribute("data-reconnecting", call?.trouble === "connection");
    this.#look();
  }

  #look = () => {
    const trouble = this.#trouble;
    if (trouble === this.#seen) return;
    this.#seen = trouble;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#tell(trouble), PATIENCE_MS);
  };

  /** @returns {Trouble} */
  get #trouble() {
    const { status, isOnline } = this.#phone.state;
    if (status !== "established") return "";
    const state = this.#connection?.connectionState;
    if (state === "disconnected" || state === "failed") return "connection";
    return isOnline ? "" : "server";
  }

  /** @param {Trouble} trouble */
  #tell(trouble) {
    this.#phone.inCall((call) => {
      const isOver = call.trouble === "connection" && trouble === "";
      call.trouble = isOver ? "over" : trouble;
    });
  }
}
