import assert from "node:assert/strict";
import { test } from "node:test";

import { EventLog } from "../../static/js/event-log.js";
import { readCredential } from "../../static/js/event-log/credential.js";
import { scrub, writeReport } from "../../static/js/event-log/report.js";
import { withoutSignature } from "../../static/js/sdk.js";

/** @type {(value: object) => string} */
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** @type {(value: object) => string} */
const base64 = (value) => Buffer.from(JSON.stringify(value)).toString("base64");

const SIGNATURE = "c2lnbmF0dXJl-_c2lnbmF0dXJlc2lnbmF0dXJl";
const TOKEN = [
  base64url({ alg: "HS256", kid: "hkdfv1-20261121" }),
  base64url({ iat: 1795224634, exp: 1795225234, sub: "//rtc/users/zoë" }),
  SIGNATURE,
].join(".");
const TICKET = `${base64({ identity: { type: "username", endpoint: "alice" }, expiresIn: 3600 })}:${SIGNATURE}`;

/** @type {(text: string, ...others: string[]) => string} */
const reported = (text, ...others) => {
  const log = new EventLog();
  log.hide(...others);
  log.note(text, "static/js/phone.js say()");
  return writeReport({ Mode: "sandbox" }, log);
};

test("the signature is taken off either form, and what has none is not kept", () => {
  assert.equal(`${withoutSignature(TOKEN)}.${SIGNATURE}`, TOKEN);
  assert.equal(`${withoutSignature(TICKET)}:${SIGNATURE}`, TICKET);
  assert.equal(withoutSignature("nonsense"), "");
});

test("a registration token is read field by field, times also in words", () => {
  const fields = readCredential({ form: "registrationToken", unsigned: withoutSignature(TOKEN) });

  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  assert.equal(values["header.kid"], "hkdfv1-20261121");
  assert.equal(values["claims.exp"], "1795225234 (2026-11-21T01:40:34.000Z)");
  assert.equal(values["claims.sub"], "//rtc/users/zoë");
  assert.equal(values.signature, "...");
});

test("a user ticket is read field by field", () => {
  const fields = readCredential({ form: "userTicket", unsigned: withoutSignature(TICKET) });

  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  assert.equal(values["data.identity.endpoint"], "alice");
  assert.equal(values["data.expiresIn"], "3600");
  assert.equal(values.signature, "...");
});

for (const unsigned of ["", "nonsense", "e30", "e30.%%%", "e30.eyJ", "/w==.e30"]) {
  test(`a credential that cannot be read is said to be none: ${JSON.stringify(unsigned)}`, () => {
    const fields = readCredential({ form: "registrationToken", unsigned });

    assert.deepEqual(fields.map(({ value }) => value), ["..."]);
  });
}

for (const [what, secret] of [
  ["a registration token", TOKEN],
  ["a user ticket", TICKET],
  ["a key", "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AbCdEf=="],
  ["an address", "192.168.1.17"],
  ["an IPv6 address", "2001:db8:85a3:8d3:1319:8a2e:370:7348"],
  ["a short IPv6 address", "fe80::1ff:fe23:4567:890a"],
  ["a session description", "v=0\r\no=- 1 2 IN IP4 10.0.0.1\r\na=ice-pwd:Secret99"],
  ["a phone number", "+46 70 174 06 05"],
]) {
  test(`a report repeats no part of ${what}`, () => {
    const report = reported(`It failed: ${secret}`);

    for (const part of secret.split(/[.:\s]+/).filter(({ length }) => length > 3)) {
      assert.ok(!report.includes(part), report);
    }
    assert.match(report, /It failed: /);
  });
}

for (const name of ["Bob", "bob_2", "محمد عبد الله", "Mr. (X) *", "👩🏽‍🚀 Zoë", "$&"]) {
  test(`a report says "the other person" for ${name}`, () => {
    const report = reported(`Call to \u2068${name}\u2069: declined by ${name}.`, "B", name);

    assert.ok(!report.includes(name), report);
    assert.match(report, /Call to the other person: declined by the other person\./);
  });
}

test("a name within another word is not touched", () => {
  assert.equal(scrub("Calling al: also final.", ["al"]), "Calling the other person: also final.");
});

test("a text of several lines begins no line of the report", () => {
  const report = reported("It failed:\n2. forged");

  assert.match(report, /It failed: 2\. forged/);
});

test("durations and times and ids of calls are no secrets", () => {
  const text = "ended after 1:00:07: at 12:34:56, id 3fa85f64-5717-4562-b3fc-2c963f66afa6";

  assert.equal(scrub(text, []), text);
});

test("a report holds the facts, the last problem, the quality, and every entry with its source", () => {
  const log = new EventLog();
  const numbers = { roundTripMs: 12, jitterMs: 3, lostIn: 0.01, lostOut: null, isSilent: false };
  log.note("Ready.", "static/js/phone.js started()");
  log.measured({ grade: "good", numbers });
  log.lastProblem = { at: new Date(0), message: "No microphone." };

  const lines = writeReport({ Mode: "live" }, log).split("\n");

  assert.equal(lines[0], "Mode: live");
  assert.match(lines[1], /good 1 s, fair 0 s, poor 0 s; at the end round trip 12 ms, jitter 3 ms, lost in 1\.0 %/);
  assert.equal(lines[2], "Last problem: 1970-01-01T00:00:00.000Z No microphone.");
  assert.match(lines[5], /^1\. \S+Z Ready\. \[static\/js\/phone\.js started\(\)\]$/);
});
