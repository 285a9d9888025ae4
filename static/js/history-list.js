import { find, newRow, setText } from "./page.js";
import { formatDuration, reasonOf } from "./words.js";

/** @import { PastCall } from "./types/phone.d.ts" */

const MISSED = ["Busy", "Canceled", "NoAnswer", "Timeout", "Failure", "Unreachable"];

/** @typedef {{title: string, calls: PastCall[]}} Day */

/** @type {(call: PastCall) => boolean} */
export const isMissed = ({ direction, answeredAt, endCause, reason }) => {
  if (direction === "outgoing" || answeredAt !== null) return false;
  // Denied, and no page of this person says so: they were in another call.
  return MISSED.includes(endCause) || (endCause === "Denied" && !reason);
};

/**
 * Who called in vain while these calls went on, or by one of them, and was in no call since.
 *
 * @type {(calls: PastCall[], ids: Set<string>) => PastCall[]} - newest first; ids are Sinch's
 */
export const missedDuring = (calls, ids) => {
  const during = calls.filter(({ sinchCallId }) => ids.has(sinchCallId));
  return calls.filter((call, index) => {
    const isLatest = calls.findIndex(({ remote }) => remote === call.remote) === index;
    return isMissed(call) && isLatest && during.some((other) => isWithin(call.startedAt, other));
  });
};

/** @type {(time: string, call: PastCall) => boolean} */
const isWithin = (time, { startedAt, endedAt }) =>
  Date.parse(startedAt) <= Date.parse(time) && Date.parse(time) <= Date.parse(endedAt);

/** @type {(call: PastCall) => string} */
export const directionOf = (call) => {
  if (call.direction === "outgoing") return "Outgoing";
  return isMissed(call) ? "Missed" : "Incoming";
};

/** @type {(call: PastCall) => string} - what Sinch charged; empty: nothing, or it did not say */
export const costOf = ({ cost }) => {
  const amount = Number(cost?.amount ?? 0);
  if (!cost || !amount) return "";
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
  return `${cost.currency} ${amount.toLocaleString([], digits)}`;
};

/** @type {(call: PastCall) => boolean} - phones may hide their number */
export const isToNumber = ({ kind }) => kind !== "app-to-app";

/** @type {(call: PastCall, areNumbersOn: boolean) => boolean} */
export const canCallAgain = (call, areNumbersOn) =>
  isToNumber(call) ? areNumbersOn && /^\+\d+$/.test(call.remote) : true;

/** @type {(date: Date, now: Date) => string} - a heading */
export const dayOf = (date, now) => {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return "Today";
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { weekday: "long", day: "numeric", month: "long" };
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString([], isThisYear ? parts : { ...parts, year: "numeric" });
};

/** @type {(calls: PastCall[], now: Date) => Day[]} - of calls that are sorted by their start */
export const byDay = (calls, now) => {
  /** @type {Day[]} */
  const days = [];
  for (const call of calls) {
    const title = dayOf(new Date(call.startedAt), now);
    if (days.at(-1)?.title !== title) days.push({ title, calls: [] });
    days.at(-1)?.calls.push(call);
  }
  return days;
};

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
