import assert from "node:assert/strict";
import { test } from "node:test";

import { inSentence } from "../../static/js/words.js";

test("a name from right to left is kept apart from the sentence around it", () => {
  for (const name of ["محمد", "דוד (David) 2", "Ali علي"]) {
    assert.equal(inSentence(name), `\u2068${name}\u2069`);
  }
});

test("other names stay as they are", () => {
  for (const name of ["Bob", "Zoë 🎉", "山田 太郎", "+46701740605", "Ελένη", ""]) {
    assert.equal(inSentence(name), name);
  }
});
