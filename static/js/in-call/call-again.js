import { CUT_OFF, find, setText } from "../page.js";
import { inSentence } from "../words.js";

/** @import { Phone } from "../phone.js" */
/** @import { CallOrder, PhoneState } from "../types/phone.d.ts" */

/** @typedef {CallOrder & {userId: string | undefined}} CutOff - the call, and whose it was */

/** After a call that nobody here ended: a button beside the sentence on its end. */
export class CallAgain {
  #phone;
  #button;
  #areNumbersOn;

  /** @param {HTMLElement} root @param {Phone} phone */
  constructor(root, phone) {
    this.#phone = phone;
    this.#areNumbersOn = Boolean(root.dataset.callerIdentifier);
    this.#button = find(root, "[data-action=again]");
    this.#button.addEventListener("click", () => {
      const { again } = phone.state;
      if (again) void phone.place(again);
    });
  }

  /** @param {PhoneState} state */
  draw({ status, again }) {
    const isPossible = this.#areNumbersOn || !again?.remote.id.startsWith("+");
    const isOffered = status === "ready" && again !== null && isPossible;
    this.#button.hidden = !isOffered;
    if (again) setText(this.#button, `Call ${inSentence(again.remote.displayName)} again`);
  }

  /** Remember a call that ends with this page, until the next one reads of it. @param {string | undefined} userId */
  keepCutOff(userId) {
    const { status, call } = this.#phone.state;
    if (!call || (status === "incoming" && !call.isAnswered)) return;
    const { remote, isVideo } = call;
    sessionStorage.setItem(CUT_OFF, JSON.stringify({ userId, remote, isVideo }));
  }

  /** @param {string | undefined} userId whoever is logged in now */
  tellOfCutOff(userId) {
    /** @type {CutOff | null} */
    const kept = JSON.parse(sessionStorage.getItem(CUT_OFF) ?? "null");
    sessionStorage.removeItem(CUT_OFF);
    if (kept?.userId !== userId || !kept) return;
    const { remote, isVideo } = kept;
    const name = inSentence(remote.displayName);
    this.#phone.say(`Your call with ${name} ended when ${whatHappened()}.`, { remote, isVideo });
  }
}

const whatHappened = () => {
  const [entry] = performance.getEntriesByType("navigation");
  const { type } = /** @type {PerformanceNavigationTiming} */ (entry);
  return type === "reload" ? "this page was reloaded" : "you left this page";
};
