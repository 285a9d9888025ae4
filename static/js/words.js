// What the page says: pure, from states and facts to sentences.

/** @import { CallRecord, PastCall, Person, PhoneState } from "./types/phone.d.ts" */

// Letters of Hebrew, Arabic and the other scripts that are written from right to left.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/** @type {(name: string) => string} - a name that does not turn around the sentence it stands in */
export const inSentence = (name) =>
  RIGHT_TO_LEFT.test(name) ? `${ISOLATE}${name}${END}` : name;

/** @type {(count: number) => string} */
const twoDigits = (count) => String(count).padStart(2, "0");

/** @type {(seconds: number) => string} - 0:07, 12:34, 1:00:00 */
export const formatDuration = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const tail = twoDigits(whole % 60);
  return hours ? `${hours}:${twoDigits(minutes)}:${tail}` : `${minutes}:${tail}`;
};

/** @type {(state: PhoneState) => string} */
const nameOf = ({ call }) => inSentence(call?.remote.displayName ?? "");

/** @type {Record<import("./types/phone.d.ts").PhoneStatus, (state: PhoneState) => string>} */
const SENTENCES = {
  off: ({ notice }) => (notice ? `${notice} Your phone is off.` : "Your phone is off."),
  starting: () => "Starting your phone. Allow the microphone if the browser asks.",
  ready: ({ notice }) => notice || "Ready. You can call, and be called.",
  calling: (state) => (state.call?.isAnswered ? connecting(state) : `Calling ${nameOf(state)}.`),
  ringing: (state) =>
    state.call?.isAnswered ? connecting(state) : `Ringing at ${nameOf(state)}.`,
  incoming: (state) =>
    state.call?.isAnswered
      ? connecting(state)
      : `${nameOf(state)} ${state.call?.isVideo ? "wants a video call" : "is calling you"}.`,
  established: (state) => talking(state)[state.call?.trouble ?? ""],
  failed: () => "Your phone does not work at the moment.",
};

/** @type {(state: PhoneState) => string} */
const connecting = (state) => `Connecting with ${nameOf(state)}.`;

/** @type {(state: PhoneState) => Record<import("./types/phone.d.ts").Trouble, string>} */
const talking = (state) => {
  const { isMuted, isCameraPaused } = state.call ?? {};
  const muted = isMuted ? ", your microphone is muted" : "";
  const paused = isCameraPaused ? ", your camera is paused" : "";
  const sentence = `Talking with ${nameOf(state)}${muted}${paused}.`;
  return {
    "": sentence,
    connection: `Reconnecting to ${nameOf(state)}...`,
    server: `${sentence} The server is out of reach for now; your call goes on.`,
    over: `Connected again. ${sentence}`,
  };
};

/** @type {(state: PhoneState) => string} - the status line in words */
export const statusSentence = (state) => {
  if (!state.problem) return SENTENCES[state.status](state);
  return state.call
    ? `${SENTENCES[state.status](state)} ${state.problem.message}`
    : state.problem.message;
};

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
  Busy: ({ name }) => `${name} was in another call.`,
  Unreachable: ({ name }) => `${name} could not be reached.`,
  Canceled: () => "You cancelled it.",
  Denied: ({ name }) => `${name} declined.`,
  NoAnswer: ({ name }) => `${name} did not answer.`,
  Timeout: ({ name }) => `${name} could not be reached in time.`,
  Inactive: () => "Nothing happened for too long.",
  HungUp: () => "It ended before sound could flow.",
};

/** @type {Record<string, Words>} - why we did not take a call */
const INCOMING = {
  Busy: () => "You were in another call.",
  Canceled: ({ name }) => `${name} hung up before you answered.`,
  NoAnswer: () => "It was not answered in time.",
  Unreachable: () => "You had no window open.",
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

/** @type {(call: PastCall) => string} - why it ended; no page reported the end when its window was closed */
export const reasonOf = ({ reason, remoteDisplayName: name, direction, endCause, answeredAt }) => {
  // Only Sinch tells whether the caller gave up or it rang for too long.
  const isKnownBetter = direction === "incoming" && endCause === "NoAnswer";
  if (reason && !isKnownBetter) return reason;
  if (answeredAt !== null) return endCause === "HungUp" ? "It was hung up." : "The connection broke.";
  return endReason({ name, direction, endCause, seconds: null, isEndedByUs: false, message: "" });
};

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

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const MOST_DAYS = 30;

/** @typedef {{query: string, people: Person[], hasMore: boolean}} Found */

/** @type {(found: Found) => string} - what the list holds, where it is not all there are; may be empty */
export const foundSentence = ({ query, people: { length }, hasMore }) => {
  if (hasMore) return `These are ${length} of more people: type to find more.`;
  if (!query) return "";
  if (!length) return `Nobody here is called \u201c${query}\u201d.`;
  return length === 1 ? "One person found." : `${length} people found.`;
};

/** @type {(person: Person, isOnlineKnown: boolean, now: Date) => string} - may be empty */
export const presenceOf = ({ isOnline, lastSeenAt }, isOnlineKnown, now) => {
  if (isOnlineKnown) return isOnline ? "online" : "not online";
  return lastSeenAt === null ? "" : `last seen ${timeSince(new Date(lastSeenAt), now)}`;
};

/** @type {(then: Date, now: Date) => string} - "just now" also where the clocks differ */
const timeSince = (then, now) => {
  const passed = now.getTime() - then.getTime();
  const words = new Intl.RelativeTimeFormat("en");
  if (passed < 2 * MINUTE) return "just now"; // the server notes it once a minute
  if (passed < HOUR) return words.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return words.format(-Math.floor(passed / HOUR), "hour");
  if (passed < MOST_DAYS * DAY) return words.format(-Math.floor(passed / DAY), "day");
  return `on ${then.toLocaleDateString([], { dateStyle: "medium" })}`;
};

/** @type {(callee: string, userId: string) => string} - why an invitation leads to nobody */
export const invitationProblem = (callee, userId) =>
  callee === userId
    ? "This is the link to yourself: send it to somebody who should call you."
    : `Nobody here has the username ${callee}.`;

/** Said in live mode, when the SDK cannot be woken by push. */
export const NO_PUSH =
  "You can call phone numbers, but not people, and nobody can call you: the browser gives this " +
  "page no push messages. Allow notifications for it (the icon beside the address), then reload.";
