import assert from "node:assert/strict";
import { test } from "node:test";

import { cleanPhoneNumber, isTestNumber } from "../../static/js/phone-number.js";

test("a number is found in every usual spelling", () => {
  const spellings = [
    "+46701234567",
    " +46 70 123 45 67 ",
    "+46-70-123-45-67",
    "+46 (70) 123.45.67",
    "+46\u00a070\u202f123\u201145\u201367",
    "\u202a+46701234567\u202c",
  ];

  const cleaned = spellings.map(cleanPhoneNumber);

  assert.deepEqual(new Set(cleaned), new Set(["+46701234567"]));
});

const REFUSED = /** @type {const} */ ([
  ["", /Type a phone number/],
  [" - ", /Type a phone number/],
  ["070 123 45 67", /country code/],
  ["0046701234567", /\+46701234567/],
  ["+46 call me", /only be digits/],
  ["+46+70", /only be digits/],
  ["+467012;ext=5", /only be digits/],
  ["+12345", /too short/],
  ["+1234567890123456", /too long/],
]);

for (const [text, sentence] of REFUSED) {
  test(`“${text}” is refused with the cure`, () => {
    assert.throws(() => cleanPhoneNumber(text), { name: "RangeError", message: sentence });
  });
}

test("Sinch's documented test numbers are known, and no others", () => {
  const known = ["+46000000000", "+460000000002", "+460000000009", "+4600000000010"].concat(
    ["20", "30", "31", "40", "50", "51"].map((ending) => `+46000000000${ending}`),
  );
  const unknown = ["+460000000001", "+4600000000011", "+46701234567", "+4600000000", "46000000000"];

  assert.deepEqual(known.filter(isTestNumber), known);
  assert.deepEqual(unknown.filter(isTestNumber), []);
});
