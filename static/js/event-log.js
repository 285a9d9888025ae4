import { find, newRow, setText } from "./page.js";

const KEPT = 200;

/** @typedef {{at: Date, text: string}} Entry */

/** What the phone did, for people who want to follow it; fires `log` (an Entry). No credentials. */
export class EventLog extends EventTarget {
  /** @type {Entry[]} oldest first */
  entries = [];

  /** @param {string} text */
  note(text) {
    const entry = { at: new Date(), text };
    this.entries = [...this.entries, entry].slice(-KEPT);
    this.dispatchEvent(new CustomEvent("log", { detail: entry }));
  }
}

/** Lists what the phone did, each entry with its time. @type {(section: HTMLElement, log: EventLog) => void} */
export const showEventLog = (section, log) => {
  const list = find(section, "ol");
  /** @param {Entry} entry */
  const add = ({ at, text }) => {
    const row = newRow(section);
    const time = /** @type {HTMLTimeElement} */ (find(row, "time"));
    time.dateTime = at.toISOString();
    setText(time, at.toLocaleTimeString());
    setText(find(row, "span"), text);
    list.append(row);
    if (list.childElementCount > log.entries.length) list.firstElementChild?.remove();
  };
  log.entries.forEach(add);
  log.addEventListener("log", (event) => add(/** @type {CustomEvent<Entry>} */ (event).detail));
};
