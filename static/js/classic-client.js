/**
 * @typedef {object} ClientOptions
 * @property {string} applicationKey
 * @property {string | undefined} classicBaseUrl of the sandbox; without it the SDK talks to Sinch
 */

const PATIENCE_MS = 10_000;
const NOT_STARTED =
  "The phone did not start within 10 seconds. Check that the server runs and close other windows " +
  "of this page, then turn on your phone again.";
const UNAUTHORIZED = 401;
const ADDRESSES = ["base", "calling", "user", "messaging", "portal", "reporting", "verification"];

/** @type {MediaStream | null} */
let silentStream = null;

/** What calls send until people talk: a track of its own, without a microphone. */
export const silence = () => {
  silentStream ??= new AudioContext().createMediaStreamDestination().stream;
  return silentStream;
};

/** @typedef {NonNullable<Window["SinchClient"]>} ClassicSdk */

/**
 * @param {ClassicSdk} SinchClient
 * @param {ClientOptions} options
 * @param {() => void} onUnauthorized the service no longer knows the client
 */
export const buildClient = (SinchClient, { applicationKey, classicBaseUrl }, onUnauthorized) => {
  if (classicBaseUrl && location.protocol === "http:") speakPlainHttp();
  return new SinchClient({
    applicationKey,
    capabilities: { calling: true },
    startActiveConnection: true,
    customStream: silence(),
    // A started client tells it nowhere else.
    onLogMessage: ({ response }) => response?.status === UNAUTHORIZED && onUnauthorized(),
    ...(classicBaseUrl && {
      urlObj: Object.fromEntries(ADDRESSES.map((name) => [name, classicBaseUrl])),
    }),
  });
};

/**
 * @param {SinchClassic.Client} client
 * @param {string} userTicket
 * @throws {Error} why not, in words; the SDK itself would in some cases never settle
 */
export const startClient = async (client, userTicket) => {
  try {
    await Promise.race([client.start({ userTicket }), tooLate()]);
  } catch (error) {
    client.terminate();
    const { message } = /** @type {Error} */ (error);
    throw new Error(message.replace(/^\d+ /, "")); // the service's number for it
  }
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
