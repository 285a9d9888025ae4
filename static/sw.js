// The service worker: gives Sinch's pushes to the open windows, where the SDK makes calls of them,
// and shows a notification when no window shows the phone. Checked by tsconfig.worker.json.

/** @typedef {import("./js/types/push.d.ts").Forwarded} Forwarded */
/** @typedef {import("./js/types/push.d.ts").HandedOver} HandedOver */
/** @typedef {import("./js/types/push.d.ts").Payload} Payload */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const PHONE_PATH = /^\/call(\/|$)/;
const MAX_PAYLOAD_LENGTH = 4096; // no push service carries more
const PATIENCE_MS = 30_000; // who calls does not wait longer either

/** What the page that is being opened shall get. @type {HandedOver | null} */
let waiting = null;
let handedOver = () => {};

// A new version has nothing to wait for: it keeps no files of the site.
worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("push", (event) => {
  const payload = readPayload(event.data?.text() ?? "");
  if (payload) event.waitUntil(deliver(payload));
});

worker.addEventListener("notificationclick", (event) => {
  const { data: payload } = event.notification;
  event.notification.close();
  event.waitUntil(
    openPhone({ type: "handed-over", payload, isAnswer: event.action === "answer" }),
  );
});

worker.addEventListener("message", ({ data, source }) => {
  if (data?.type !== "phone-ready" || !waiting) return;
  source?.postMessage(waiting);
  waiting = null;
  handedOver();
});

/** @type {(text: string) => Payload | null} - null: no push of Sinch's looks like that */
const readPayload = (text) => {
  if (text.length > MAX_PAYLOAD_LENGTH) return null;
  try {
    const payload = JSON.parse(text);
    const isObject = typeof payload === "object" && payload !== null && !Array.isArray(payload);
    return isObject && Object.keys(payload).length > 0 ? payload : null;
  } catch {
    return null;
  }
};

/** @param {Payload} payload */
const deliver = async (payload) => {
  const windows = await openWindows();
  for (const window of windows) {
    /** @type {Forwarded} */
    const forwarded = { visible: window.visibilityState === "visible", data: payload };
    window.postMessage(forwarded);
  }
  const isSeen = windows.some(
    (window) => window.visibilityState === "visible" && showsPhone(window),
  );
  if (!isSeen) await notify(payload);
};

/** @param {Payload} payload */
const notify = (payload) => {
  // Browsers that know no buttons in notifications leave them out.
  const options = {
    body: "Somebody is calling you.",
    icon: "/static/icons/icon-192.png",
    tag: "incoming-call", // a later call takes the place of this one
    renotify: true,
    requireInteraction: true,
    actions: [{ action: "answer", title: "Answer" }],
    data: payload,
  };
  return worker.registration.showNotification("Incoming call", options);
};

/**
 * Show the phone, and give it the call: at once where it is open, else when the new page says
 * that it listens. Until then the browser must keep this worker, and what it remembers.
 *
 * @param {HandedOver} message
 */
const openPhone = async (message) => {
  const phone = (await openWindows()).find(showsPhone);
  if (phone) {
    phone.postMessage(message);
    await phone.focus();
    return;
  }
  waiting = message;
  const isTaken = new Promise((resolve) => {
    handedOver = () => resolve(undefined);
    setTimeout(handedOver, PATIENCE_MS);
  });
  await worker.clients.openWindow("/call");
  await isTaken;
  if (waiting === message) waiting = null; // nobody came for it
};

const openWindows = () => worker.clients.matchAll({ type: "window", includeUncontrolled: true });

/** @type {(window: WindowClient) => boolean} */
const showsPhone = (window) => PHONE_PATH.test(new URL(window.url).pathname);
