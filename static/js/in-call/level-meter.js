import { find, setText } from "../dom.js";
import { microphoneSender } from "../peer-connections.js";

/** @import { CallState, PhoneState } from "../types/phone.d.ts" */

const EVERY_MS = 100;
const QUIETEST_DB = -60;

/** @type {(samples: Float32Array) => number} - 0 (nothing) to 1 (as loud as it can be), as ears hear */
export const levelOf = (samples) => {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DB));
};

/** Shows whether the microphone hears anything. */
export class LevelMeter {
  /** @type {CallState | null} */
  #call = null;
  /** @type {AudioContext | null} */
  #audio = null;
  /** @type {AnalyserNode | null} */
  #analyser = null;
  /** @type {MediaStreamTrack | null} what the analyser listens to */
  #track = null;
  #timer = 0;
  #meter;
  #words;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#meter = /** @type {HTMLMeterElement} */ (find(root, ".level meter"));
    this.#words = find(root, ".level__words");
  }

  /** @param {PhoneState} state */
  draw({ status, call }) {
    const before = this.#call;
    this.#call = status === "established" ? call : null;
    setText(this.#words, this.#call?.isMuted ? "Muted" : "");
    if (this.#call && !before) this.#timer = window.setInterval(() => this.#measure(), EVERY_MS);
    if (!this.#call && before) this.#stop();
  }

  #measure() {
    this.#listenTo(microphoneSender(this.#call)?.track ?? null);
    const samples = new Float32Array(this.#analyser?.fftSize ?? 0);
    this.#analyser?.getFloatTimeDomainData(samples);
    this.#meter.value = this.#call?.isMuted || !samples.length ? 0 : levelOf(samples);
  }

  /** @param {MediaStreamTrack | null} track the one in use, which may change during a call */
  #listenTo(track) {
    if (track === this.#track) return;
    void this.#audio?.close();
    this.#track = track;
    this.#audio = track && new AudioContext();
    this.#analyser = this.#audio && new AnalyserNode(this.#audio);
    if (!track || !this.#audio || !this.#analyser) return;
    this.#audio.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  #stop() {
    clearInterval(this.#timer);
    this.#listenTo(null);
    this.#meter.value = 0;
  }
}
