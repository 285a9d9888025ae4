const SINCH_TEST_NUMBER = /^\+460{9}([2-9]|10|20|30|31|40|50|51)?$/;
const FLAG_LETTER_A = 0x1f1e6;

/**
 * What GET /api/phone-number says.
 *
 * @typedef {object} CheckedNumber
 * @property {boolean} isAllowed
 * @property {string | null} e164
 * @property {string | null} formatted
 * @property {string | null} region
 * @property {string} message
 */

/** @type {(number: string) => boolean} - numbers that answer by themselves, at Sinch and here */
export const isTestNumber = (number) => SINCH_TEST_NUMBER.test(number);

/** @type {(region: string | null) => string} - a country's flag as an emoji; empty for none */
export const flagOf = (region) =>
  [...(region ?? "")]
    .map((letter) => String.fromCodePoint(FLAG_LETTER_A + letter.charCodeAt(0) - 65))
    .join("");

/** @type {(checked: CheckedNumber) => string} - which number of which country, and if it may be called */
export const wordsOf = ({ formatted, region, message }) => {
  const country = region && `${regionNames.of(region)} (${region})`;
  const which = [formatted, country].filter(Boolean).join(", ");
  return which ? `${which}. ${message}` : message;
};

const regionNames = new Intl.DisplayNames(["en"], { type: "region" });
