import { find, newRow, setText } from "./dom.js";
import { formatDuration } from "./duration.js";
import { endReason } from "./end-reasons.js";

/** @import { CallRecord, PastCall } from "./types/phone.d.ts" */

/** The calls of this user, as the server keeps them, newest first. */
export class CallHistory {
  #api;
  #section;

  /** @param {HTMLElement} section @param {import("./api.js").Api} api */
  constructor(section, api) {
    this.#section = section;
    this.#api = api;
  }

  /**
   * @param {CallRecord} record
   * @returns {Promise<PastCall | null>} what the server knows of the call; null: it could not say
   */
  async add(record) {
    /** @type {PastCall | null} */
    let kept = null;
    await this.#tell(async () => {
      kept = (await this.#api.post("/api/calls", record)).call;
      await this.#load();
    }, "The last call could not be kept");
    return kept;
  }

  refresh() {
    return this.#tell(() => this.#load(), "Your calls could not be read");
  }

  async #load() {
    /** @type {{calls: PastCall[]}} */
    const { calls } = await this.#api.get("/api/calls");
    find(this.#section, "ol").replaceChildren(...calls.map((call) => this.#row(call)));
    find(this.#section, ".history__empty").hidden = calls.length > 0;
  }

  /** @param {PastCall} call */
  #row(call) {
    const row = newRow(this.#section);
    const time = /** @type {HTMLTimeElement} */ (find(row, "time"));
    const started = new Date(call.startedAt);
    time.dateTime = call.startedAt;
    setText(time, started.toLocaleString([], { dateStyle: "medium", timeStyle: "short" }));
    setText(find(row, ".past-call__direction"), directionOf(call));
    setText(find(row, ".past-call__name"), call.remoteDisplayName);
    const { durationSeconds } = call;
    setText(
      find(row, ".past-call__duration"),
      durationSeconds === null ? "" : formatDuration(durationSeconds),
    );
    setText(find(row, ".past-call__reason"), reasonOf(call));
    row.toggleAttribute("data-missed", directionOf(call) === "Missed");
    return row;
  }

  /** @param {() => Promise<void>} work @param {string} what that went wrong */
  async #tell(work, what) {
    const line = find(this.#section, ".history__problem");
    try {
      await work();
      line.hidden = true;
    } catch (error) {
      setText(line, `${what}: ${/** @type {Error} */ (error).message}`);
      line.hidden = false;
    }
  }
}

const MISSED = ["Canceled", "NoAnswer", "Timeout", "Failure"];

/** @type {(call: PastCall) => string} */
export const directionOf = ({ direction, answeredAt, endCause, reason }) => {
  if (direction === "outgoing") return "Outgoing";
  // Denied, and no page of this person says so: they were in another call.
  const isMissed = MISSED.includes(endCause) || (endCause === "Denied" && !reason);
  return answeredAt === null && isMissed ? "Missed" : "Incoming";
};

/** @type {(call: PastCall) => string} - no page reported the end when its window was closed */
const reasonOf = ({ reason, remoteDisplayName: name, direction, endCause, answeredAt }) => {
  if (reason || answeredAt !== null) return reason;
  return endReason({ name, direction, endCause, seconds: null, isEndedByUs: false, message: "" });
};
