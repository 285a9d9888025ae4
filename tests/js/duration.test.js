import assert from "node:assert/strict";
import { test } from "node:test";

import { formatDuration } from "../../static/js/words.js";

test("a duration has minutes and two digits of seconds, and hours only when there are any", () => {
  const shown = [-1, 0, 0.99, 9, 59.9, 60, 754, 3599, 3600, 36_061].map(formatDuration);

  assert.deepEqual(shown, [
    "0:00",
    "0:00",
    "0:00",
    "0:09",
    "0:59",
    "1:00",
    "12:34",
    "59:59",
    "1:00:00",
    "10:01:01",
  ]);
});
