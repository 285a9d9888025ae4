import { CurrentAdapter } from "./sdk-current.js";

/** @import { Adapter, AdapterListener, CallState, LoadedSdk } from "./types/phone.d.ts" */
/** @import { Ticket, TicketForm } from "./types/phone.d.ts" */

const PATIENCE_MS = 5000;

/** @type {(url: string) => string} */
const notLoaded = (url) =>
  `The Sinch SDK could not be loaded from ${url}. Check SINCH_SDK_URL and that the file is there, ` +
  "then reload this page.";

/** @type {(url: string) => string} */
const notAnSdk = (url) =>
  `${url} was loaded, but it is no Sinch SDK: it defines neither Sinch nor SinchClient. ` +
  "Put the SDK file there, or take SINCH_SDK_URL away, then reload this page.";

/** @type {(url: string) => string} */
const refusedByIntegrity = (url) =>
  `The Sinch SDK at ${url} could not be loaded, or is not the file that SINCH_SDK_INTEGRITY names. ` +
  "Check both settings (make sdk shows the value of a file), then reload this page.";

/**
 * Wait for the SDK's script and look at what it defined.
 *
 * @param {HTMLScriptElement} script
 * @returns {Promise<LoadedSdk>}
 * @throws {Error} within 5 seconds; its message names the cure
 */
export const loadSdk = async (script) => {
  const hasLoaded = window.Sinch || window.SinchClient || (await settled(script));
  const sdk = definedSdk();
  if (sdk) return sdk;
  if (script.integrity) throw new Error(refusedByIntegrity(script.src));
  throw new Error(hasLoaded ? notAnSdk(script.src) : notLoaded(script.src));
};

/** @type {() => LoadedSdk | null} */
const definedSdk = () => {
  const { Sinch, SinchClient, VERSION } = window;
  if (Sinch) return { generation: "current", sdk: Sinch, version: Sinch.version };
  if (!SinchClient) return null;
  return { generation: "classic", sdk: SinchClient, version: VERSION?.[1] ?? "1.x" };
};

/** @type {(sdk: LoadedSdk) => string} - for people */
export const nameOf = ({ generation, version }) =>
  version.endsWith("-sandbox")
    ? "the sandbox's stand-in for Sinch 2.x"
    : `Sinch ${version} (${generation})`;

/** @type {(script: HTMLScriptElement) => Promise<boolean>} - whether the file arrived */
const settled = (script) =>
  new Promise((resolve) => {
    script.addEventListener("load", () => resolve(true));
    script.addEventListener("error", () => resolve(false));
    // The script may have been done before this module ran; the page's own event waits for both.
    if (document.readyState === "complete") resolve(hasArrived(script.src));
    window.addEventListener("load", () => resolve(hasArrived(script.src)));
    setTimeout(() => resolve(false), PATIENCE_MS);
  });

/** @type {(url: string) => boolean} */
const hasArrived = (url) => {
  const [entry] = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByName(url));
  return Boolean(entry?.responseStatus && entry.responseStatus < 400);
};

/**
 * @typedef {object} CurrentOptions
 * @property {string} applicationKey
 * @property {string} userId
 * @property {string} displayName
 * @property {string} environmentHost
 * @property {string | undefined} callerIdentifier E.164
 */

/** @type {(sdk: typeof Sinch, options: CurrentOptions) => Sinch.SinchClient} */
const buildClient = (sdk, options) => {
  const builder = sdk
    .getSinchClientBuilder()
    .applicationKey(options.applicationKey)
    .userId(options.userId)
    .environmentHost(options.environmentHost);
  if (options.callerIdentifier) builder.callerIdentifier(options.callerIdentifier);
  const client = builder.build();
  client.pushNotificationDisplayName = options.displayName;
  return client;
};

/** @typedef {import("./sdk-classic.js").ClassicOptions} ClassicOptions */
/**
 * @typedef {object} Surroundings
 * @property {CurrentOptions & ClassicOptions} options
 * @property {import("./page.js").Api} api
 * @property {import("./event-log.js").EventLog} log
 */

/** @type {(sdk: LoadedSdk, page: Surroundings, listener: AdapterListener) => Promise<Adapter>} */
export const makeAdapter = async (loaded, { options, api, log }, listener) => {
  let hasTicket = false;
  /** @param {TicketForm} form */
  const getTicket = async (form) => {
    const given = await fetchTicket(api, form);
    const what = `Credential ${hasTicket ? "renewed" : "issued"}: ${TICKETS[form]}`;
    hasTicket = true;
    const credential = { form, unsigned: withoutSignature(given.ticket) };
    const source = "blueprints/api.py give_ticket()";
    log.note(`${what}, valid until ${given.expiresAt}.`, source, credential);
    return given;
  };
  const noting = noteWhatIsTold(listener, log);
  if (loaded.generation === "classic") {
    const { ClassicAdapter } = await import("./sdk-classic.js");
    return new ClassicAdapter(loaded.sdk, options, () => getTicket("userTicket"), noting);
  }
  const getToken = async () => (await getTicket("registrationToken")).ticket;
  return new CurrentAdapter(buildClient(loaded.sdk, options), getToken, noting);
};

/** @type {Record<TicketForm, string>} */
const TICKETS = { registrationToken: "a registration token", userTicket: "a user ticket" };

/** @type {(ticket: string) => string} - the log must not keep what somebody else could register with */
export const withoutSignature = (ticket) => ticket.slice(0, Math.max(0, ticket.search(/[.:][^.:]*$/)));

/** @type {(listener: AdapterListener, log: import("./event-log.js").EventLog) => AdapterListener} */
const noteWhatIsTold = (listener, log) => ({
  started: () => log.doneBy("static/js/phone.js started()", () => listener.started()),
  failed: (problem) => log.doneBy("static/js/phone.js failed()", () => listener.failed(problem)),
  report: (problem) => log.doneBy("static/js/phone.js report()", () => listener.report(problem)),
  incoming: (call) => log.doneBy("static/js/phone.js incoming()", () => listener.incoming(call)),
});

/**
 * Get a new credential for the logged-in user. One per use, never kept.
 *
 * @type {(api: import("./page.js").Api, form: TicketForm) => Promise<Ticket>}
 */
export const fetchTicket = (api, form) => api.post("/api/ticket", { form });

/** @type {Set<RTCPeerConnection>} */
const connections = new Set();

/**
 * Remember every connection of this page, whichever SDK makes it: none of the SDKs shows its own
 * in a documented way. By the method, not by the constructor, of which an SDK that was loaded
 * earlier may have kept a copy. To be called before the first call.
 */
export const rememberPeerConnections = () => {
  const { prototype } = RTCPeerConnection;
  const original = prototype.setLocalDescription;
  /** @param {(object | undefined)[]} details a description, or in the classic SDK also what to call afterwards */
  prototype.setLocalDescription = function (...details) {
    connections.add(this);
    return Reflect.apply(original, this, details);
  };
};

/** @type {(call: CallState | null) => RTCPeerConnection | null} - over which the call is heard */
export const connectionOf = (call) => {
  for (const one of connections) if (one.connectionState === "closed") connections.delete(one);
  if (!call) return null;
  const heard = new Set(call.incomingStream?.getTracks());
  /** @type {(one: RTCPeerConnection) => boolean} */
  const isOfCall = (one) => one.getReceivers().some(({ track }) => heard.has(track));
  return [...connections].find(isOfCall) ?? null;
};

/** @type {(call: CallState | null) => RTCRtpSender | null} - what the other side hears */
export const microphoneSender = (call) =>
  connectionOf(call)?.getSenders().find(({ track }) => track?.kind === "audio") ?? null;

/** @type {(call: CallState | null) => RTCRtpTransceiver | null} - how pictures go and come */
export const pictureLine = (call) =>
  connectionOf(call)?.getTransceivers().find(({ receiver }) => receiver.track.kind === "video") ??
  null;
