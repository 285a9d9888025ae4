import assert from "node:assert/strict";
import { test } from "node:test";

import { EventLog } from "../../static/js/event-log.js";

test("what is noted is told at once, and kept with its time", () => {
  const log = new EventLog();
  /** @type {string[]} */
  const told = [];
  log.addEventListener("log", (event) => {
    told.push(/** @type {CustomEvent} */ (event).detail.text);
  });

  log.note("Client started");

  assert.deepEqual(told, ["Client started"]);
  assert.equal(log.entries[0].text, "Client started");
  assert.ok(log.entries[0].at instanceof Date);
});

test("of many notes the newest two hundred are kept", () => {
  const log = new EventLog();

  for (let number = 1; number <= 300; number += 1) log.note(`${number}`);

  assert.equal(log.entries.length, 200);
  assert.equal(log.entries[0].text, "101");
  assert.equal(log.entries.at(-1)?.text, "300");
});
