import assert from "node:assert/strict";
import { test } from "node:test";

import { backOff } from "../../static/js/sandbox/socket.js";

test("the wait doubles from half a second to ten seconds and stays there", () => {
  const waits = [0, 1, 2, 3, 4, 5, 50, 5000].map((attempt) => backOff(attempt, 0));

  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
});

test("chance makes it up to a quarter longer", () => {
  assert.equal(backOff(0, 1), 625);
  assert.equal(backOff(9, 1), 12_500);
  assert.notEqual(backOff(3), backOff(3));
});
