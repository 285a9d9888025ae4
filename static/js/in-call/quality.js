import { connectionOf } from "../sdk.js";
import { find, setText } from "../page.js";

/** @import { CallState, PhoneState } from "../types/phone.d.ts" */

/**
 * What the browser counted until a moment.
 *
 * @typedef {object} Sample
 * @property {number} received packets
 * @property {number} lost packets
 * @property {number | null} jitterMs
 * @property {number | null} roundTripMs
 * @property {number | null} lostOut the share that did not arrive there
 */

/**
 * @typedef {object} Numbers
 * @property {number | null} roundTripMs
 * @property {number | null} jitterMs
 * @property {number | null} lostIn 0 to 1
 * @property {number | null} lostOut 0 to 1
 * @property {boolean} isSilent nothing arrives at all
 */

/** @typedef {"good" | "fair" | "poor"} Grade */

/**
 * Above the first it is fair, above the second poor. Of round trip and jitter the first is where
 * Sinch's SDK warns.
 *
 * Source: https://developers.sinch.com/docs/in-app-calling/js/call-quality.md
 */
const LIMITS = { roundTripMs: [300, 500], jitterMs: [30, 60], lostIn: [0.02, 0.05], lostOut: [0.02, 0.05] };

/** @type {(seconds: number | undefined) => number | null} */
const inMs = (seconds) => (seconds === undefined ? null : seconds * 1000);

/** @param {Iterable<any>} stats what getStats() tells @returns {Sample} */
export const readSample = (stats) => {
  const all = [...stats];
  const audio = (/** @type {string} */ type) =>
    all.find((one) => one.type === type && one.kind === "audio") ?? {};
  const incoming = audio("inbound-rtp");
  const there = audio("remote-inbound-rtp");
  const pair = all.find((one) => one.type === "candidate-pair" && one.nominated) ?? {};
  return {
    received: incoming.packetsReceived ?? 0,
    lost: incoming.packetsLost ?? 0,
    jitterMs: inMs(incoming.jitter),
    roundTripMs: inMs(pair.currentRoundTripTime ?? there.roundTripTime),
    lostOut: there.fractionLost ?? null,
  };
};

/** @type {(before: Sample, now: Sample) => Numbers} */
export const compare = (before, now) => {
  const received = now.received - before.received;
  const lost = Math.max(0, now.lost - before.lost);
  const { roundTripMs, jitterMs, lostOut } = now;
  const lostIn = received + lost > 0 ? lost / (received + lost) : null;
  return { roundTripMs, jitterMs, lostIn, lostOut, isSilent: received === 0 };
};

/** @type {(numbers: Numbers) => Grade} */
export const gradeOf = (numbers) => {
  const names = /** @type {(keyof typeof LIMITS)[]} */ (Object.keys(LIMITS));
  const isAbove = (/** @type {0 | 1} */ limit) =>
    names.some((name) => (numbers[name] ?? 0) > LIMITS[name][limit]);
  if (numbers.isSilent || isAbove(1)) return "poor";
  return isAbove(0) ? "fair" : "good";
};

/** @type {[RegExp, string][]} - by a part of the SDK's name */
const WARNINGS = [
  [/rtt/i, "What you say arrives late."],
  [/jitter/i, "What you hear arrives unevenly."],
  [/loss/i, "Part of what you hear is lost on the way."],
  [/level|silen/i, "The microphone gives no sound."],
  [/missing|stream/i, "No sound arrives."],
];

/** @type {(name: string) => string} - a warning of the SDK in words */
export const warningSentence = (name) =>
  WARNINGS.find(([part]) => part.test(name))?.[1] ?? `The SDK warns: ${name}.`;

/** @type {(milliseconds: number | null) => string} */
export const inMilliseconds = (milliseconds) =>
  milliseconds === null ? "not known" : `${Math.round(milliseconds)} ms`;

/** @type {(share: number | null) => string} */
export const inPercent = (share) => (share === null ? "not known" : `${(share * 100).toFixed(1)} %`);

const EVERY_MS = 1000;
const LOOK_BACK = 5; // samples

/** Says how good the call's connection is, with numbers for who wants them. */
export class QualityView {
  /** @type {CallState | null} */
  #call = null;
  /** @type {Sample[]} the last few, oldest first */
  #samples = [];
  #timer = 0;
  #root;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = find(root, ".quality");
  }

  /** @param {PhoneState} state */
  draw({ status, call }) {
    const before = this.#call;
    this.#call = status === "established" ? call : null;
    const warnings = new Set(call?.qualityWarnings.map(warningSentence));
    this.#write(".quality__warnings", [...warnings].join(" "));
    if (this.#call && !before) this.#begin();
    if (!this.#call) clearInterval(this.#timer);
  }

  #begin() {
    this.#samples = [];
    this.#root.dataset.grade = "";
    this.#write(".quality__grade", "being measured");
    this.#timer = window.setInterval(() => this.#measure(), EVERY_MS);
  }

  async #measure() {
    const stats = await connectionOf(this.#call)?.getStats();
    if (!stats || !this.#call) return;
    const now = readSample(stats.values());
    const [before] = this.#samples;
    this.#samples = [...this.#samples.slice(1 - LOOK_BACK), now];
    if (before) this.#show(compare(before, now));
  }

  /** @param {Numbers} numbers */
  #show(numbers) {
    const grade = gradeOf(numbers);
    const detail = { grade, numbers };
    this.#root.dispatchEvent(new CustomEvent("quality", { detail, bubbles: true }));
    this.#root.dataset.grade = grade;
    this.#write(".quality__grade", grade);
    this.#write(".quality__round-trip", inMilliseconds(numbers.roundTripMs));
    this.#write(".quality__jitter", inMilliseconds(numbers.jitterMs));
    this.#write(".quality__lost-in", inPercent(numbers.lostIn));
    this.#write(".quality__lost-out", inPercent(numbers.lostOut));
  }

  /** @param {string} selector @param {string} text */
  #write(selector, text) {
    setText(find(this.#root, selector), text);
  }
}
