import assert from "node:assert/strict";
import { test } from "node:test";

import { Replacement } from "../../static/js/in-call/replacement.js";

/** A device that is open until it is stopped. */
const device = () => {
  const track = { isOpen: true, stop: () => void (track.isOpen = false) };
  const stream = /** @type {any} */ ({ getTracks: () => [track] });
  return { track, open: async () => stream };
};

/** A sender that takes a track when a test lets it. */
const slowSender = () => {
  let letGo = () => {};
  const taken = new Promise((resolve) => (letGo = () => resolve(undefined)));
  const sender = /** @type {any} */ ({ replaceTrack: () => taken });
  return { findSender: () => sender, letGo };
};

/** Until what waits for nothing but promises is done. */
const settle = () => new Promise((resolve) => setImmediate(resolve));
const nothing = () => {};

test("a device that comes into a call stays open until it is closed", async () => {
  const [own, { track, open }, { findSender, letGo }] = [new Replacement(), device(), slowSender()];
  letGo();

  assert.equal(await own.put(open, findSender, nothing), true);

  assert.equal(track.isOpen, true);
  own.close();
  assert.equal(track.isOpen, false);
});

test("a device is closed when the call ends before it is in it", async () => {
  const [own, { track, open }, { findSender, letGo }] = [new Replacement(), device(), slowSender()];
  const put = own.put(open, findSender, nothing);
  await settle();

  own.close();

  assert.equal(track.isOpen, false);
  letGo();
  assert.equal(await put, false);
});

test("a device that opens after the end of the call is closed at once", async () => {
  const [own, { track, open }, { findSender }] = [new Replacement(), device(), slowSender()];
  const put = own.put(open, findSender, nothing);

  own.close();

  assert.equal(await put, false);
  assert.equal(track.isOpen, false);
});

test("of two that are on their way the one that was chosen last stays", async () => {
  const [own, first, second] = [new Replacement(), device(), device()];
  const { findSender, letGo } = slowSender();
  const puts = [own.put(first.open, findSender, nothing)];
  await settle();
  puts.push(own.put(second.open, findSender, nothing));
  await settle();

  letGo();

  assert.deepEqual(await Promise.all(puts), [false, true]);
  assert.deepEqual([first.track.isOpen, second.track.isOpen], [false, true]);
});

test("a device that the call does not take is closed, and that is told", async () => {
  const [own, { track, open }] = [new Replacement(), device()];
  const sender = /** @type {any} */ ({ replaceTrack: () => Promise.reject(new Error("no")) });

  await assert.rejects(own.put(open, () => sender, nothing), /no/);

  assert.equal(track.isOpen, false);
});
