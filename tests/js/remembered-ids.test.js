import assert from "node:assert/strict";
import { test } from "node:test";

import { RememberedIds } from "../../static/js/missed-calls.js";

/** A browser's storage, as far as it is used. @type {() => Storage} */
const storage = () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const setItem = (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value);
  const getItem = (/** @type {string} */ key) => kept.get(key) ?? null;
  return /** @type {any} */ ({ getItem, setItem });
};

test("nothing is remembered at first", () => {
  assert.deepEqual([...new RememberedIds(storage(), "key").all], []);
});

test("what one window remembers, the next finds", () => {
  const shared = storage();

  new RememberedIds(shared, "key").add("one");
  new RememberedIds(shared, "key").add("two");

  assert.deepEqual([...new RememberedIds(shared, "key").all], ["one", "two"]);
  assert.deepEqual([...new RememberedIds(shared, "other").all], []);
});

test("the newest hundred are remembered", () => {
  const ids = new RememberedIds(storage(), "key");

  for (let number = 0; number < 130; number += 1) ids.add(`call-${number}`);

  assert.equal(ids.all.size, 100);
  assert.ok(ids.all.has("call-129"));
  assert.ok(!ids.all.has("call-29"));
});
