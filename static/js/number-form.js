import { find } from "./dom.js";
import { cleanPhoneNumber } from "./phone-number.js";

/** The field for a phone number and its button; absent when phone calls are off. */
export class NumberForm {
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
      try {
        const number = cleanPhoneNumber(field.value);
        field.removeAttribute("aria-invalid");
        onCall(number);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        field.setAttribute("aria-invalid", "true");
        field.focus();
        onProblem(error.message);
      }
    });
  }

  /** @param {boolean} isEnabled whether a call can be placed now */
  enable(isEnabled) {
    this.#isEnabled = isEnabled;
    find(this.#form, "button").setAttribute("aria-disabled", String(!isEnabled));
  }
}
