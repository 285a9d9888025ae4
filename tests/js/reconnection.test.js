import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Reconnection } from "../../static/js/sandbox/reconnection.js";

let restarts, givenUp, reconnection;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  restarts = givenUp = 0;
  reconnection = new Reconnection({ restart: () => restarts++, giveUp: () => givenUp++ });
});

/** Let seconds pass, one by one: timers that timers set are seen too. */
const pass = (seconds) => {
  for (let step = 0; step < seconds * 10; step += 1) mock.timers.tick(100);
};

test("a hiccup that is over within two seconds restarts nothing", () => {
  reconnection.note("disconnected");
  pass(1.9);
  reconnection.note("connected");
  pass(60);

  assert.deepEqual([restarts, givenUp], [0, 0]);
});

test("a connection that stays away is restarted after two seconds, a failed one at once", () => {
  reconnection.note("disconnected");
  pass(2);
  const afterTwoSeconds = restarts;
  reconnection.note("connected");

  reconnection.note("failed");
  pass(0.1);

  assert.deepEqual([afterTwoSeconds, restarts], [1, 2]);
});

test("it is tried again with longer pauses, and given up after 30 seconds", () => {
  const at = [];
  reconnection.note("disconnected");
  for (let second = 1; second <= 60; second += 1) {
    const before = restarts;
    pass(1);
    if (restarts > before) at.push(second);
  }

  assert.deepEqual(at, [2, 4, 7, 12, 17, 22, 27]);
  assert.equal(givenUp, 1);
});

test("trouble during the trouble does not begin it anew", () => {
  reconnection.note("disconnected");
  pass(15);
  reconnection.note("failed");
  pass(15);

  assert.equal(givenUp, 1);
});

test("when the server is back it is tried at once, but only when there is trouble", () => {
  reconnection.hurry();
  pass(1);
  const without = restarts;

  reconnection.note("disconnected");
  reconnection.hurry();
  pass(0.1);

  assert.deepEqual([without, restarts], [0, 1]);
});

test("after the call nothing is tried or given up any more", () => {
  reconnection.note("failed");
  reconnection.stop();
  pass(60);

  assert.deepEqual([restarts, givenUp], [0, 0]);
});
