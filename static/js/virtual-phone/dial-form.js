import { find } from "../page.js";

const SEPARATORS = /[\s\-().]/g;
const E164 = /^\+[1-9][0-9]{6,14}$/;

/** The field for the number that this telephone calls, and its button. */
export class DialForm {
  #form;
  #isEnabled = false;

  /**
   * @param {HTMLFormElement} form
   * @param {{onCall: (number: string) => void, onProblem: (sentence: string) => void}} handlers
   */
  constructor(form, { onCall, onProblem }) {
    this.#form = form;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#isEnabled) return;
      const field = /** @type {HTMLInputElement} */ (find(form, "input"));
      const number = field.value.replace(SEPARATORS, "");
      const isNumber = E164.test(number);
      field.setAttribute("aria-invalid", String(!isNumber));
      if (isNumber) {
        onCall(number);
        return;
      }
      field.focus();
      onProblem("Type the number with + and country code, such as +46 70 000 00 00.");
    });
  }

  /** @param {boolean} isEnabled whether a call can be placed now */
  enable(isEnabled) {
    this.#isEnabled = isEnabled;
    find(this.#form, "button").setAttribute("aria-disabled", String(!isEnabled));
  }
}
