/** @import { Phone } from "./phone.js" */
/** @import { Tones } from "./tones.js" */

const NOT_LOADED = "The keypad and the settings of the sound could not be loaded.";

/**
 * Load what only a call needs when the first one begins, so that the page is quick without it.
 *
 * @param {Phone} phone
 * @param {HTMLElement} root
 * @param {Tones} tones
 */
export const loadWithFirstCall = (phone, root, tones) => {
  const load = async () => {
    if (!phone.state.call) return;
    phone.removeEventListener("change", load);
    try {
      const { startInCall } = await import("./in-call/in-call.js");
      startInCall(phone, root, tones);
    } catch {
      phone.report({ message: NOT_LOADED });
    }
  };
  phone.addEventListener("change", load);
};

/** @param {Phone} phone let the browser ask before the page goes, but only during a call */
export const askBeforeLeaving = (phone) => {
  /** @param {Event} event */
  const ask = (event) => event.preventDefault();
  phone.addEventListener("change", () => {
    const isInCall = ["calling", "ringing", "established"].includes(phone.state.status);
    if (isInCall) window.addEventListener("beforeunload", ask);
    else window.removeEventListener("beforeunload", ask);
  });
};
