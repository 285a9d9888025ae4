import { find, newRow, setText } from "./dom.js";

/** @import { Entry, EventLog } from "./event-log.js" */

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
