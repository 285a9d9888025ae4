/**
 * An element that the template promises.
 *
 * @template {Element} [Wanted=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Wanted}
 */
export const find = (root, selector) => {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`The page has no ${selector}.`);
  return /** @type {Wanted} */ (element);
};

/**
 * Writing the same text again would make a screen reader say it again.
 *
 * @type {(element: Element, text: string) => void}
 */
export const setText = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

/** @type {(section: HTMLElement, selector?: string) => HTMLElement} - from the section's own template */
export const newRow = (section, selector = "template") => {
  const { content } = /** @type {HTMLTemplateElement} */ (find(section, selector));
  return /** @type {HTMLElement} */ (find(content, "*").cloneNode(true));
};
