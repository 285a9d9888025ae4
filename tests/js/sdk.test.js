import assert from "node:assert/strict";
import { test } from "node:test";

import { nameOf } from "../../static/js/sdk.js";

/** @typedef {import("../../static/js/types/phone.d.ts").LoadedSdk} LoadedSdk */

for (const [generation, version, name] of [
  ["current", "2-sandbox", "the sandbox's stand-in for Sinch 2.x"],
  ["current", "2.44.4", "Sinch 2.44.4 (current)"],
  ["classic", "1.4.12", "Sinch 1.4.12 (classic)"],
]) {
  test(`the page calls the SDK ${name}`, () => {
    assert.equal(nameOf(/** @type {LoadedSdk} */ ({ generation, version })), name);
  });
}
