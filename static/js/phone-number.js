// What people put between the digits: spaces, dashes, parentheses, dots, and what copying adds.
const SEPARATORS = /[\s().\-\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069]/g;
const SINCH_TEST_NUMBER = /^\+460{9}([2-9]|10|20|30|31|40|50|51)?$/;

/**
 * @param {string} text as typed or pasted
 * @returns {string} an E.164 number
 * @throws {RangeError} its message is for the person who typed
 */
export const cleanPhoneNumber = (text) => {
  const number = text.replace(SEPARATORS, "");
  if (number === "") throw new RangeError("Type a phone number, such as +46 70 123 45 67.");
  if (number.startsWith("00")) {
    throw new RangeError(`Write the number with + instead of 00: +${number.slice(2)}.`);
  }
  if (!number.startsWith("+")) {
    throw new RangeError("Begin with + and the country code, such as +46 for Sweden.");
  }
  if (!/^\+[0-9]*$/.test(number)) throw new RangeError("After the + there can only be digits.");
  if (number.length < 7) throw new RangeError("The number is too short.");
  if (number.length > 16) throw new RangeError("The number is too long: at most 15 digits.");
  return number;
};

/** @type {(number: string) => boolean} - numbers that answer by themselves, at Sinch and here */
export const isTestNumber = (number) => SINCH_TEST_NUMBER.test(number);
