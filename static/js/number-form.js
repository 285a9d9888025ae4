import { LastQuestion, find, newRow, setText } from "./page.js";

const SINCH_TEST_NUMBER = /^\+460{9}([2-9]|10|20|30|31|40|50|51)?$/;
const FLAG_LETTER_A = 0x1f1e6;
const PAUSE_MS = 300;
const MOST_RECENT = 3;

const NOTHING_KNOWN = {
  isAllowed: false,
  e164: null,
  formatted: null,
  region: null,
  suggestions: [],
};

const regionNames = new Intl.DisplayNames(["en"], { type: "region" });

/**
 * A number that was perhaps meant.
 *
 * @typedef {object} Suggestion
 * @property {string} e164
 * @property {string} formatted
 * @property {string} region
 */

/**
 * What GET /api/phone-number says.
 *
 * @typedef {object} CheckedNumber
 * @property {boolean} isAllowed
 * @property {string | null} e164
 * @property {string | null} formatted
 * @property {string | null} region
 * @property {string} message
 * @property {Suggestion[]} suggestions
 */

/** @type {(number: string) => boolean} - numbers that answer by themselves, at Sinch and here */
export const isTestNumber = (number) => SINCH_TEST_NUMBER.test(number);

/** @type {(region: string | null) => string} - a country's flag as an emoji; empty for none */
export const flagOf = (region) =>
  [...(region ?? "")]
    .map((letter) => String.fromCodePoint(FLAG_LETTER_A + letter.charCodeAt(0) - 65))
    .join("");

/** @type {(region: string) => string} */
const nameOf = (region) => regionNames.of(region) ?? region;

/** @type {(suggestion: Pick<Suggestion, "formatted" | "region">) => string} */
export const offerOf = ({ formatted, region }) => `Use ${formatted} (${nameOf(region)})`;

/** @type {(checked: Pick<CheckedNumber, "formatted" | "region" | "message">) => string} - which number of which country, and if it may be called */
export const wordsOf = ({ formatted, region, message }) => {
  const country = region && `${nameOf(region)} (${region})`;
  const which = [formatted, country].filter(Boolean).join(", ");
  return which ? `${which}. ${message}` : message;
};

/**
 * @typedef {object} NumberFormOptions
 * @property {import("./page.js").Api} api
 * @property {(number: string) => void} onCall with an E.164 number
 * @property {(sentence: string) => void} onProblem
 */

/** The field for a phone number, checked while one types; absent when phone calls are off. */
export class NumberForm {
  #form;
  #field;
  #options;
  #question;
  #isEnabled = false;
  #international = ""; // what was typed, as people write it; empty: not a number to call

  /** @param {HTMLFormElement} form @param {NumberFormOptions} options */
  constructor(form, options) {
    this.#form = form;
    this.#field = /** @type {HTMLInputElement} */ (find(form, "input"));
    this.#options = options;
    this.#question = new LastQuestion((typed, signal) =>
      options.api.get(`/api/phone-number?typed=${encodeURIComponent(typed)}`, signal),
    );
    this.#field.addEventListener("input", () => void this.#check(PAUSE_MS));
    this.#field.addEventListener("blur", () => this.#tidyUp());
    for (const group of [".number__suggestions", ".number__recent"]) {
      find(form, group).addEventListener("click", (event) => this.#fillIn(event));
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#isEnabled) void this.#call();
    });
    if (this.#field.value) void this.#check(0); // typed before anybody listened
  }

  /** @param {boolean} isEnabled whether a call can be placed now */
  enable(isEnabled) {
    this.#isEnabled = isEnabled;
    find(this.#form, ".btn").setAttribute("aria-disabled", String(!isEnabled));
  }

  /** @param {number} pauseMs @returns {Promise<CheckedNumber | null>} null: it is typed on */
  async #check(pauseMs) {
    const typed = this.#field.value.trim();
    this.#field.removeAttribute("aria-invalid");
    this.#international = "";
    if (!typed && pauseMs) {
      this.#question.forget();
      this.#show("", "", []);
      return null;
    }
    const checked = await this.#ask(typed, pauseMs);
    if (!checked) return null;
    this.#show(flagOf(checked.region), wordsOf(checked), checked.suggestions);
    this.#international = (checked.isAllowed && checked.formatted) || "";
    this.#tidyUp();
    return checked;
  }

  /** Write the number as people do, but not under the hands of who is typing. */
  #tidyUp() {
    if (this.#international && document.activeElement !== this.#field) {
      this.#field.value = this.#international;
    }
  }

  /** @param {string} typed @param {number} pauseMs @returns {Promise<CheckedNumber | null>} */
  async #ask(typed, pauseMs) {
    try {
      return await this.#question.answer(typed, pauseMs);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      return { ...NOTHING_KNOWN, message };
    }
  }

  async #call() {
    const checked = await this.#check(0);
    if (!checked || !this.#isEnabled) return;
    if (checked.isAllowed) this.#remember(checked.formatted ?? checked.e164 ?? "");
    if (checked.e164) {
      // Also one that may not be called: the server refuses it, and the history keeps why.
      this.#options.onCall(checked.e164);
      return;
    }
    this.#field.setAttribute("aria-invalid", "true");
    this.#field.focus();
    this.#options.onProblem(checked.message);
  }

  /** @param {string} flag @param {string} words @param {Suggestion[]} suggestions */
  #show(flag, words, suggestions) {
    setText(find(this.#form, ".number__flag"), flag);
    setText(find(this.#form, ".number__words"), words);
    this.#offer(suggestions);
  }

  /** @param {Suggestion[]} suggestions */
  #offer(suggestions) {
    const group = find(this.#form, ".number__suggestions");
    const buttons = [...group.querySelectorAll("button")];
    suggestions.forEach((suggestion, place) => {
      const button = buttons[place] ?? group.appendChild(newRow(group));
      button.value = suggestion.formatted;
      setText(button, offerOf(suggestion));
    });
    buttons.slice(suggestions.length).forEach((button) => button.remove());
    group.hidden = !suggestions.length;
  }

  /** @param {Event} event */
  #fillIn({ target }) {
    if (!(target instanceof HTMLButtonElement)) return;
    this.#field.value = target.value;
    this.#field.focus();
    void this.#check(0);
  }

  /** @param {string} number as it is shown */
  #remember(number) {
    const list = find(this.#form, ".number__recent");
    const template = /** @type {HTMLTemplateElement} */ (find(list, "template"));
    for (const known of list.querySelectorAll("button")) {
      if (known.value === number) known.remove();
    }
    template.after(template.content.cloneNode(true));
    const [newest, ...older] = list.querySelectorAll("button");
    newest.value = number;
    setText(newest, number);
    older[MOST_RECENT - 1]?.remove();
    list.hidden = false;
  }
}
