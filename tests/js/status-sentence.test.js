import assert from "node:assert/strict";
import { test } from "node:test";

import { statusSentence } from "../../static/js/words.js";
import { toneFor } from "../../static/js/sound.js";

/** @type {import("../../static/js/types/phone.d.ts").PhoneState} */
const READY = { status: "ready", call: null, notice: "", problem: null };
/** @type {import("../../static/js/types/phone.d.ts").PhoneState} */
const RINGS = {
  ...READY,
  status: "incoming",
  call: {
    remote: { id: "bob", displayName: "Bob" },
    direction: "incoming",
    kind: "app-to-app",
    isAnswered: false,
    isMuted: false,
    isVideo: false,
    isCameraPaused: false,
    trouble: "",
    establishedAt: null,
    incomingStream: null,
  },
};
/** @type {(change: object) => typeof RINGS.call} */
const callWith = (change) => /** @type {typeof RINGS.call} */ ({ ...RINGS.call, ...change });

test("an idle phone says what it knows last, and trouble before that", () => {
  assert.match(statusSentence(READY), /^Ready\./);
  assert.equal(statusSentence({ ...READY, notice: "Bob hung up." }), "Bob hung up.");
  assert.equal(
    statusSentence({ ...READY, notice: "Bob hung up.", problem: { message: "No server." } }),
    "No server.",
  );
});

test("trouble during a call does not hide with whom one talks", () => {
  const sentence = statusSentence({
    ...RINGS,
    status: "established",
    call: callWith({ isAnswered: true, isMuted: true }),
    problem: { message: "The connection is lost." },
  });

  assert.equal(sentence, "Talking with Bob, your microphone is muted. The connection is lost.");
});

test("an answered call that is not connected yet says so, and is quiet", () => {
  const answered = { ...RINGS, call: callWith({ isAnswered: true }) };

  assert.equal(statusSentence(RINGS), "Bob is calling you.");
  assert.equal(statusSentence(answered), "Connecting with Bob.");
  assert.equal(toneFor(RINGS), "ringtone");
  assert.equal(toneFor(answered), null);
});

test("the caller hears the ringback until somebody answers", () => {
  assert.equal(toneFor({ ...RINGS, status: "calling" }), "ringback");
  assert.equal(toneFor({ ...RINGS, status: "ringing" }), "ringback");
  assert.equal(toneFor({ ...RINGS, status: "established" }), null);
  assert.equal(toneFor(READY), null);
});

test("a video call says what it is, and what we do not send", () => {
  const video = { ...RINGS, call: callWith({ isVideo: true }) };
  const paused = callWith({ isAnswered: true, isVideo: true, isMuted: true, isCameraPaused: true });

  assert.equal(statusSentence(video), "Bob wants a video call.");
  assert.equal(
    statusSentence({ ...RINGS, status: "established", call: paused }),
    "Talking with Bob, your microphone is muted, your camera is paused.",
  );
});

for (const [trouble, sentence] of [
  ["connection", "Reconnecting to Bob..."],
  ["server", "Talking with Bob. The server is out of reach for now; your call goes on."],
  ["over", "Connected again. Talking with Bob."],
]) {
  test(`a call in trouble (${trouble}) says: ${sentence}`, () => {
    const call = callWith({ isAnswered: true, trouble });

    assert.equal(statusSentence({ ...RINGS, status: "established", call }), sentence);
  });
}
