import assert from "node:assert/strict";
import { test } from "node:test";

import { directionOf } from "../../static/js/history-list.js";

const CALL = { direction: "incoming", answeredAt: null, endCause: "Canceled", reason: "" };

/** @type {[Record<string, string>, string][]} */
const CASES = [
  [{ endCause: "Canceled" }, "Missed"],
  [{ endCause: "NoAnswer", reason: "It was not answered in time." }, "Missed"],
  [{ endCause: "Failure" }, "Missed"],
  [{ endCause: "Unreachable" }, "Missed"],
  [{ endCause: "Busy" }, "Missed"],
  [{ endCause: "Denied" }, "Missed"], // busy, or declined by a page that did not say so
  [{ endCause: "Denied", reason: "You declined it." }, "Incoming"],
  [{ endCause: "OtherDeviceAnswered", reason: "Answered in another window." }, "Incoming"],
  [{ endCause: "HungUp", answeredAt: "2026-11-20T12:00:00Z" }, "Incoming"],
  [{ endCause: "Failure", answeredAt: "2026-11-20T12:00:00Z" }, "Incoming"],
  [{ endCause: "NoAnswer", direction: "outgoing" }, "Outgoing"],
];

for (const [changes, direction] of CASES) {
  test(`a call in the history: ${JSON.stringify(changes)} is ${direction}`, () => {
    const call = /** @type {import("../../static/js/types/phone.d.ts").PastCall} */ (
      /** @type {unknown} */ ({ ...CALL, ...changes })
    );

    assert.equal(directionOf(call), direction);
  });
}
