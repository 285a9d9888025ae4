import { find, setText } from "../page.js";

/** @import { Tone, Tones } from "../sound.js" */
/** @import { PhoneState } from "../types/phone.d.ts" */

/** The keys of a telephone, for menus that ask to press one; in calls to phones only. */
export class Keypad {
  #button;
  #panel;
  #tones;
  #send;
  #isPossible = false;
  #call = 0;
  #digits = "";

  /** @param {HTMLElement} root @param {Tones} tones @param {(digit: string) => void} send */
  constructor(root, tones, send) {
    this.#button = find(root, "[data-action=keypad]");
    this.#panel = find(root, ".keypad");
    this.#tones = tones;
    this.#send = send;
    // Not in the template: until now a click on it would have been lost.
    Object.assign(this.#button.dataset, { showIn: "established", showFor: "app-to-phone" });
    this.#button.addEventListener("click", () => this.#open(!this.#isOpen));
    for (const key of this.#panel.querySelectorAll("button")) {
      key.addEventListener("click", () => this.#press(key.value));
    }
    document.addEventListener("keydown", (event) => this.#typed(event));
  }

  /** @param {PhoneState} state */
  draw({ status, call }) {
    this.#isPossible = status === "established" && call?.kind === "app-to-phone";
    this.#button.hidden &&= !this.#isPossible;
    if (!this.#isPossible) this.#open(false);
    const establishedAt = call?.establishedAt ?? 0;
    if (establishedAt !== this.#call) this.#forget();
    this.#call = establishedAt;
  }

  get #isOpen() {
    return !this.#panel.hidden;
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.#panel.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", String(isOpen));
  }

  #forget() {
    this.#digits = "";
    this.#say("Digits sent: none yet");
  }

  /** @param {KeyboardEvent} event */
  #typed(event) {
    const { key, repeat, ctrlKey, metaKey, altKey, target } = event;
    const isElsewhere = /** @type {Element} */ (target).closest("input, select, textarea");
    if (!this.#isOpen || isElsewhere || repeat || ctrlKey || metaKey || altKey) return;
    if (/^[0-9*#]$/.test(key)) this.#press(key);
  }

  /** @param {string} digit */
  #press(digit) {
    if (!this.#isPossible) return;
    try {
      this.#send(digit);
    } catch (error) {
      return this.#say(`It was not sent: ${/** @type {Error} */ (error).message}`);
    }
    this.#tones.playOnce(dtmfTone(digit));
    this.#digits += digit;
    this.#say(`Digits sent: ${this.#digits}`);
  }

  /** @param {string} sentence */
  #say(sentence) {
    setText(find(this.#panel, ".keypad__digits"), sentence);
  }
}

const ROWS_HZ = [697, 770, 852, 941];
const COLUMNS_HZ = [1209, 1336, 1477];
const KEYS = "123456789*0#";
const SECONDS = 0.16;

/**
 * What a telephone's key sounds like: the tone of its row and the tone of its column.
 *
 * @param {string} digit
 * @returns {Tone}
 */
export const dtmfTone = (digit) => {
  const place = KEYS.indexOf(digit);
  const frequencies = [ROWS_HZ[Math.floor(place / 3)], COLUMNS_HZ[place % 3]];
  return { frequencies, sounding: [[0, SECONDS]], period: SECONDS };
};
