import assert from "node:assert/strict";
import { test } from "node:test";

import { canHappen, nextStatus } from "../../static/js/live-call.js";

const EVENTS = ["turnedOn", "started", "failed", "placed", "offered", "ringing"].concat(
  ["established", "ended"],
);
const STATUSES = /** @type {const} */ ([
  "off",
  "starting",
  "ready",
  "calling",
  "ringing",
  "incoming",
  "established",
  "failed",
]);

/** @type {(...events: string[]) => string} */
const after = (...events) => events.reduce(nextStatus, /** @type {any} */ ("off"));

test("a call that we place goes from ready over calling and ringing back to ready", () => {
  assert.equal(after("turnedOn", "started"), "ready");
  assert.equal(after("turnedOn", "started", "placed"), "calling");
  assert.equal(after("turnedOn", "started", "placed", "ringing"), "ringing");
  assert.equal(after("turnedOn", "started", "placed", "ringing", "established"), "established");
  assert.equal(after("turnedOn", "started", "placed", "ringing", "established", "ended"), "ready");
});

test("a phone call may be established without ringing first", () => {
  assert.equal(after("turnedOn", "started", "placed", "established"), "established");
});

test("an offered call is established or ends", () => {
  assert.equal(after("turnedOn", "started", "offered", "established"), "established");
  assert.equal(after("turnedOn", "started", "offered", "ended"), "ready");
});

test("a lost connection ends no call", () => {
  for (const status of /** @type {const} */ (["calling", "ringing", "incoming", "established"])) {
    assert.equal(nextStatus(status, "failed"), status);
  }
});

test("a phone that failed can be turned on again, or comes back by itself", () => {
  assert.equal(after("turnedOn", "started", "failed"), "failed");
  assert.equal(after("turnedOn", "started", "failed", "started"), "ready");
  assert.equal(after("turnedOn", "failed", "turnedOn"), "starting");
});

test("what cannot happen changes nothing", () => {
  for (const status of STATUSES) {
    for (const event of EVENTS.filter((name) => !canHappen(status, name))) {
      assert.equal(nextStatus(status, event), status);
    }
  }
});

/** @type {(event: string) => string[]} */
const ableTo = (event) => STATUSES.filter((status) => canHappen(status, event));

test("only a ready phone can place a call", () => {
  assert.deepEqual(ableTo("placed"), ["ready"]);
});

test("a phone that failed or starts rings all the same: the SDK may be registered", () => {
  assert.deepEqual(ableTo("offered"), ["starting", "ready", "failed"]);
});

test("a call that came while the phone started goes on when it has", () => {
  assert.equal(after("turnedOn", "offered", "started", "established"), "established");
  assert.equal(after("turnedOn", "offered", "started", "ended"), "ready");
});
