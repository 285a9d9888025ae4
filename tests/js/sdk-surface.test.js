import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";

import { CallState, EndCause } from "../../static/js/sandbox/progress.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path) => readFileSync(join(root, path), "utf8");
const surface = JSON.parse(read("tests/js/sdk-surface.json"));
const members = Object.entries(surface.interfaces).flatMap(([owner, types]) =>
  Object.entries(types).map(([name, type]) => ({ owner, name, type })),
);

const EQUAL = `type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;`;

/** What the compiler says about these lines beside the page's declarations; empty: nothing. */
const compile = (lines) => {
  const folder = mkdtempSync(join(tmpdir(), "surface-"));
  const types = ["sinch", "sinch-classic"].map((name) => join(root, `static/js/types/${name}.d.ts`));
  writeFileSync(join(folder, "claims.ts"), [EQUAL, ...lines, "export {};"].join("\n"));
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: { noUnusedLocals: false },
      include: [],
      files: ["claims.ts", ...types],
    }),
  );
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return stdout;
};

test("every declared member of the SDK has the documented arguments and result", () => {
  const claims = members.map(
    ({ owner, name, type }) =>
      `const ${owner}_${name}: Equal<Sinch.${owner}["${name}"], ${type}> = true;`,
  );

  assert.equal(compile(claims), "");
});

test("no member of the SDK is declared that is not documented", () => {
  const claims = Object.entries(surface.interfaces).map(([owner, types]) => {
    const names = Object.keys(types).map((name) => JSON.stringify(name)).join(" | ");
    return `const ${owner}: Equal<keyof Sinch.${owner}, ${names}> = true;`;
  });
  const declared = [...read("static/js/types/sinch.d.ts").matchAll(/interface (\w+)/g)];

  assert.equal(compile(claims), "");
  assert.deepEqual(
    declared.map(([, name]) => name).filter((name) => name !== "Window").sort(),
    Object.keys(surface.interfaces).sort(),
  );
});

test("a wrong claim about the SDK does not pass the compiler", () => {
  const claim = 'const wrong: Equal<Sinch.Call["hangup"], () => Promise<void>> = true;';

  assert.match(compile([claim]), /TS2322/);
});

test("the page uses the SDK by its declarations alone, without a way around them", () => {
  for (const file of ["sdk-current", "sdk"]) {
    assert.doesNotMatch(read(`static/js/${file}.js`), /@ts-|\bany\b|\bunknown\b|\[["'`]/, file);
  }
});

/** What the stand-in's file defines as the page's global, with a client of its own. */
const loadStandIn = () => {
  const window = {};
  const document = { currentScript: { src: "http://127.0.0.1/static/sandbox/sinch.min.js" } };
  runInNewContext(read("static/sandbox/sinch.min.js"), { window, document, URL, TextEncoder });
  const builder = window.Sinch.getSinchClientBuilder();
  const client = builder.applicationKey("key").userId("alice").build();
  return { Sinch: window.Sinch, builder, client };
};

test("the stand-in has every member that is documented, and no further arguments", async () => {
  globalThis.RTCPeerConnection ??= class {};
  globalThis.MediaStream ??= class {};
  const { Call } = await import("../../static/js/sandbox/call.js");
  const { builder, client } = loadStandIn();
  const call = new Call({ id: "1", remoteUserId: "bob", headers: {} });
  const { callClient: CallClient } = client;
  const owners = { SinchClientBuilder: builder, SinchClient: client, CallClient, Call: call };

  for (const { owner, name, type } of members.filter(({ owner }) => owner in owners)) {
    assert.ok(name in owners[owner], `${owner}.${name} is missing`);
    const member = owners[owner][name];
    if (!/^\(?\(/.test(type)) continue;
    assert.equal(typeof member, "function", `${owner}.${name}`);
    const most = type.split("=>")[0].match(/\w+\??:/g)?.length ?? 0;
    assert.ok(member.length <= most, `${owner}.${name} takes at most ${most} arguments`);
  }
});

test("the stand-in names its version, and builds no client without key or User ID", () => {
  const { Sinch } = loadStandIn();
  const newBuilder = () => Sinch.getSinchClientBuilder();

  assert.equal(typeof Sinch.version, "string");
  assert.throws(() => newBuilder().userId("alice").build(), { name: "ArgumentError" });
  assert.throws(() => newBuilder().applicationKey("key").build(), { name: "ArgumentError" });
});

test("stand-in and page know the documented numbers", () => {
  const [, causes] = read("static/js/sdk-current.js").match(/END_CAUSES = \[([^\]]*)\]/) ?? [];

  const numbered = (names) => Object.fromEntries(names.map((name, number) => [name, number]));
  assert.deepEqual({ ...EndCause }, numbered(surface.endCauses));
  assert.deepEqual({ ...CallState }, numbered(surface.callStates));
  assert.deepEqual(causes?.match(/\w+/g), surface.endCauses);
});
