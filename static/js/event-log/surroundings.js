import { nameOf } from "../sdk.js";

/**
 * What a bug report says of this page and its browser: no names, no addresses, no labels of devices.
 *
 * @param {DOMStringMap} page the facts that the server put into it
 * @param {Promise<import("../types/phone.d.ts").LoadedSdk>} sdk
 * @returns {Promise<Record<string, string>>}
 */
export const surroundings = async ({ mode = "", userId = "" }, sdk) => ({
  Time: new Date().toISOString(),
  Mode: mode,
  "User (who reports)": userId,
  SDK: await sdk.then(nameOf, () => "not loaded"),
  "Browser and system": navigator.userAgent,
  "Secure context": window.isSecureContext ? "yes" : "no",
  Permissions: await permissions(),
  Devices: await devices(),
});

const permissions = async () => {
  const names = ["microphone", "camera", "notifications"];
  return (await Promise.all(names.map(async (name) => `${name} ${await stateOf(name)}`))).join(", ");
};

/** Browsers that do not know the name throw. @type {(name: string) => Promise<string>} */
const stateOf = async (name) => {
  const wanted = { name: /** @type {PermissionName} */ (name) };
  const permission = await navigator.permissions?.query(wanted).catch(() => null);
  return permission?.state ?? "not known";
};

const KINDS = { audioinput: "microphones", audiooutput: "speakers", videoinput: "cameras" };

const devices = async () => {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  const count = (/** @type {string} */ kind) => all.filter((one) => one.kind === kind).length;
  return Object.entries(KINDS).map(([kind, name]) => `${count(kind)} ${name}`).join(", ");
};
