import assert from "node:assert/strict";
import { test } from "node:test";

import { dtmfTone } from "../../static/js/in-call/keypad.js";

test("a key sounds like its row and its column", () => {
  assert.deepEqual(dtmfTone("1").frequencies, [697, 1209]);
  assert.deepEqual(dtmfTone("6").frequencies, [770, 1477]);
  assert.deepEqual(dtmfTone("0").frequencies, [941, 1336]);
  assert.deepEqual(dtmfTone("#").frequencies, [941, 1477]);
});
