import assert from "node:assert/strict";
import { test } from "node:test";

import { levelOf } from "../../static/js/in-call/microphone.js";

test("the level is none in silence, full at the loudest, and in between in decibels", () => {
  assert.equal(levelOf(new Float32Array(64)), 0);
  assert.equal(levelOf(new Float32Array(64).fill(1)), 1);
  assert.ok(Math.abs(levelOf(new Float32Array(64).fill(0.0316)) - 0.5) < 0.01);
});
