import assert from "node:assert/strict";
import { test } from "node:test";

import { sample } from "../../static/js/sound.js";

/** @type {import("../../static/js/sound.js").Tone} */
const TONE = { frequencies: [400, 500], sounding: [[0.5, 1]], period: 2 };

test("a tone is silent outside its times, and begins and ends softly", () => {
  const at = (/** @type {number} */ seconds) => Math.abs(sample(TONE, seconds));

  assert.deepEqual([0, 0.4, 1, 1.9].map(at), [0, 0, 0, 0]);
  assert.ok(at(0.501) < 0.01);
  assert.ok(at(0.9995) < 0.01);
});

test("a tone is heard in between, and never loud", () => {
  const samples = Array.from({ length: 4000 }, (_, index) => sample(TONE, 0.55 + index / 10_000));
  const loudest = Math.max(...samples);

  assert.ok(loudest > 0.05);
  assert.ok(loudest <= 0.12);
});
