import { find, newRow, setText } from "./dom.js";
import { formatDuration } from "./duration.js";
import { byDay, canCallAgain, costOf, directionOf, isMissed, reasonOf } from "./past-call.js";

/** @import { PastCall } from "./types/phone.d.ts" */
/** @import { Day } from "./past-call.js" */

/**
 * @typedef {object} HistoryListOptions
 * @property {boolean} areNumbersOn whether phone numbers can be called
 * @property {(call: PastCall) => void} onCall
 * @property {(call: PastCall) => void} onDelete
 */

/** Draws past calls under the day they began on, with what can be done with each. */
export class HistoryList {
  #section;
  #days;
  #options;
  #isEnabled = false;
  #drawn = "";

  /** @param {HTMLElement} section @param {HistoryListOptions} options */
  constructor(section, options) {
    this.#section = section;
    this.#days = find(section, ".history__days");
    this.#options = options;
  }

  /** @param {PastCall[]} calls newest first */
  draw(calls) {
    const now = new Date();
    const drawn = `${now.toDateString()} ${JSON.stringify(calls)}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const putFocusBack = this.#holdFocus();
    this.#days.replaceChildren(...byDay(calls, now).map((day) => this.#day(day)));
    find(this.#section, ".history__empty").hidden = calls.length > 0;
    this.enable(this.#isEnabled);
    putFocusBack();
  }

  /** @param {boolean} isEnabled whether a call can be placed now */
  enable(isEnabled) {
    this.#isEnabled = isEnabled;
    for (const button of this.#days.querySelectorAll("[data-do=call]")) {
      button.setAttribute("aria-disabled", String(!isEnabled));
    }
  }

  /** @param {number} index of a call */
  focus(index) {
    this.#focusable(this.#days.querySelectorAll("li")[index], "call").focus();
  }

  /** @param {Day} day */
  #day({ title, calls }) {
    const day = newRow(this.#section, ".history__day-template");
    setText(find(day, "h3"), title);
    find(day, "ol").append(...calls.map((call) => this.#row(call)));
    return day;
  }

  /** @param {PastCall} call */
  #row(call) {
    const row = newRow(this.#section);
    const started = new Date(call.startedAt);
    const { durationSeconds, remoteDisplayName: name } = call;
    row.dataset.call = String(call.id);
    row.toggleAttribute("data-missed", isMissed(call));
    const time = /** @type {HTMLTimeElement} */ (find(row, "time"));
    time.dateTime = call.startedAt;
    setText(time, started.toLocaleTimeString([], { timeStyle: "short" }));
    setText(find(row, ".past-call__direction"), directionOf(call));
    setText(find(row, ".past-call__name"), name);
    const duration = durationSeconds === null ? "" : formatDuration(durationSeconds);
    setText(find(row, ".past-call__duration"), duration);
    const cost = costOf(call);
    setText(find(row, ".past-call__cost"), cost && `, ${cost}`);
    setText(find(row, ".past-call__reason"), reasonOf(call));
    this.#addButtons(row, call);
    return row;
  }

  /** @param {HTMLElement} row @param {PastCall} call */
  #addButtons(row, call) {
    const { areNumbersOn, onCall, onDelete } = this.#options;
    const name = call.remoteDisplayName;
    const [again, deletion] = [find(row, "[data-do=call]"), find(row, "[data-do=delete]")];
    again.hidden = !canCallAgain(call, areNumbersOn);
    again.setAttribute("aria-label", `Call again: ${name}`);
    again.addEventListener("click", () => this.#isEnabled && onCall(call));
    const when = new Date(call.startedAt).toLocaleString([], {
      dateStyle: "medium",
      timeStyle: "short",
    });
    deletion.setAttribute("aria-label", `Delete the call with ${name}, ${when}`);
    deletion.addEventListener("click", () => onDelete(call));
  }

  /** What has the focus is about to be drawn anew. @returns {() => void} gives it back */
  #holdFocus() {
    const focused = document.activeElement;
    const row = focused?.closest("li");
    if (!(focused instanceof HTMLElement) || !row || !this.#days.contains(row)) return () => {};
    const index = [...this.#days.querySelectorAll("li")].indexOf(row);
    return () => {
      const rows = this.#days.querySelectorAll("li");
      const same = [...rows].find(({ dataset }) => dataset.call === row.dataset.call);
      // Of a row that is gone, the next one has it.
      const wanted = same ?? rows[Math.min(index, rows.length - 1)];
      this.#focusable(wanted, focused.dataset.do ?? "").focus();
    };
  }

  /** @param {Element | undefined} row @param {string} action @returns {HTMLElement} */
  #focusable(row, action) {
    const button = row?.querySelector(`[data-do="${action}"]:not([hidden])`);
    return /** @type {HTMLElement} */ (button ?? row?.querySelector("button:not([hidden])") ?? this.#section);
  }
}
