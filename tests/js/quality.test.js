import assert from "node:assert/strict";
import { test } from "node:test";

import { compare, gradeOf, readSample } from "../../static/js/in-call/quality.js";
import { warningSentence } from "../../static/js/in-call/quality.js";

const GOOD = { roundTripMs: 40, jitterMs: 5, lostIn: 0, lostOut: 0, isSilent: false };

test("a call is as good as the worst of its numbers", () => {
  assert.equal(gradeOf(GOOD), "good");
  assert.equal(gradeOf({ ...GOOD, roundTripMs: 301 }), "fair");
  assert.equal(gradeOf({ ...GOOD, jitterMs: 31 }), "fair");
  assert.equal(gradeOf({ ...GOOD, lostOut: 0.03 }), "fair");
  assert.equal(gradeOf({ ...GOOD, jitterMs: 31, lostIn: 0.06 }), "poor");
});

test("what cannot be measured says nothing against a call, unless nothing arrives", () => {
  const unknown = { ...GOOD, roundTripMs: null, jitterMs: null, lostIn: null, lostOut: null };

  assert.equal(gradeOf(unknown), "good");
  assert.equal(gradeOf({ ...unknown, isSilent: true }), "poor");
});

test("loss is of the last seconds, not of the whole call", () => {
  const before = { received: 1000, lost: 500, jitterMs: 2, roundTripMs: 30, lostOut: 0 };
  const now = { ...before, received: 1095, lost: 505 };

  assert.equal(compare(before, now).lostIn, 0.05);
  assert.equal(compare(before, before).isSilent, true);
});

test("the numbers are of the sound, and of the connection that is used", () => {
  const stats = [
    { type: "inbound-rtp", kind: "video", packetsReceived: 9, packetsLost: 9, jitter: 9 },
    { type: "inbound-rtp", kind: "audio", packetsReceived: 50, packetsLost: 2, jitter: 0.004 },
    { type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.25, roundTripTime: 0.5 },
    { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
    { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.02 },
  ];

  const expected = { received: 50, lost: 2, jitterMs: 4, roundTripMs: 20, lostOut: 0.25 };
  assert.deepEqual(readSample(stats), expected);
});

test("a warning that is not known yet is shown by its name", () => {
  assert.equal(warningSentence("HighRemoteInboundRttWarningEvent"), "What you say arrives late.");
  assert.equal(warningSentence("NewWarning"), "The SDK warns: NewWarning.");
});
