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
    forgetSdk();
    form.submit();
  });
};

/** What the SDKs keep in this browser; the server asks browsers to drop it too, but not all obey. */
const forgetSdk = () => {
  for (const key of Object.keys(localStorage)) {
    if (/^(sinch:|SinchSDK-)/.test(key)) localStorage.removeItem(key);
  }
};
