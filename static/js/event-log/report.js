import { inMilliseconds, inPercent } from "../in-call/quality.js";

/** @import { CallQuality, Entry, EventLog } from "../event-log.js" */

/** What one may not tell by naming it. @type {[RegExp, string][]} */
const SECRETS = [
  [/(?:v=0|a=candidate)[^]*/g, "(session description hidden)"],
  [/eyJ[\w+/=-]{16,}(?:[.:][\w+/=-]+)*/g, "(credential hidden)"],
  [/[\w+/]{40,}={0,2}/g, "(hidden)"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, "(address hidden)"],
  [/(?<![\w:])(?:[\da-f]{1,4}:){3,7}[\da-f]{1,4}(?![\w:])/gi, "(address hidden)"],
  [/(?<![\w:])[\da-f:]*::[\da-f:]*(?![\w:])/gi, "(address hidden)"],
  [/\+\d[\d ()-]{5,}\d/g, "a phone number"],
];

const OTHER = "the other person";
const ISOLATES = /[\u2066-\u2069]/g; // around right-to-left names

/** @type {(text: string) => string} */
const literally = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** @type {(text: string, others: Iterable<string>) => string} - without secrets and others' names */
export const scrub = (text, others) => {
  const names = [...others].sort((one, two) => two.length - one.length).map(literally);
  const named = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${names.join("|")})(?![\\p{L}\\p{N}_])`, "gu");
  let scrubbed = text.replace(ISOLATES, "").replace(/\s+/g, " "); // one entry, one line
  if (names.length) scrubbed = scrubbed.replace(named, OTHER);
  for (const [secret, instead] of SECRETS) scrubbed = scrubbed.replace(secret, instead);
  return scrubbed;
};

/** @type {(quality: CallQuality | null) => string} */
const qualityLine = (quality) => {
  if (!quality) return "nothing was measured";
  const { seconds, last } = quality;
  const grades = Object.entries(seconds).map(([grade, count]) => `${grade} ${count} s`);
  return (
    `${grades.join(", ")}; at the end round trip ${inMilliseconds(last.roundTripMs)}, ` +
    `jitter ${inMilliseconds(last.jitterMs)}, lost in ${inPercent(last.lostIn)}, ` +
    `lost out ${inPercent(last.lostOut)}`
  );
};

/**
 * The text for a bug report.
 *
 * @param {Record<string, string>} facts of the page and its browser; they go in as they are
 * @param {Pick<EventLog, "entries" | "others" | "lastProblem" | "quality">} log
 * @returns {string}
 */
export const writeReport = (facts, { entries, others, lastProblem, quality }) => {
  const clean = (/** @type {string} */ text) => scrub(text, others);
  /** @type {(entry: Entry) => string} */
  const line = ({ number, at, text, source }) =>
    `${number}. ${at.toISOString()} ${clean(text)} [${source}]`;
  const problem = lastProblem && `${lastProblem.at.toISOString()} ${clean(lastProblem.message)}`;
  return [
    ...Object.entries(facts).map(([name, value]) => `${name}: ${value}`),
    `Quality of the last call: ${qualityLine(quality)}`,
    `Last problem: ${problem ?? "none"}`,
    "",
    "What just happened:",
    ...entries.map(line),
    "",
  ].join("\n");
};
