import { microphoneSender } from "../sdk.js";
import { find, setText } from "../page.js";
import { MICROPHONE_STOPPED, openMicrophone } from "../sound.js";
import { Replacement } from "./replacement.js";

/** @import { CallState, PhoneState, Problem } from "../types/phone.d.ts" */

/**
 * Puts another microphone into a call that goes on. The SDK mutes, and closes, only the microphone
 * that it opened itself: the new one is ours to mute, and to close after the call.
 */
export class MicrophoneSwitch {
  /** @type {CallState | null} */
  #call = null;
  #own = new Replacement();
  #hasStopped = false;
  #report;

  /** @param {(problem: Problem | null) => void} report that it stopped, or the end of that */
  constructor(report) {
    this.#report = report;
  }

  /** @param {CallState | null} call with sound; null: there is none, or not yet */
  follow(call) {
    const hasBegun = call && !this.#call;
    this.#call = call;
    if (!call) this.#own.close();
    this.#muteOwn();
    if (hasBegun) this.#mind(microphoneSender(call)?.track ?? null);
  }

  /** @throws {DOMException} when no microphone may be used */
  async toChosen() {
    const isIn = await this.#own.put(
      openMicrophone,
      () => microphoneSender(this.#call),
      (track) => {
        this.#muteOwn();
        this.#mind(track);
      },
    );
    if (!isIn) return;
    if (this.#hasStopped) this.#report(null);
    this.#hasStopped = false;
  }

  #muteOwn() {
    const isAudible = !this.#call?.isMuted;
    for (const track of this.#own.tracks) track.enabled = isAudible;
  }

  /** Unplugged, or taken away: another may be there. @param {MediaStreamTrack | null} track */
  #mind(track) {
    track?.addEventListener("ended", () => {
      if (microphoneSender(this.#call)?.track !== track) return;
      this.toChosen().catch(() => {
        this.#hasStopped = true;
        this.#report({ message: MICROPHONE_STOPPED });
      });
    });
  }
}

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
