import { HistoryList, isToNumber } from "./history-list.js";
import { LastQuestion, find, setText, takeFirst } from "./page.js";

/** @import { CallRecord, PastCall } from "./types/phone.d.ts" */

// Sinch tells what a call cost a moment after its end.
const COST_AFTER_MS = 5000;
// The page may have been made before the report of a call that a reload cut off was kept.
const CUT_OFF_KEPT_AFTER_MS = [500, 3000];
const TROUBLES_THAT_PASS = ["database_away", "unreachable"];

/**
 * @typedef {object} HistoryOptions
 * @property {import("./page.js").Api} api
 * @property {boolean} areNumbersOn whether phone numbers can be called
 * @property {(call: PastCall) => void} onCall somebody once more
 * @property {(calls: PastCall[]) => void} onRead newest first
 * @property {boolean} isCutOff whether a call was, by loading the page anew
 */

/** The calls of this user, as the server keeps them: the same in all windows, newest first. */
export class CallHistory {
  /** @type {PastCall[]} */
  #calls = [];
  /** @type {CallRecord[]} that the server could not take */
  #unkept = [];
  #pages = 1;
  /** @type {number | null} where the next page begins */
  #nextBefore = null;
  #api;
  #section;
  #list;
  #question;
  #onRead;
  #isCutOff = false; // from the server, for a while
  #otherWindows = new BroadcastChannel("call-history");

  /** @param {HTMLElement} section @param {HistoryOptions} options */
  constructor(section, { api, areNumbersOn, onCall, onRead, isCutOff }) {
    this.#section = section;
    this.#api = api;
    this.#onRead = onRead;
    const onDelete = (/** @type {PastCall} */ call) => void this.#delete(call);
    this.#list = new HistoryList(section, { areNumbersOn, onCall, onDelete });
    this.#question = new LastQuestion(
      async (before, signal) =>
        (!before && takeFirst(section)) ||
        api.get(`/api/calls${before && `?before=${before}`}`, signal),
    );
    this.#onPress("older", () => this.#showOlder());
    this.#onPress("ask", () => this.#askForAll(true));
    this.#onPress("keep", () => this.#askForAll(false));
    this.#onPress("delete-all", () => this.#deleteAll());
    document.addEventListener("visibilitychange", () => this.refresh());
    this.#otherWindows.addEventListener("message", () => this.refresh());
    for (const pause of isCutOff ? CUT_OFF_KEPT_AFTER_MS : []) setTimeout(() => this.refresh(), pause);
  }

  /**
   * @param {CallRecord} record
   * @returns {Promise<PastCall | null>} what the server knows of the call; null: it could not say
   */
  async add(record) {
    /** @type {PastCall | null} */
    let kept = null;
    await this.#tell(async () => {
      kept = (await this.#keep(record)).call;
      if (kept && isToNumber(kept) && !kept.cost) setTimeout(() => this.refresh(), COST_AFTER_MS);
      await this.#changed();
    }, "The last call could not be kept");
    return kept;
  }

  /** The server answers: tell it what it could not take. @param {boolean} isNewsLikely if not, only that */
  async recover(isNewsLikely) {
    if (!isNewsLikely && !this.#unkept.length && !this.#isCutOff) return;
    for (const record of this.#unkept.splice(0)) await this.add(record);
    if (!this.#unkept.length) await this.refresh();
  }

  /** @param {CallRecord} record */
  async #keep(record) {
    try {
      return await this.#api.post("/api/calls", record);
    } catch (error) {
      const { code } = /** @type {import("./page.js").ApiError} */ (error);
      if (TROUBLES_THAT_PASS.includes(code)) this.#unkept.push(record);
      throw error;
    }
  }

  /** Other windows, here and on other devices, may have changed it. */
  async refresh() {
    if (document.visibilityState === "hidden") return;
    await this.#tell(() => this.#load(), "Your calls could not be read");
  }

  /** @param {boolean} isEnabled whether a call can be placed now */
  enable(isEnabled) {
    this.#list.enable(isEnabled);
  }

  async #load() {
    /** @type {PastCall[]} */
    const calls = [];
    let before = "";
    for (let page = 0; page < this.#pages; page += 1) {
      const answer = await this.#question.answer(before);
      if (!answer) return; // another question took its place
      calls.push(...answer.calls);
      this.#nextBefore = answer.nextBefore;
      if (!answer.nextBefore) break;
      before = String(answer.nextBefore);
    }
    this.#draw(calls);
  }

  #showOlder() {
    return this.#tell(async () => {
      const shown = this.#calls.length;
      const answer = await this.#question.answer(String(this.#nextBefore));
      if (!answer) return;
      this.#pages += 1;
      this.#nextBefore = answer.nextBefore;
      this.#draw([...this.#calls, ...answer.calls]);
      if (answer.calls.length) this.#list.focus(shown);
    }, "Your older calls could not be read");
  }

  /** @param {PastCall} call */
  #delete(call) {
    return this.#tell(async () => {
      await this.#api.delete(`/api/calls/${call.id}`).catch(ignoreMissing);
      await this.#changed();
    }, "The call could not be deleted");
  }

  #deleteAll() {
    return this.#tell(async () => {
      await this.#api.delete("/api/calls");
      this.#pages = 1;
      find(this.#section, ".history__question").hidden = true;
      this.#section.focus();
      await this.#changed();
    }, "Your calls could not be deleted");
  }

  /** @param {boolean} isAsking whether all calls shall be deleted */
  #askForAll(isAsking) {
    find(this.#section, ".history__question").hidden = !isAsking;
    find(this.#section, `[data-do=${isAsking ? "keep" : "ask"}]`).focus();
  }

  async #changed() {
    this.#otherWindows.postMessage("changed");
    await this.#load();
  }

  /** @param {PastCall[]} calls */
  #draw(calls) {
    this.#calls = calls;
    this.#list.draw(calls);
    this.#onRead(calls);
    find(this.#section, "[data-do=older]").hidden = this.#nextBefore === null;
    find(this.#section, "[data-do=ask]").hidden = calls.length === 0;
    if (calls.length === 0) find(this.#section, ".history__question").hidden = true;
  }

  /** @param {string} name @param {() => void} action */
  #onPress(name, action) {
    find(this.#section, `[data-do=${name}]`).addEventListener("click", action);
  }

  /** @param {() => Promise<void>} work @param {string} what that went wrong */
  async #tell(work, what) {
    const line = find(this.#section, ".history__problem");
    try {
      await work();
      line.hidden = true;
      this.#isCutOff = false;
    } catch (error) {
      this.#isCutOff = TROUBLES_THAT_PASS.includes(/** @type {any} */ (error).code);
      setText(line, `${what}: ${/** @type {Error} */ (error).message}`);
      line.hidden = false;
    }
  }
}

/** Deleted in another window already. @param {import("./page.js").ApiError} error */
const ignoreMissing = (error) => {
  if (error.code !== "not_found") throw error;
};
