import assert from "node:assert/strict";
import { test } from "node:test";

import { answerVideoCall, placeVideoCall } from "../../static/js/camera.js";

/** @type {(name: string, value: object) => void} */
const define = (name, value) => void Object.defineProperty(globalThis, name, { value });
define("localStorage", { getItem: () => null });
/** @type {MediaStreamConstraints[]} what the browser was asked for */
const asked = [];
const mediaDevices = { getUserMedia: async (/** @type {any} */ wanted) => asked.push(wanted) };
define("navigator", { mediaDevices });

const BOTH = { audio: true, video: true };

/** An SDK that opens its devices at once, and is done when a test says so. */
const sdk = () => {
  let finish = () => {};
  const promise = new Promise((resolve) => (finish = () => resolve(undefined)));
  const act = async () => {
    await mediaDevices.getUserMedia(BOTH);
    await promise;
    return { details: { requestedVideo: true } };
  };
  const constraints = { setAudioTrackConstraints: () => {}, setVideoTrackConstraints: () => {} };
  return /** @type {any} */ ({ ...constraints, answer: act, callUserVideo: act, finish });
};

/** Until what waits for nothing but promises is done. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("a call that is slow to end does not take the camera from the next one", async () => {
  const [unseen, seen] = [sdk(), sdk()];
  const answered = answerVideoCall(unseen, unseen, false);
  await settle();

  const placed = placeVideoCall(seen, "alice");
  await settle();
  unseen.finish();
  await answered;
  seen.finish();

  assert.deepEqual(asked, [{ audio: true }, BOTH]);
  assert.equal((await placed).refusal, "");
});

test("afterwards the camera opens for whoever asks", async () => {
  const [first, second] = [sdk(), sdk()];
  const calls = [answerVideoCall(first, first, false), answerVideoCall(second, second, false)];
  await settle();
  first.finish();
  second.finish();
  await Promise.all(calls);
  asked.length = 0;

  await mediaDevices.getUserMedia({ video: true });

  assert.deepEqual(asked, [{ video: true }]);
});
