import assert from "node:assert/strict";
import { test } from "node:test";

import { endReason, endSentence, refusalSentence } from "../../static/js/words.js";

/** @type {import("../../static/js/words.js").EndedCall} */
const CALL = {
  name: "Bob",
  direction: "outgoing",
  endCause: "HungUp",
  seconds: 12.9,
  isEndedByUs: false,
  message: "",
};

/** @type {[Partial<typeof CALL>, string][]} */
const SENTENCES = [
  [{ isEndedByUs: true }, "Call with Bob ended after 0:12: you hung up."],
  [{}, "Call with Bob ended after 0:12: Bob hung up."],
  [{ message: "Bob's window is gone." }, "Call with Bob ended after 0:12: Bob's window is gone."],
  [{ endCause: "Failure" }, "Call with Bob ended after 0:12: the connection broke."],
  [{ seconds: null, endCause: "Canceled", isEndedByUs: true }, "Call to Bob: you cancelled it."],
  [{ seconds: null, endCause: "Denied" }, "Call to Bob: Bob declined."],
  [
    { seconds: null, endCause: "Denied", message: "Bob is busy in another call." },
    "Call to Bob: Bob is busy in another call.",
  ],
  [{ seconds: null, endCause: "NoAnswer" }, "Call to Bob: Bob did not answer."],
  [{ seconds: null, endCause: "Failure" }, "Call to Bob: it could not be connected."],
  [
    { seconds: null, endCause: "Failure", message: "Bob has no window open." },
    "Call to Bob: Bob has no window open.",
  ],
  [
    { seconds: null, direction: "incoming", endCause: "Canceled" },
    "Missed call from Bob: Bob hung up before you answered.",
  ],
  [
    { seconds: null, direction: "incoming", endCause: "Denied", isEndedByUs: true },
    "Call from Bob: you declined it.",
  ],
  [
    { seconds: null, direction: "incoming", endCause: "OtherDeviceAnswered" },
    "Answered in another window. It was Bob.",
  ],
];

for (const [change, sentence] of SENTENCES) {
  test(`the end of a call in words: ${sentence}`, () => {
    assert.equal(endSentence({ ...CALL, ...change }), sentence);
  });
}

test("the reason for the history is a sentence of its own", () => {
  assert.equal(endReason({ ...CALL, isEndedByUs: true }), "You hung up.");
  assert.equal(endReason({ ...CALL, seconds: null, endCause: "SomethingNew" }), "It could not be connected.");
});

test("a name keeps its capital, and what looks like markup stays text", () => {
  const sentence = endSentence({ ...CALL, name: "You <b>Two</b>" });

  assert.equal(sentence, "Call with You <b>Two</b> ended after 0:12: You <b>Two</b> hung up.");
});

/** @type {import("../../static/js/types/phone.d.ts").PastCall} */
const KEPT = {
  id: 1,
  sinchCallId: "a",
  direction: "outgoing",
  kind: "app-to-phone",
  remote: "+33123456789",
  remoteDisplayName: "+33123456789",
  startedAt: "2026-11-20T12:00:00Z",
  answeredAt: null,
  endedAt: "2026-11-20T12:00:01Z",
  durationSeconds: null,
  endCause: "Failure",
  reason: "Calls to FR are not allowed here (allowed: SE).",
  cost: null,
  source: "sinch",
};
const SAID = { ...KEPT, reason: "It could not be connected." };

test("the server's reason for a refusal becomes the sentence of the status line", () => {
  const sentence = "Call to +33123456789: Calls to FR are not allowed here (allowed: SE).";

  assert.equal(refusalSentence(SAID, KEPT), sentence);
});

test("where the server has nothing else to say, nothing is said again", () => {
  assert.equal(refusalSentence(SAID, null), "");
  assert.equal(refusalSentence(SAID, { ...KEPT, reason: "" }), "");
  assert.equal(refusalSentence(SAID, { ...KEPT, reason: SAID.reason }), "");
  assert.equal(refusalSentence(SAID, { ...KEPT, answeredAt: KEPT.startedAt }), "");
});
