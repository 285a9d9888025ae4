import assert from "node:assert/strict";
import { test } from "node:test";

import { EventLog, describeChange, noteRefusal, sourceOf } from "../../static/js/event-log.js";
import { ApiError } from "../../static/js/page.js";

/** @import { PhoneState } from "../../static/js/types/phone.d.ts" */

const HERE = "static/js/phone.js say()";

/** @type {(status: PhoneState["status"], more?: Partial<PhoneState>) => PhoneState} */
const state = (status, more = {}) => ({ status, call: null, notice: "", problem: null, ...more });

/** @type {(more?: Partial<NonNullable<PhoneState["call"]>>) => NonNullable<PhoneState["call"]>} */
const call = (more = {}) => ({
  remote: { id: "bob", displayName: "Bob" },
  direction: "outgoing",
  kind: "app-to-app",
  isAnswered: false,
  isMuted: false,
  establishedAt: null,
  incomingStream: null,
  qualityWarnings: [],
  ...more,
});

/** @type {(log: EventLog) => string[]} */
const texts = (log) => log.entries.map(({ text }) => text);

test("what is noted is told at once, and kept with its time and who did it", () => {
  const log = new EventLog();
  /** @type {string[]} */
  const told = [];
  log.addEventListener("log", (event) => {
    told.push(/** @type {CustomEvent} */ (event).detail.text);
  });

  log.note("Client started", HERE);

  assert.deepEqual(told, ["Client started"]);
  assert.equal(log.entries[0].text, "Client started");
  assert.equal(log.entries[0].source, HERE);
  assert.ok(log.entries[0].at instanceof Date);
});

test("of many notes the newest two hundred are kept, and numbered on", () => {
  const log = new EventLog();

  for (let number = 1; number <= 300; number += 1) log.note(`${number}`, HERE);

  assert.equal(log.entries.length, 200);
  assert.deepEqual([log.entries[0].text, log.entries[0].number], ["101", 101]);
  assert.deepEqual([log.entries.at(-1)?.text, log.entries.at(-1)?.number], ["300", 300]);
});

test("the same thing again and again is noted once", () => {
  const log = new EventLog();

  for (let times = 0; times < 3; times += 1) log.note("The server does not answer.", HERE);

  assert.equal(log.entries.length, 1);
});

test("another sentence is noted though the status is the same", () => {
  const log = new EventLog();

  log.noteChange(state("ready"), state("ready", { notice: "Call to Bob: not allowed." }));

  assert.deepEqual(texts(log), ["Call to Bob: not allowed."]);
});

test("a change that says nothing new is not noted", () => {
  const log = new EventLog();

  log.noteChange(state("ready"), state("ready", { problem: null }));

  assert.deepEqual(texts(log), []);
});

test("the start and the return of the connection are told apart", () => {
  assert.match(describeChange(state("starting"), state("ready")), /^Client started\./);
  assert.match(describeChange(state("failed"), state("ready")), /^Connected again\./);
});

test("each change names the function that brings it about", () => {
  const ringing = state("ringing", { call: call() });
  const answered = state("ringing", { call: call({ isAnswered: true }) });
  const talking = state("established", { call: call() });
  const muted = state("established", { call: call({ isMuted: true }) });
  const problem = { message: "The microphone is gone." };

  assert.equal(sourceOf(state("off"), state("starting")), "static/js/phone.js turnOn()");
  assert.equal(sourceOf(ringing, answered), "static/js/live-call.js watch()");
  assert.equal(sourceOf(talking, muted), "static/js/live-call.js toggleMute()");
  assert.equal(sourceOf(talking, { ...talking, problem }), "static/js/phone.js report()");
  assert.equal(sourceOf(talking, state("ready")), "static/js/live-call.js end()");
});

test("what the phone does for a function is noted as the work of that function", () => {
  const log = new EventLog();
  const talking = state("established", { call: call() });
  const lost = { ...talking, problem: { message: "The connection to the server is lost." } };

  log.doneBy("static/js/phone.js failed()", () => log.noteChange(talking, lost));

  assert.equal(log.entries[0].source, "static/js/phone.js failed()");
});

test("a refusal names the route and the function that refused, not what was asked", () => {
  const log = new EventLog();

  noteRefusal(log, "GET", "/api/people?query=bob", new ApiError("Too many questions.", "rate"));

  assert.equal(log.entries[0].text, "The server refused GET /api/people: Too many questions.");
  assert.equal(log.entries[0].source, "blueprints/api.py list_people()");
});

test("a server that does not answer refused nothing", () => {
  const log = new EventLog();

  noteRefusal(log, "GET", "/api/people", new ApiError("No answer.", "unreachable"));

  assert.equal(log.entries[0].text, "No answer.");
  assert.equal(log.entries[0].source, "static/js/page.js createApi()");
});

test("the seconds of each grade of a call are counted, until the next call", () => {
  const log = new EventLog();
  const numbers = { roundTripMs: 1, jitterMs: 1, lostIn: 0, lostOut: 0, isSilent: false };

  for (const grade of /** @type {const} */ (["good", "fair", "good", "fair"])) {
    log.measured({ grade, numbers });
  }

  assert.deepEqual(log.quality?.seconds, { good: 2, fair: 2, poor: 0 });
  assert.deepEqual(texts(log), ["Call quality: fair."]);
  log.noteChange(state("ready"), state("calling", { call: call() }));
  assert.equal(log.quality, null);
});
