import assert from "node:assert/strict";
import { test } from "node:test";

import { foundSentence, presenceOf } from "../../static/js/words.js";

const NOW = new Date("2026-11-20T12:00:00Z");

/** @type {(seconds: number) => import("../../static/js/types/phone.d.ts").Person} */
const seen = (seconds) => ({
  userId: "bob",
  displayName: "Bob",
  isOnline: false,
  lastSeenAt: new Date(NOW.getTime() - seconds * 1000).toISOString(),
});

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

for (const [seconds, words] of /** @type {const} */ ([
  [-30, "last seen just now"],
  [119, "last seen just now"],
  [5 * MINUTE + 59, "last seen 5 minutes ago"],
  [HOUR, "last seen 1 hour ago"],
  [23 * HOUR, "last seen 23 hours ago"],
  [DAY, "last seen 1 day ago"],
  [29 * DAY, "last seen 29 days ago"],
])) {
  test(`${seconds} seconds ago is: ${words}`, () => {
    assert.equal(presenceOf(seen(seconds), false, NOW), words);
  });
}

test("after a month the date is told", () => {
  assert.match(presenceOf(seen(40 * DAY), false, NOW), /^last seen on .*2026/);
});

test("nothing is said of a person who was never seen", () => {
  assert.equal(presenceOf({ ...seen(0), lastSeenAt: null }, false, NOW), "");
});

test("where it is known who is online, that is said", () => {
  assert.equal(presenceOf({ ...seen(0), isOnline: true }, true, NOW), "online");
  assert.equal(presenceOf(seen(0), true, NOW), "not online");
});

/** @type {(query: string, count: number, hasMore?: boolean) => string} */
const sentence = (query, count, hasMore = false) =>
  foundSentence({ query, hasMore, people: Array.from({ length: count }, () => seen(0)) });

test("a search says what it found", () => {
  assert.equal(sentence("bo", 0), "Nobody here is called “bo”.");
  assert.equal(sentence("bo", 1), "One person found.");
  assert.equal(sentence("bo", 2), "2 people found.");
});

test("a list that is not all there are says how to find the others", () => {
  assert.equal(sentence("", 20, true), "These are 20 of more people: type to find more.");
  assert.equal(sentence("b", 20, true), "These are 20 of more people: type to find more.");
  assert.equal(sentence("", 2), "");
});
