import assert from "node:assert/strict";
import { test } from "node:test";

import { byDay, canCallAgain, costOf, dayOf, directionOf } from "../../static/js/history-list.js";
import { reasonOf } from "../../static/js/words.js";

/** @type {import("../../static/js/types/phone.d.ts").PastCall} */
const CALL = {
  id: 1,
  sinchCallId: "a",
  direction: "incoming",
  kind: "app-to-app",
  remote: "bob",
  remoteDisplayName: "Bob",
  startedAt: "2026-11-20T12:00:00Z",
  answeredAt: null,
  endedAt: "2026-11-20T12:00:01Z",
  durationSeconds: null,
  endCause: "Canceled",
  reason: "",
  cost: null,
  source: "sinch",
};
const NOW = new Date(2026, 10, 20, 0, 10);

test("a call that nobody took was missed; one that was declined was not", () => {
  assert.equal(directionOf(CALL), "Missed");
  assert.equal(directionOf({ ...CALL, endCause: "Denied", reason: "You declined." }), "Incoming");
  assert.equal(directionOf({ ...CALL, answeredAt: CALL.startedAt }), "Incoming");
  assert.equal(directionOf({ ...CALL, direction: "outgoing" }), "Outgoing");
});

test("a call without words for its end gets them from its cause", () => {
  assert.equal(reasonOf(CALL), "Bob hung up before you answered.");
  assert.equal(reasonOf({ ...CALL, endCause: "NoAnswer" }), "It was not answered in time.");
  assert.equal(reasonOf({ ...CALL, endCause: "Unreachable" }), "You had no window open.");
  assert.equal(reasonOf({ ...CALL, endCause: "Busy" }), "You were in another call.");
  assert.equal(reasonOf({ ...CALL, reason: "Bob's phone broke." }), "Bob's phone broke.");
});

test("that a call rang for too long is Sinch's to say: a page hears only that it was cancelled", () => {
  const call = { ...CALL, endCause: "NoAnswer", reason: "Bob hung up before you answered." };

  assert.equal(reasonOf(call), "It was not answered in time.");
});

test("a talk whose page did not tell of its end has words for it all the same", () => {
  const talk = { ...CALL, answeredAt: CALL.startedAt };

  assert.equal(reasonOf({ ...talk, endCause: "HungUp" }), "It was hung up.");
  assert.equal(reasonOf({ ...talk, endCause: "Failure" }), "The connection broke.");
});

test("days are those of this place, not of Greenwich, and no 24 hours", () => {
  assert.equal(dayOf(new Date(2026, 10, 20, 0, 5), NOW), "Today");
  assert.equal(dayOf(new Date(2026, 10, 19, 23, 59), NOW), "Yesterday");
  assert.equal(dayOf(new Date(2026, 10, 19, 0, 0), NOW), "Yesterday");
});

test("a day further back is a date, with the year when it is another one", () => {
  const [near, far] = [new Date(2026, 10, 18), new Date(2025, 10, 18)].map((day) => dayOf(day, NOW));

  assert.match(near, /18/);
  assert.doesNotMatch(near, /2026/);
  assert.match(far, /2025/);
});

test("yesterday is also the last day of the month before", () => {
  assert.equal(dayOf(new Date(2026, 9, 31), new Date(2026, 10, 1)), "Yesterday");
});

test("calls stand under their days, in the order in which they came", () => {
  const calls = [
    { ...CALL, id: 3, startedAt: new Date(2026, 10, 20, 0, 9).toISOString() },
    { ...CALL, id: 2, startedAt: new Date(2026, 10, 20, 0, 1).toISOString() },
    { ...CALL, id: 1, startedAt: new Date(2026, 10, 19, 23, 0).toISOString() },
  ];

  const days = byDay(calls, NOW).map(({ title, calls }) => [title, calls.map(({ id }) => id)]);

  assert.deepEqual(days, [["Today", [3, 2]], ["Yesterday", [1]]]);
});

test("no calls are no days", () => {
  assert.deepEqual(byDay([], NOW), []);
});

test("a cost is told when there is one", () => {
  const costing = (/** @type {string} */ amount) => costOf({ ...CALL, cost: { amount, currency: "EUR" } });

  assert.match(costing("0.0120"), /^EUR 0.012$/);
  assert.match(costing("1.5000"), /^EUR 1.50$/);
  assert.equal(costing("0.0000"), "");
  assert.equal(costOf(CALL), "");
});

test("whoever has a number or a name can be called again, if that kind of call is on", () => {
  const phone = /** @type {const} */ ({ ...CALL, kind: "phone-to-app", remote: "+46701740605" });

  assert.deepEqual([canCallAgain(CALL, false), canCallAgain(phone, true)], [true, true]);
  assert.equal(canCallAgain(phone, false), false);
  assert.equal(canCallAgain({ ...phone, remote: "private" }, true), false);
});
