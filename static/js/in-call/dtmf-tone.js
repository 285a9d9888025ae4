const ROWS_HZ = [697, 770, 852, 941];
const COLUMNS_HZ = [1209, 1336, 1477];
const KEYS = "123456789*0#";
const SECONDS = 0.16;

/**
 * What a telephone's key sounds like: the tone of its row and the tone of its column.
 *
 * @param {string} digit
 * @returns {import("../tones.js").Tone}
 */
export const dtmfTone = (digit) => {
  const place = KEYS.indexOf(digit);
  const frequencies = [ROWS_HZ[Math.floor(place / 3)], COLUMNS_HZ[place % 3]];
  return { frequencies, sounding: [[0, SECONDS]], period: SECONDS };
};
