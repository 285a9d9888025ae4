import { canCallAgain, isMissed, missedDuring } from "./history-list.js";
import { CallHistory } from "./history.js";
import { find, newRow, setText } from "./page.js";
import { inSentence, refusalSentence } from "./words.js";

/** @import { CallRecord, PastCall, Remote } from "./types/phone.d.ts" */

const IDS_KEPT = 100;

/** Ids of calls, by Sinch, that outlive a reload: the newest hundred. */
export class RememberedIds {
  #storage;
  #key;

  /** @param {Storage} storage @param {string} key */
  constructor(storage, key) {
    this.#storage = storage;
    this.#key = key;
  }

  /** @returns {Set<string>} */
  get all() {
    return new Set(this.#storage.getItem(this.#key)?.split(" "));
  }

  /** @param {string} id */
  add(id) {
    this.#storage.setItem(this.#key, [...this.all, id].slice(-IDS_KEPT).join(" "));
  }
}

/**
 * @typedef {object} MissedCallsOptions
 * @property {boolean} areNumbersOn whether phone numbers can be called
 * @property {(call: PastCall) => void} onCall back
 */

/** Who called this window in vain, also while it was busy: the history knows of these calls. */
export class MissedCalls {
  #ownCalls = new RememberedIds(sessionStorage, "calls-of-this-window");
  #dismissed = new RememberedIds(localStorage, "dismissed-missed-calls"); // in all windows
  /** @type {PastCall[]} */
  #calls = [];
  #section;
  #options;
  #drawn = "";
  #isRead = false;

  /** @param {HTMLElement} section @param {MissedCallsOptions} options */
  constructor(section, options) {
    this.#section = section;
    this.#options = options;
    window.addEventListener("storage", () => this.#isRead && this.draw(this.#calls));
  }

  /** @param {string} sinchCallId of a call that has ended in this window */
  note(sinchCallId) {
    this.#ownCalls.add(sinchCallId);
  }

  /** @param {PastCall[]} calls newest first @param {boolean} [isBusy] whether a call goes on */
  draw(calls, isBusy = false) {
    if (isBusy && this.#isRead) this.#noteNew(calls);
    this.#isRead = true;
    this.#calls = calls;
    const dismissed = this.#dismissed.all;
    const missed = missedDuring(calls, this.#ownCalls.all).filter(
      ({ sinchCallId }) => !dismissed.has(sinchCallId),
    );
    const drawn = JSON.stringify(missed);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const hadFocus = this.#section.contains(document.activeElement);
    find(this.#section, "ul").replaceChildren(...missed.map((call) => this.#row(call)));
    if (hadFocus) find(document, ".call").focus();
  }

  /** The call that goes on is not in the history yet: what is new there came during it. @param {PastCall[]} calls */
  #noteNew(calls) {
    const known = new Set(this.#calls.map(({ id }) => id));
    const firstKnown = calls.findIndex(({ id }) => known.has(id));
    const newest = firstKnown < 0 ? calls : calls.slice(0, firstKnown);
    for (const call of newest) if (isMissed(call)) this.note(call.sinchCallId);
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
    button.addEventListener("click", () => {
      onCall(call);
      this.#dismiss(call);
    });
    const dismiss = find(row, ".missed-call__dismiss");
    dismiss.setAttribute("aria-label", `Dismiss ${inSentence(name)}'s missed call`);
    dismiss.addEventListener("click", () => this.#dismiss(call));
    return row;
  }

  /** @param {PastCall} call */
  #dismiss({ sinchCallId }) {
    this.#dismissed.add(sinchCallId);
    this.draw(this.#calls);
  }
}

/**
 * @typedef {object} PageParts
 * @property {import("./page.js").Api} api
 * @property {import("./event-log.js").EventLog} log
 * @property {import("./phone.js").Phone} phone
 * @property {(remote: Remote) => void} place a call
 * @property {boolean} isCutOff whether a call was, by loading the page anew
 */

/** The calls of before, and those among them that were missed. @param {HTMLElement} root @param {PageParts} page */
export const startHistory = (root, { api, log, phone, place, isCutOff }) => {
  const again = {
    areNumbersOn: Boolean(root.dataset.callerIdentifier),
    onCall: (/** @type {PastCall} */ { remote: id, remoteDisplayName: displayName }) =>
      place({ id, displayName }),
  };
  const missed = new MissedCalls(find(root, ".call__missed"), again);
  const onRead = (/** @type {PastCall[]} */ calls) => missed.draw(calls, phone.state.call !== null);
  const history = new CallHistory(find(root, ".history"), { ...again, api, onRead, isCutOff });
  /** @param {CallRecord} record of a call that has just ended */
  const report = async (record) => {
    missed.note(record.sinchCallId);
    const { notice } = phone.state;
    const kept = await history.add(record);
    log.hide(kept?.remoteDisplayName);
    const sentence = refusalSentence(record, kept);
    // Unless something newer is worth saying by now.
    if (sentence && phone.state.notice === notice) phone.say(sentence, phone.state.again);
  };
  return { history, report };
};
