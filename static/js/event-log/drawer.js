import { copy, find, newRow, setText } from "../page.js";
import { readCredential } from "./credential.js";
import { writeReport } from "./report.js";
import { surroundings } from "./surroundings.js";

/** @import { Credential, Entry, EventLog } from "../event-log.js" */
/** @import { LoadedSdk } from "../types/phone.d.ts" */

const COPIED = "The report is copied: paste it into your message. It stands below, too.";
const NOT_COPIED = "Your browser does not let the page copy: the report is selected, copy it yourself.";

/** Lists the log's entries, those to come as well, and makes a report of them. */
export class Drawer {
  #root;
  #section;
  #log;
  #sdk;

  /** @param {HTMLElement} root @param {EventLog} log @param {Promise<LoadedSdk>} sdk */
  constructor(root, log, sdk) {
    this.#root = root;
    this.#section = find(root, ".event-log");
    this.#log = log;
    this.#sdk = sdk;
    for (const entry of log.entries) this.#add(entry);
    log.addEventListener("log", (event) => this.#add(/** @type {CustomEvent} */ (event).detail));
    const button = find(this.#section, ".event-log__copy");
    button.addEventListener("click", () => this.#report());
    button.hidden = false;
  }

  /** @param {Entry} entry */
  #add({ number, at, text, source, credential }) {
    const list = find(this.#section, "ol");
    const row = newRow(this.#section, ".event-log__entry-template");
    /** @type {HTMLLIElement} */ (row).value = number;
    const time = /** @type {HTMLTimeElement} */ (find(row, "time"));
    time.dateTime = at.toISOString();
    setText(time, at.toLocaleTimeString());
    setText(find(row, ".event-log__text"), text);
    setText(find(row, ".event-log__source"), source);
    if (credential) row.append(this.#credential(credential));
    list.append(row);
    if (list.childElementCount > this.#log.entries.length) list.firstElementChild?.remove();
  }

  /** @param {Credential} credential */
  #credential(credential) {
    const details = newRow(this.#section, ".event-log__credential-template");
    const fields = readCredential(credential).map(({ name, value, meaning }) => {
      const field = newRow(this.#section, ".event-log__field-template");
      setText(find(field, "dt"), name);
      setText(find(field, "code"), value);
      setText(find(field, "span"), meaning);
      return field;
    });
    find(details, "dl").append(...fields);
    return details;
  }

  async #report() {
    const said = find(this.#section, ".event-log__said");
    setText(said, ""); // the same words a second time are said a second time
    const report = writeReport(await surroundings(this.#root.dataset, this.#sdk), this.#log);
    const field = /** @type {HTMLTextAreaElement} */ (find(this.#section, "textarea"));
    field.value = report;
    find(this.#section, ".event-log__report").hidden = false;
    const isCopied = await copy(report);
    if (!isCopied) field.select();
    setText(said, isCopied ? COPIED : NOT_COPIED);
  }
}
