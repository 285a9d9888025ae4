import assert from "node:assert/strict";
import { test } from "node:test";

import {
  describeCount,
  describeEvent,
  describeOutcome,
  describeParties,
  describeRepeats,
  describeVerdict,
} from "../../static/js/callback-delivery.js";

const ICE = {
  id: "delivery-1",
  receivedAt: "2026-01-02T03:04:05.678901+00:00",
  event: "ice",
  callId: "call-1",
  caller: "alice",
  callee: "bob",
  isAccepted: true,
  reason: "",
  refusal: null,
  timesReceived: 1,
  headers: "",
  request: "",
  status: 200,
  answer: "",
};

test("events are written as Sinch writes them, others as they came", () => {
  const events = ["ice", "ace", "dice", "pie", "notify", "", "toString"];

  const described = events.map((event) => describeEvent({ ...ICE, event }));

  assert.deepEqual(described, ["ICE", "ACE", "DiCE", "PIE", "notify", "unknown", "toString"]);
});

test("a side of a call that nobody named is unknown, and no call has no sides", () => {
  assert.equal(describeParties(ICE), "alice \u2192 bob");
  assert.equal(describeParties({ ...ICE, callee: "" }), "alice \u2192 unknown");
  assert.equal(describeParties({ ...ICE, caller: "", callee: "" }), "");
});

test("the verdict is about the delivery, the outcome about the call", () => {
  const refused = { ...ICE, refusal: "Not allowed." };

  assert.equal(describeVerdict(refused), "signature good");
  assert.equal(describeOutcome(refused), "call refused");
  assert.equal(describeOutcome({ ...refused, event: "dice" }), "");
  assert.equal(describeVerdict({ ...ICE, isAccepted: false }), "refused");
});

test("only what came again is counted", () => {
  assert.equal(describeRepeats(ICE), "");
  assert.equal(describeRepeats({ ...ICE, timesReceived: 3 }), "received 3 times");
});

test("the line that is read out changes only with what came", () => {
  assert.equal(describeCount([]), "");
  assert.match(describeCount([ICE]), /^1 callback, the newest: ICE at \d\d:\d\d:\d\d\.$/);
  assert.match(describeCount([ICE, ICE]), /^2 callbacks, the newest: ICE/);
  assert.equal(describeCount([ICE]), describeCount([{ ...ICE, timesReceived: 9 }]));
});
