const PATIENCE_MS = 1000;

/**
 * Let the call end, and be kept in the history, before the session is gone; wait a moment at most.
 *
 * @param {HTMLFormElement} form
 * @param {() => Promise<unknown>} leave
 */
export const logOutAfter = (form, leave) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await Promise.race([leave(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    forgetRegistrations();
    form.submit();
  });
};

/** Before somebody else uses this browser: what the SDKs keep of a registration. */
const forgetRegistrations = () => {
  for (const key of Object.keys(localStorage)) {
    if (/^(SinchSDK-|sinch:)/.test(key)) localStorage.removeItem(key);
  }
};
