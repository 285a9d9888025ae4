import { find, newRow, setText } from "./dom.js";
import { inSentence } from "./names.js";
import { canCallAgain, missedDuring } from "./past-call.js";

/** @import { PastCall } from "./types/phone.d.ts" */

/**
 * @typedef {object} MissedCallsOptions
 * @property {boolean} areNumbersOn whether phone numbers can be called
 * @property {(call: PastCall) => void} onCall back
 */

/** Who called this window in vain, also while it was busy: the history knows of these calls. */
export class MissedCalls {
  /** @type {Set<string>} Sinch's ids */
  #ownCalls = new Set();
  #section;
  #options;
  #drawn = "";

  /** @param {HTMLElement} section @param {MissedCallsOptions} options */
  constructor(section, options) {
    this.#section = section;
    this.#options = options;
  }

  /** @param {string} sinchCallId of a call that has ended in this window */
  note(sinchCallId) {
    this.#ownCalls.add(sinchCallId);
  }

  /** @param {PastCall[]} calls newest first */
  draw(calls) {
    const missed = missedDuring(calls, this.#ownCalls);
    const drawn = JSON.stringify(missed);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const hadFocus = this.#section.contains(document.activeElement);
    find(this.#section, "ul").replaceChildren(...missed.map((call) => this.#row(call)));
    if (hadFocus) find(document, ".call").focus();
  }

  /** @param {PastCall} call */
  #row(call) {
    const { areNumbersOn, onCall } = this.#options;
    const name = call.remoteDisplayName;
    const row = newRow(this.#section);
    const time = new Date(call.startedAt).toLocaleTimeString([], { timeStyle: "short" });
    setText(find(row, "span"), `${inSentence(name)} called at ${time}.`);
    const button = find(row, "button");
    setText(button, `Call back ${inSentence(name)}`);
    button.hidden = !canCallAgain(call, areNumbersOn);
    button.addEventListener("click", () => onCall(call));
    return row;
  }
}
