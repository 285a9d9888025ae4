import { find, setText } from "./dom.js";

/** The link by which others find this user; the field shows it, a button copies it. @param {HTMLElement} section */
export const offerLink = (section) => {
  const field = /** @type {HTMLInputElement} */ (find(section, "input"));
  const line = find(section, ".people__copied");
  find(section, "button").addEventListener("click", async () => {
    setText(line, ""); // the same words a second time are said a second time
    const isCopied = await copy(field.value);
    if (!isCopied) field.select();
    setText(line, isCopied ? "Copied." : "The link is selected: copy it with your browser.");
  });
};

/** Browsers have no clipboard for pages on plain http, and may refuse it to others. */
const copy = async (/** @type {string} */ text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
