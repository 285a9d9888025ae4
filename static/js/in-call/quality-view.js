import { find, setText } from "../dom.js";
import { connectionOf } from "../peer-connections.js";
import { compare, gradeOf, readSample } from "./quality.js";
import { inMilliseconds, inPercent, warningSentence } from "./quality-words.js";

/** @import { CallState, PhoneState } from "../types/phone.d.ts" */
/** @import { Numbers, Sample } from "./quality.js" */

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
