import assert from "node:assert/strict";
import { test } from "node:test";

import { missedDuring } from "../../static/js/history-list.js";

/** @type {(sinchCallId: string, remote: string, minutes: [number, number], more?: object) => any} */
const call = (sinchCallId, remote, [from, to], more = {}) => ({
  sinchCallId,
  remote,
  direction: "incoming",
  startedAt: new Date(2026, 10, 20, 10, from).toISOString(),
  endedAt: new Date(2026, 10, 20, 10, to).toISOString(),
  answeredAt: null,
  endCause: "Denied",
  reason: "",
  ...more,
});
const TALK = call("talk", "bob", [10, 20], { answeredAt: "2026-11-20T10:10:00Z" });
const MISSED = call("missed", "carol", [15, 15]);
const OWN = new Set(["talk"]);

test("a call that came in vain during a call is found", () => {
  assert.deepEqual(missedDuring([MISSED, TALK], OWN), [MISSED]);
});

test("a call before or after it, or during a call of another window, is not", () => {
  const [before, after] = [call("early", "dan", [9, 9]), call("late", "eve", [21, 21])];
  assert.deepEqual(missedDuring([after, TALK, before], OWN), []);
  assert.deepEqual(missedDuring([MISSED, TALK], new Set()), []);
});

test("a call that rang in vain, and a busy page's own report, are found", () => {
  assert.deepEqual(missedDuring([MISSED], new Set(["missed"])), [MISSED]);
});

test("of several calls of one person the latest is found", () => {
  const again = call("again", "carol", [16, 16]);
  assert.deepEqual(missedDuring([again, MISSED, TALK], OWN), [again]);
});

test("who was in a call since is not called back", () => {
  const later = call("later", "carol", [30, 31], { direction: "outgoing" });
  assert.deepEqual(missedDuring([later, MISSED, TALK], OWN), []);
});

test("a call that was declined was not missed", () => {
  const declined = { ...MISSED, reason: "You declined it." };
  assert.deepEqual(missedDuring([declined, TALK], OWN), []);
});
