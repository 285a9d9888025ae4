/**
 * @typedef {object} ClientOptions
 * @property {string} applicationKey
 * @property {string} userId
 * @property {string | undefined} classicBaseUrl of the sandbox; without it the SDK talks to Sinch
 */

const PATIENCE_MS = 10_000;
const NOT_STARTED =
  "The phone did not start within 10 seconds. Check that the server runs and close other windows " +
  "of this page, then turn on your phone again.";
const ADDRESSES = ["base", "calling", "user", "messaging", "portal", "reporting", "verification"];

/** @type {MediaStream | null} */
let silentStream = null;

/** What calls send until people talk: a track of its own, without a microphone. */
export const silence = () => {
  silentStream ??= new AudioContext().createMediaStreamDestination().stream;
  return silentStream;
};

/** @typedef {NonNullable<Window["SinchClient"]>} ClassicSdk */

/** @type {(SinchClient: ClassicSdk, options: ClientOptions) => SinchClassic.Client} */
export const buildClient = (SinchClient, { applicationKey, classicBaseUrl }) => {
  if (classicBaseUrl && location.protocol === "http:") speakPlainHttp();
  return new SinchClient({
    applicationKey,
    capabilities: { calling: true },
    startActiveConnection: true,
    customStream: silence(),
    ...(classicBaseUrl && {
      urlObj: Object.fromEntries(ADDRESSES.map((name) => [name, classicBaseUrl])),
    }),
  });
};

/**
 * Start, one window after the other: they share the SDK's storage.
 *
 * @param {SinchClassic.Client} client
 * @param {ClientOptions} options
 * @param {string} userTicket
 * @throws {Error} why not, in words; the SDK itself would in some cases never settle
 */
export const startClient = (client, { applicationKey, userId }, userTicket) =>
  navigator.locks.request("classic-sdk-start", async () => {
    const key = `SinchSDK-${applicationKey}-${userId}`;
    copyItem(key, sessionStorage, localStorage);
    await Promise.race([client.start({ userTicket }), tooLate()]).catch((error) => {
      throw new Error(error.message.replace(/^\d+ /, ""));
    });
    copyItem(key, localStorage, sessionStorage);
  });

/**
 * Windows of one browser would share one registration, and only the fastest would ring: so each
 * keeps its own, by the SDK's own key, over a reload.
 *
 * @type {(key: string, from: Storage, to: Storage) => void}
 */
const copyItem = (key, from, to) => {
  const id = from.getItem(key);
  if (id === null) to.removeItem(key);
  else to.setItem(key, id);
};

/** @type {() => Promise<never>} */
const tooLate = () =>
  new Promise((_, reject) => setTimeout(() => reject(new Error(NOT_STARTED)), PATIENCE_MS));

let isPlain = false;

/** The SDK signals over TLS whatever the page is; the sandbox of an http page has none. */
const speakPlainHttp = () => {
  const { PUBNUB } = window;
  if (isPlain || !PUBNUB) return;
  isPlain = true;
  window.PUBNUB = (options) => PUBNUB({ ...options, ssl: false });
};

/** Before somebody else uses this browser: what either SDK keeps of a registration. */
export const forgetRegistrations = () => {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (/^(SinchSDK-|sinch:)/.test(key)) storage.removeItem(key);
    }
  }
};
