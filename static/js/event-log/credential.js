/** @import { Credential } from "../event-log.js" */

/** @typedef {{name: string, value: string, meaning: string}} Field */

/** @type {Record<string, string>} */
const MEANINGS = {
  "header.alg": "how it is signed",
  "header.kid": "which day's signing key signed it",
  "claims.iss": "the application",
  "claims.sub": "the user who may register",
  "claims.iat": "issued at",
  "claims.exp": "not valid after",
  "claims.nonce": "so that it can be used only once",
  "claims.sinch:rtc:instance:exp": "when the registration ends",
  "data.identity.type": "what kind of name the endpoint is",
  "data.identity.endpoint": "the user who may register",
  "data.applicationKey": "the application",
  "data.created": "issued at",
  "data.expiresIn": "seconds that it is valid",
};
const TIMES = /^claims\.(iat|exp|sinch:rtc:instance:exp)$/;
const SIGNATURE = { name: "signature", value: "...", meaning: "hidden: with it, anybody could register" };

/**
 * What a credential says, field by field, in its own order; the signature is not even here.
 *
 * @type {(credential: Credential) => Field[]}
 */
export const readCredential = ({ form, unsigned }) => {
  const names = form === "registrationToken" ? ["header", "claims"] : ["data"];
  const parts = unsigned.split(".");
  try {
    const fields = names.flatMap((name, index) => fieldsOf(name, decode(parts[index] ?? "")));
    return [...fields, SIGNATURE];
  } catch {
    return [{ name: form, value: "...", meaning: "it has not the form of one: nothing can be read" }];
  }
};

/** @type {(text: string) => unknown} - base64, of either alphabet, of JSON; throws when it is not */
const decode = (text) => {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
};

/** @type {(name: string, value: unknown) => Field[]} */
const fieldsOf = (name, value) => {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => fieldsOf(`${name}.${key}`, inner));
  }
  const time = TIMES.test(name) ? ` (${isoTime(Number(value))})` : "";
  return [{ name, value: `${value}${time}`, meaning: MEANINGS[name] ?? "" }];
};

/** @type {(seconds: number) => string} */
const isoTime = (seconds) => {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? "no time" : time.toISOString();
};
