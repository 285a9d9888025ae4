import { endReason } from "./end-reasons.js";

/** @import { PastCall } from "./types/phone.d.ts" */

const MISSED = ["Canceled", "NoAnswer", "Timeout", "Failure"];

/** @typedef {{title: string, calls: PastCall[]}} Day */

/** @type {(call: PastCall) => boolean} */
export const isMissed = ({ direction, answeredAt, endCause, reason }) => {
  if (direction === "outgoing" || answeredAt !== null) return false;
  // Denied, and no page of this person says so: they were in another call.
  return MISSED.includes(endCause) || (endCause === "Denied" && !reason);
};

/**
 * Who called in vain while these calls went on, or by one of them, and was in no call since.
 *
 * @type {(calls: PastCall[], ids: Set<string>) => PastCall[]} - newest first; ids are Sinch's
 */
export const missedDuring = (calls, ids) => {
  const during = calls.filter(({ sinchCallId }) => ids.has(sinchCallId));
  return calls.filter((call, index) => {
    const isLatest = calls.findIndex(({ remote }) => remote === call.remote) === index;
    return isMissed(call) && isLatest && during.some((other) => isWithin(call.startedAt, other));
  });
};

/** @type {(time: string, call: PastCall) => boolean} */
const isWithin = (time, { startedAt, endedAt }) =>
  Date.parse(startedAt) <= Date.parse(time) && Date.parse(time) <= Date.parse(endedAt);

/** @type {(call: PastCall) => string} */
export const directionOf = (call) => {
  if (call.direction === "outgoing") return "Outgoing";
  return isMissed(call) ? "Missed" : "Incoming";
};

/** @type {(call: PastCall) => string} - no page reported the end when its window was closed */
export const reasonOf = ({ reason, remoteDisplayName: name, direction, endCause, answeredAt }) => {
  if (reason || answeredAt !== null) return reason;
  return endReason({ name, direction, endCause, seconds: null, isEndedByUs: false, message: "" });
};

/** @type {(call: PastCall) => string} - what Sinch charged; empty: nothing, or it did not say */
export const costOf = ({ cost }) => {
  const amount = Number(cost?.amount ?? 0);
  if (!cost || !amount) return "";
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
  return `${cost.currency} ${amount.toLocaleString([], digits)}`;
};

/** @type {(call: PastCall) => boolean} - phones may hide their number */
export const isToNumber = ({ kind }) => kind !== "app-to-app";

/** @type {(call: PastCall, areNumbersOn: boolean) => boolean} */
export const canCallAgain = (call, areNumbersOn) =>
  isToNumber(call) ? areNumbersOn && /^\+\d+$/.test(call.remote) : true;

/** @type {(date: Date, now: Date) => string} - a heading */
export const dayOf = (date, now) => {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return "Today";
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { weekday: "long", day: "numeric", month: "long" };
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString([], isThisYear ? parts : { ...parts, year: "numeric" });
};

/** @type {(calls: PastCall[], now: Date) => Day[]} - of calls that are sorted by their start */
export const byDay = (calls, now) => {
  /** @type {Day[]} */
  const days = [];
  for (const call of calls) {
    const title = dayOf(new Date(call.startedAt), now);
    if (days.at(-1)?.title !== title) days.push({ title, calls: [] });
    days.at(-1)?.calls.push(call);
  }
  return days;
};
