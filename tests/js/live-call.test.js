import assert from "node:assert/strict";
import { test } from "node:test";

import { LiveCall } from "../../static/js/live-call.js";

/** @type {(id: string) => import("../../static/js/types/phone.d.ts").AdapterCall} */
const sdkCall = (id) => ({
  id: "call-1",
  remote: { id, displayName: "Bob" },
  isVideo: false,
  cameraProblem: "",
  incomingStream: null,
  outgoingStream: null,
  watch: () => {},
  answer: async () => {},
  hangUp: () => {},
  mute: () => {},
  unmute: () => {},
  pauseVideo: () => {},
  resumeVideo: () => {},
  sendDtmf: () => {},
});

test("a call that was never placed leaves no record", () => {
  const call = new LiveCall("outgoing", { id: "bob", displayName: "Bob" }, false);

  const { record, sentence } = call.end("Failure", "The microphone is not allowed.");

  assert.equal(record, null);
  assert.equal(sentence, "Call to Bob: the microphone is not allowed.");
});

test("the record of a talk has its times in order and says why it ended", () => {
  const call = LiveCall.incoming(sdkCall("bob"));
  call.establish();
  call.isEndedByUs = true;

  const { record } = call.end("HungUp", "");

  assert.ok(record?.answeredAt);
  assert.ok(record.startedAt <= record.answeredAt && record.answeredAt <= record.endedAt);
  assert.equal(record.sinchCallId, "call-1");
  assert.equal(record.direction, "incoming");
  assert.equal(record.reason, "You hung up.");
});

test("who calls from a number calls from a phone", () => {
  assert.equal(LiveCall.incoming(sdkCall("+46701234567")).kind, "phone-to-app");
  assert.equal(LiveCall.incoming(sdkCall("bob")).kind, "app-to-app");
});

test("a reason fits into the history", () => {
  const { record } = LiveCall.incoming(sdkCall("bob")).end("Failure", "x".repeat(500));

  assert.equal(record?.reason.length, 200);
});

/** @type {(change: object, endCause?: string) => unknown} - what is offered after an outgoing video call */
const offeredAfter = (change, endCause = "Failure") => {
  const call = new LiveCall("outgoing", { id: "bob", displayName: "Bob" }, true);
  return Object.assign(call, change).end(endCause, "").again;
};

test("a call that nobody here ended may be wanted again, as it was", () => {
  const again = { remote: { id: "bob", displayName: "Bob" }, isVideo: true };

  for (const endCause of ["Failure", "NoAnswer", "Denied", "HungUp"]) {
    assert.deepEqual(offeredAfter({}, endCause), again);
  }
  assert.deepEqual(offeredAfter({ direction: "incoming", isAnswered: true }), again);
});

test("a call that we ended, missed, or took in another window is not offered again", () => {
  assert.equal(offeredAfter({ isEndedByUs: true }), null);
  assert.equal(offeredAfter({ direction: "incoming" }, "Canceled"), null);
  assert.equal(offeredAfter({ direction: "incoming" }, "OtherDeviceAnswered"), null);
});

test("that the connection is back is said until something else is", () => {
  const call = LiveCall.incoming(sdkCall("bob"));
  call.trouble = "over";

  call.toggleMute();

  assert.equal(call.state.trouble, "");
});
