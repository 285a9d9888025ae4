import { find, setText } from "./page.js";

/** @import { Delivery } from "./types/callbacks.d.ts" */

const EVENTS = new Map([
  ["ice", "ICE"],
  ["ace", "ACE"],
  ["dice", "DiCE"],
  ["pie", "PIE"],
]);
const NO_BODY = "(no body)";

/** @type {(iso: string) => string} */
const clock = (iso) => new Date(iso).toLocaleTimeString([], { hour12: false });

/** @type {(delivery: Delivery) => string} */
export const describeEvent = ({ event }) => EVENTS.get(event) ?? (event || "unknown");

/** @type {(delivery: Delivery) => string} */
export const describeParties = ({ caller, callee }) =>
  caller || callee ? `${caller || "unknown"} \u2192 ${callee || "unknown"}` : "";

/** @type {(delivery: Delivery) => string} */
export const describeVerdict = ({ isAccepted }) => (isAccepted ? "signature good" : "refused");

/** @type {(delivery: Delivery) => string} - empty when it came once, as it should */
export const describeRepeats = ({ timesReceived }) =>
  timesReceived > 1 ? `received ${timesReceived} times` : "";

/** @type {(delivery: Delivery) => string} - empty unless it was the question that was denied */
export const describeOutcome = ({ event, refusal }) =>
  event === "ice" && refusal ? "call refused" : "";

/** @type {(deliveries: Delivery[]) => string} - read out when it changes: so it says little */
export const describeCount = ([newest, ...older]) => {
  if (!newest) return "";
  const count = older.length ? `${older.length + 1} callbacks` : "1 callback";
  return `${count}, the newest: ${describeEvent(newest)} at ${clock(newest.receivedAt)}.`;
};

/**
 * Write a delivery into its row; what has not changed is not touched.
 *
 * @param {HTMLElement} row
 * @param {Delivery} delivery
 */
export const drawDelivery = (row, delivery) => {
  const time = /** @type {HTMLTimeElement} */ (find(row, "time"));
  time.dateTime = delivery.receivedAt;
  time.title = new Date(delivery.receivedAt).toLocaleString();
  row.toggleAttribute("data-refused", !delivery.isAccepted);
  setText(time, clock(delivery.receivedAt));
  setText(find(row, ".delivery__event"), describeEvent(delivery));
  setText(find(row, ".delivery__parties"), describeParties(delivery));
  setText(find(row, ".delivery__verdict"), describeVerdict(delivery));
  setText(find(row, ".delivery__reason"), delivery.reason);
  setText(find(row, ".delivery__headers"), delivery.headers);
  setText(find(row, ".delivery__request"), delivery.request || NO_BODY);
  setText(find(row, ".delivery__status"), `Answer ${delivery.status}`);
  setText(find(row, ".delivery__answer"), delivery.answer || NO_BODY);
  setOptional(find(row, ".delivery__repeats"), describeRepeats(delivery));
  setOptional(find(row, ".delivery__outcome"), describeOutcome(delivery));
  const { refusal } = delivery;
  setOptional(find(row, ".delivery__refusal"), refusal ? `The call was refused: ${refusal}` : "");
  drawCall(row, delivery.callId);
};

/** @param {HTMLElement} element @param {string} text */
const setOptional = (element, text) => {
  setText(element, text);
  element.hidden = !text;
};

/** @param {HTMLElement} row @param {string} callId */
const drawCall = (row, callId) => {
  const link = /** @type {HTMLAnchorElement} */ (find(row, ".delivery__call a"));
  link.href = `?call=${encodeURIComponent(callId)}`;
  setText(link, callId);
  find(row, ".delivery__call").hidden = !callId;
};
