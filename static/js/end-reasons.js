import { formatDuration } from "./duration.js";

/** @import { CallRecord, PastCall } from "./types/phone.d.ts" */

/**
 * @typedef {object} EndedCall
 * @property {string} name who the other side is
 * @property {import("./types/phone.d.ts").Direction} direction
 * @property {string} endCause by its Sinch name
 * @property {number | null} seconds talked; null when it never came to that
 * @property {boolean} isEndedByUs
 * @property {string} message what the other side or the server says about it; may be empty
 */

/** @typedef {(call: EndedCall) => string} Words */

/** @type {Record<string, Words>} - why a call that we placed did not come about */
const OUTGOING = {
  Canceled: () => "You cancelled it.",
  Denied: ({ name }) => `${name} declined.`,
  NoAnswer: ({ name }) => `${name} did not answer.`,
  Timeout: ({ name }) => `${name} could not be reached in time.`,
  Inactive: () => "Nothing happened for too long.",
  HungUp: () => "It ended before sound could flow.",
};

/** @type {Record<string, Words>} - why we did not take a call */
const INCOMING = {
  Canceled: () => "It was not answered in time.",
  Denied: ({ isEndedByUs }) =>
    isEndedByUs ? "You declined it." : "You were in another call, or it was declined elsewhere.",
  OtherDeviceAnswered: () => "Answered in another window.",
  HungUp: () => "It ended before sound could flow.",
};

/** @type {Words} */
const whyTalkEnded = ({ name, endCause, isEndedByUs, message }) => {
  if (isEndedByUs) return "You hung up.";
  if (message) return message;
  return endCause === "HungUp" ? `${name} hung up.` : "The connection broke.";
};

/** @type {Words} */
const whyItFailed = (call) => {
  if (call.message && !call.isEndedByUs) return call.message;
  const words = call.direction === "outgoing" ? OUTGOING : INCOMING;
  return (words[call.endCause] ?? (() => "It could not be connected."))(call);
};

/** @type {Words} - a sentence, for the history */
export const endReason = (call) =>
  call.seconds === null ? whyItFailed(call) : whyTalkEnded(call);

/** @type {Words} - who, how long, and why, for the status line */
export const endSentence = (call) => {
  const reason = endReason(call);
  if (call.seconds !== null) {
    return `Call with ${call.name} ended after ${formatDuration(call.seconds)}: ${inline(reason, call.name)}`;
  }
  if (call.endCause === "OtherDeviceAnswered") return `${reason} It was ${call.name}.`;
  if (call.direction === "outgoing") return `Call to ${call.name}: ${inline(reason, call.name)}`;
  const kind = call.endCause === "Canceled" ? "Missed call" : "Call";
  return `${kind} from ${call.name}: ${inline(reason, call.name)}`;
};

/** @type {(reason: string, name: string) => string} - a name that it begins with keeps its capital */
const inline = (reason, name) =>
  reason.startsWith(name)
    ? reason
    : reason.replace(/^(Your?|It|The|Nothing) /, (word) => word.toLowerCase());

/**
 * The sentence of the status line again, when the server gave a call that never came about another
 * reason than the page had; empty: there is nothing new to say.
 *
 * @type {(said: CallRecord, kept: PastCall | null) => string}
 */
export const refusalSentence = (said, kept) => {
  if (!kept?.reason || kept.reason === said.reason || kept.answeredAt !== null) return "";
  const { remoteDisplayName: name, direction, endCause, reason: message } = kept;
  return endSentence({ name, direction, endCause, seconds: null, isEndedByUs: false, message });
};
