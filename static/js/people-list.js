import { find, newRow, setText } from "./dom.js";

/** @import { Person } from "./types/phone.d.ts" */

const EVERY_MS = 5000;

/**
 * @typedef {object} PeopleOptions
 * @property {import("./api.js").Api} api
 * @property {(person: Person) => void} onCall
 * @property {(problem: import("./types/phone.d.ts").Problem | null) => void} onProblem
 * @property {string | undefined} callee User ID of the person whose invitation was opened
 */

/** Whom one can call, and who is online; asks again every five seconds while somebody looks. */
export class PeopleList {
  /** @type {Map<string, HTMLElement>} by User ID: a row stays the same element, and keeps the focus */
  #rows = new Map();
  #isEnabled = false;
  #timer = 0;
  #options;
  #section;

  /** @param {HTMLElement} section @param {PeopleOptions} options */
  constructor(section, options) {
    this.#section = section;
    this.#options = options;
    document.addEventListener("visibilitychange", () => void this.refresh());
  }

  async refresh() {
    clearTimeout(this.#timer);
    if (document.visibilityState === "hidden") return;
    const { onProblem } = this.#options;
    try {
      this.#draw(await this.#fetch());
      onProblem(null);
    } catch (error) {
      const problem = /** @type {import("./api.js").ApiError} */ (error);
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
    const row = this.#rows.get(this.#options.callee ?? "") ?? this.#rows.values().next().value;
    if (row) find(row, "button").focus();
  }

  /** @param {string} userId */
  has(userId) {
    return this.#rows.has(userId);
  }

  /** @param {string} userId @returns {string | undefined} */
  displayNameOf(userId) {
    const row = this.#rows.get(userId);
    return row && (find(row, ".person__name").textContent ?? "");
  }

  /** @returns {Promise<Person[]>} with the invitation's person first */
  async #fetch() {
    const { api, callee } = this.#options;
    /** @type {Person[]} */
    const people = (await api.get("/api/people?query=")).people;
    if (!callee) return people;
    const others = people.filter(({ userId }) => userId !== callee);
    const invited = others.length < people.length ? people : await this.#search(callee);
    return [...invited.filter(({ userId }) => userId === callee), ...others];
  }

  /** @param {string} userId @returns {Promise<Person[]>} */
  async #search(userId) {
    return (await this.#options.api.get(`/api/people?query=${encodeURIComponent(userId)}`)).people;
  }

  /** @param {Person[]} people */
  #draw(people) {
    const focused = document.activeElement;
    const list = find(this.#section, "ul");
    const rows = people.map((person) => this.#drawRow(person));
    rows.forEach((row, index) => {
      if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
    });
    while (list.children.length > rows.length) list.lastElementChild?.remove();
    this.#rows = new Map(people.map(({ userId }, index) => [userId, rows[index]]));
    find(this.#section, ".people__empty").hidden = people.length > 0;
    // A row that moved up has lost the focus on the way.
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
  }

  /** @param {Person} person */
  #drawRow(person) {
    const row = this.#rows.get(person.userId) ?? this.#newRow(person);
    setText(find(row, ".person__name"), person.displayName);
    setText(find(row, ".person__id"), person.userId);
    setText(find(row, ".person__presence"), person.isOnline ? "online" : "not online");
    row.toggleAttribute("data-online", person.isOnline);
    find(row, "button").setAttribute("aria-label", `Call ${person.displayName}`);
    return row;
  }

  /** @param {Person} person */
  #newRow(person) {
    const row = newRow(this.#section);
    row.toggleAttribute("data-invited", person.userId === this.#options.callee);
    find(row, "button").addEventListener("click", () => {
      if (this.#isEnabled) this.#options.onCall(person);
    });
    this.#enableRow(row);
    return row;
  }

  /** Not `disabled`: that would throw the focus away. @param {HTMLElement} row */
  #enableRow(row) {
    find(row, "button").setAttribute("aria-disabled", String(!this.#isEnabled));
  }
}
