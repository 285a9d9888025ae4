import assert from "node:assert/strict";
import { test } from "node:test";

import { browserNote } from "../../static/js/live-mode.js";

/** @type {import("../../static/js/live-mode.js").Capabilities} */
const DESKTOP = { isApple: false, isInstalled: false, hasPush: true, permission: "granted" };
const INSTALLED = { ...DESKTOP, isApple: true, isInstalled: true };

test("a browser that can be called is told nothing", () => {
  assert.equal(browserNote(DESKTOP), "");
  assert.equal(browserNote(INSTALLED), "");
});

test("an iPhone that has not installed the page is told how, whatever else it can", () => {
  assert.match(browserNote({ ...INSTALLED, isInstalled: false }), /Add to Home Screen/);
});

test("an installed page without push is told which iOS has it", () => {
  assert.match(browserNote({ ...INSTALLED, hasPush: false }), /iOS 16\.4 or later/);
});

test("notifications that are blocked are said with the cure", () => {
  assert.match(browserNote({ ...DESKTOP, permission: "denied" }), /blocked: allow them/);
});

test("a browser that is going to ask is announced", () => {
  assert.match(browserNote({ ...DESKTOP, permission: "default" }), /asks for notifications/);
});
