import { LastQuestion, copy, find, newRow, setText, takeFirst } from "./page.js";
import { foundSentence, presenceOf } from "./words.js";

/** @import { Person } from "./types/phone.d.ts" */
/** @import { Found } from "./words.js" */

const EVERY_MS = 5000;
const PAUSE_MS = 300;

/**
 * @typedef {object} PeopleOptions
 * @property {import("./page.js").Api} api
 * @property {boolean} isOnlineKnown whether the server knows who is online; Sinch does not tell
 * @property {(person: Person, isVideo: boolean) => void} onCall
 * @property {(problem: import("./types/phone.d.ts").Problem | null) => void} onProblem
 * @property {string | undefined} callee User ID of the person whose invitation was opened
 */

/** Whom one can call, and who is online; asks again every five seconds while somebody looks. */
export class PeopleList {
  /** @type {Map<string, HTMLElement>} by User ID: a row stays the same element, and keeps the focus */
  #rows = new Map();
  /** @type {Map<string, string>} of everybody who was ever listed */
  #names = new Map();
  #question = new LastQuestion((query, signal) => this.#fetch(query, signal));
  /** @type {Promise<void>} */
  #refreshed = Promise.resolve();
  #isEnabled = false;
  #timer = 0;
  #options;
  #section;
  #field;

  /** @param {HTMLElement} section @param {PeopleOptions} options */
  constructor(section, options) {
    this.#section = section;
    this.#field = /** @type {HTMLInputElement} */ (find(section, "input[type=search]"));
    this.#options = options;
    this.#field.addEventListener("input", () => void this.refresh(PAUSE_MS));
    this.#field.addEventListener("keydown", (event) => void this.#pressed(event));
    document.addEventListener("visibilitychange", () => void this.refresh());
    offerLink(find(section, ".people__invitation"));
  }

  /** @param {number} [pauseMs] how long to wait for more to be typed @returns {Promise<void>} */
  refresh(pauseMs = 0) {
    clearTimeout(this.#timer);
    if (document.visibilityState === "hidden") return Promise.resolve();
    this.#refreshed = this.#list(pauseMs);
    return this.#refreshed;
  }

  /** @param {number} pauseMs @returns {Promise<void>} */
  async #list(pauseMs) {
    const { onProblem } = this.#options;
    try {
      const found = await this.#question.answer(this.#field.value.trim(), pauseMs);
      if (!found) return this.#refreshed; // another question took this one's place
      this.#draw(found);
      onProblem(null);
    } catch (error) {
      const problem = /** @type {import("./page.js").ApiError} */ (error);
      onProblem(problem);
      if (problem.code === "session_ended") return;
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.refresh(), EVERY_MS);
  }

  /** @param {boolean} isEnabled whether a call can be placed now */
  enable(isEnabled) {
    this.#isEnabled = isEnabled;
    for (const row of this.#rows.values()) this.#enableRow(row);
  }

  /** The invitation's person, else the first. */
  focus() {
    const row = this.#rows.get(this.#options.callee ?? "");
    if (row) find(row, "button").focus();
    else this.#focusFirst();
  }

  /** @param {string} userId */
  has(userId) {
    return this.#rows.has(userId);
  }

  /** @param {string} userId @returns {string | undefined} */
  displayNameOf(userId) {
    return this.#names.get(userId);
  }

  /** From the field, Enter and the arrow lead to the first who was found. @param {KeyboardEvent} event */
  async #pressed(event) {
    if (event.key === "Escape") this.#field.value = "";
    else if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    await this.refresh();
    if (event.key !== "Escape" && document.activeElement === this.#field) this.#focusFirst();
  }

  #focusFirst() {
    this.#section.querySelector("li")?.querySelector("button")?.focus();
  }

  /** @param {string} query @param {AbortSignal} signal @returns {Promise<Found>} */
  async #fetch(query, signal) {
    const first = query ? null : takeFirst(this.#section);
    const found = { query, ...(first ?? (await this.#search(query, signal))) };
    const { callee } = this.#options;
    return query || !callee ? found : this.#withInvited(callee, found, signal);
  }

  /** With the invitation's person first. @param {string} callee @param {Found} found @param {AbortSignal} signal */
  async #withInvited(callee, found, signal) {
    const isInvited = (/** @type {Person} */ { userId }) => userId === callee;
    const others = found.people.filter((person) => !isInvited(person));
    const isListed = others.length < found.people.length;
    const { people } = isListed ? found : await this.#search(callee, signal);
    return { ...found, people: [...people.filter(isInvited), ...others] };
  }

  /** @param {string} query @param {AbortSignal} signal @returns {Promise<{people: Person[], hasMore: boolean}>} */
  #search(query, signal) {
    return this.#options.api.get(`/api/people?query=${encodeURIComponent(query)}`, signal);
  }

  /** @param {Found} found */
  #draw(found) {
    const { people, query } = found;
    const focused = document.activeElement;
    const list = find(this.#section, "ul");
    const rows = people.map((person) => this.#drawRow(person));
    rows.forEach((row, index) => {
      if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
    });
    while (list.children.length > rows.length) list.lastElementChild?.remove();
    this.#rows = new Map(people.map(({ userId }, index) => [userId, rows[index]]));
    find(this.#section, ".people__empty").hidden = people.length > 0 || query !== "";
    setText(find(this.#section, ".people__found"), foundSentence(found));
    // A row that moved up has lost the focus on the way.
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
  }

  /** @param {Person} person */
  #drawRow(person) {
    const row = this.#rows.get(person.userId) ?? this.#newRow(person);
    setText(find(row, ".person__name"), person.displayName);
    setText(find(row, ".person__id"), person.userId);
    const presence = presenceOf(person, this.#options.isOnlineKnown, new Date());
    setText(find(row, ".person__presence"), presence);
    this.#names.set(person.userId, person.displayName);
    row.toggleAttribute("data-online", person.isOnline);
    find(row, "button").setAttribute("aria-label", `Call ${person.displayName}`);
    find(row, ".person__video").setAttribute("aria-label", `Video call ${person.displayName}`);
    return row;
  }

  /** @param {Person} person */
  #newRow(person) {
    const row = newRow(this.#section);
    row.toggleAttribute("data-invited", person.userId === this.#options.callee);
    for (const button of row.querySelectorAll("button")) {
      const isVideo = button.classList.contains("person__video");
      button.addEventListener("click", () => {
        if (this.#isEnabled) this.#options.onCall(person, isVideo);
      });
    }
    this.#enableRow(row);
    return row;
  }

  /** Not `disabled`: that would throw the focus away. @param {HTMLElement} row */
  #enableRow(row) {
    for (const button of row.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", String(!this.#isEnabled));
    }
  }
}

/** The link by which others find this user; the field shows it, a button copies it. @param {HTMLElement} section */
const offerLink = (section) => {
  const field = /** @type {HTMLInputElement} */ (find(section, "input"));
  const line = find(section, ".people__copied");
  find(section, "button").addEventListener("click", async () => {
    setText(line, ""); // the same words a second time are said a second time
    const isCopied = await copy(field.value);
    if (!isCopied) field.select();
    setText(line, isCopied ? "Copied." : "The link is selected: copy it with your browser.");
  });
};
