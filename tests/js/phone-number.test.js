import assert from "node:assert/strict";
import { test } from "node:test";

import { flagOf, isTestNumber, offerOf, wordsOf } from "../../static/js/number-form.js";

const SWEDISH = {
  isAllowed: true,
  e164: "+46701740605",
  formatted: "+46 70 174 06 05",
  region: "SE",
  message: "This number can be called.",
};

test("a number is told with its country and whether it may be called", () => {
  assert.equal(wordsOf(SWEDISH), "+46 70 174 06 05, Sweden (SE). This number can be called.");
});

test("of the beginning of a number the country is told", () => {
  const begun = { ...SWEDISH, formatted: null, message: "This number is not complete yet." };

  assert.equal(wordsOf(begun), "Sweden (SE). This number is not complete yet.");
});

test("of what is no number there is only the message", () => {
  const unknown = { ...SWEDISH, formatted: null, region: null, message: "No number." };

  assert.equal(wordsOf(unknown), "No number.");
});

test("a number that was perhaps meant is offered with its country", () => {
  const { formatted, region } = SWEDISH;

  assert.equal(offerOf({ formatted, region }), "Use +46 70 174 06 05 (Sweden)");
});

test("a country has its flag, and no country has none", () => {
  assert.deepEqual([flagOf("SE"), flagOf("US"), flagOf(null)], ["🇸🇪", "🇺🇸", ""]);
});

test("Sinch's documented test numbers are known, and no others", () => {
  const known = ["+46000000000", "+460000000002", "+460000000009", "+4600000000010"].concat(
    ["20", "30", "31", "40", "50", "51"].map((ending) => `+46000000000${ending}`),
  );
  const unknown = ["+460000000001", "+4600000000011", "+46701234567", "+4600000000", "46000000000"];

  assert.deepEqual(known.filter(isTestNumber), known);
  assert.deepEqual(unknown.filter(isTestNumber), []);
});
