import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { createApi } from "../../static/js/page.js";
import { fetchTicket } from "../../static/js/sdk.js";

/**
 * @typedef {{method?: string, url?: string, headers: import("node:http").IncomingHttpHeaders, body: string}} Seen
 * @typedef {{api: import("../../static/js/page.js").Api, seen: Seen[]}} Rig
 */

/**
 * Run with a real server that gives one answer to everything.
 *
 * @param {{status?: number, body?: string}} answer
 * @param {(rig: Rig) => Promise<void>} use
 */
const withServer = async ({ status = 200, body = "{}" }, use) => {
  /** @type {Seen[]} */
  const seen = [];
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(status, { "Content-Type": "application/json", Connection: "close" });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const api = createApi({ csrfToken: "csrf-1", origin: `http://127.0.0.1:${port}` });
  await use({ api, seen }).finally(() => server.close());
};

/** @type {(code: string, message: string) => string} */
const errorBody = (code, message) => JSON.stringify({ error: { code, message } });

test("a request that changes something carries the CSRF token and JSON", () =>
  withServer({ body: '{"ticket": "a.b.c"}' }, async ({ api, seen }) => {
    const { ticket } = await fetchTicket(api, "registrationToken");

    assert.equal(ticket, "a.b.c");
    assert.equal(seen[0].method, "POST");
    assert.equal(seen[0].url, "/api/ticket");
    assert.equal(seen[0].headers["x-csrftoken"], "csrf-1");
    assert.equal(seen[0].headers["content-type"], "application/json");
    assert.deepEqual(JSON.parse(seen[0].body), { form: "registrationToken" });
  }));

test("deleting carries the CSRF token", () =>
  withServer({}, async ({ api, seen }) => {
    await api.delete("/api/calls/5");

    assert.deepEqual([seen[0].method, seen[0].url], ["DELETE", "/api/calls/5"]);
    assert.equal(seen[0].headers["x-csrftoken"], "csrf-1");
  }));

test("a refusal is the server's own sentence", () =>
  withServer({ status: 429, body: errorBody("slow_down", "Wait a minute.") }, async ({ api }) => {
    await assert.rejects(api.get("/api/people"), { message: "Wait a minute.", code: "slow_down" });
  }));

for (const [status, code] of /** @type {const} */ ([
  [401, "session_ended"],
  [400, "csrf"],
])) {
  test(`${status} ${code} means that the session is over`, () =>
    withServer({ status, body: errorBody(code, "No.") }, async ({ api }) => {
      await assert.rejects(api.post("/api/ticket", {}), {
        code: "session_ended",
        message: /log in again/,
      });
    }));
}

test("an answer that is no JSON still becomes a sentence", () =>
  withServer({ status: 502, body: "<h1>Bad gateway</h1>" }, async ({ api }) => {
    await assert.rejects(api.get("/api/people"), { message: /error 502/, code: "server_error" });
  }));

test("a server that is gone becomes a sentence", async () => {
  /** @type {Rig["api"]} */
  let api = createApi({ csrfToken: "" });
  await withServer({}, async (rig) => {
    api = rig.api;
  });

  await assert.rejects(api.get("/api/people"), { code: "unreachable", message: /does not answer/ });
});
