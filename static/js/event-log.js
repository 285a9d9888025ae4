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
