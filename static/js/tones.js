/** @typedef {"ringtone" | "ringback"} ToneName */

/**
 * @typedef {object} Tone
 * @property {number[]} frequencies Hz, sounding together
 * @property {[start: number, end: number][]} sounding seconds within the period
 * @property {number} period seconds
 */

/** @type {Record<ToneName, Tone>} */
const TONES = {
  ringtone: {
    frequencies: [523, 659],
    sounding: [
      [0, 0.35],
      [0.5, 0.85],
    ],
    period: 2.4,
  },
  ringback: { frequencies: [425], sounding: [[0.4, 1.4]], period: 5 },
};
const LOUDNESS = 0.12;
const EDGE_SECONDS = 0.03; // a tone that begins at once clicks

/** @type {(state: import("./types/phone.d.ts").PhoneState) => ToneName | null} */
export const toneFor = ({ status, call }) => {
  if (!call || call.isAnswered) return null;
  if (status === "incoming") return "ringtone";
  return status === "calling" || status === "ringing" ? "ringback" : null;
};

/** @type {(tone: Tone, seconds: number) => number} - the sound at a moment, -1 to 1 */
export const sample = ({ frequencies, sounding }, seconds) => {
  const [start, end] = sounding.find(([from, to]) => seconds >= from && seconds < to) ?? [0, 0];
  const edge = Math.min(1, (seconds - start) / EDGE_SECONDS, (end - seconds) / EDGE_SECONDS);
  const waves = frequencies.map((frequency) => Math.sin(2 * Math.PI * frequency * seconds));
  return (Math.max(0, edge) * LOUDNESS * waves.reduce((sum, wave) => sum + wave, 0)) / waves.length;
};

/** Rings, and lets the caller hear that it rings; made here, without a sound file. */
export class Tones {
  /** @type {AudioContext | null} */
  #audio = null;
  /** @type {AudioBufferSourceNode | null} */
  #source = null;
  /** @type {ToneName | null} */
  #playing = null;

  /** To be called in a click or key press: browsers let no page make a sound before one. */
  unlock() {
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
    if (this.#playing) this.#source ??= start(this.#audio, TONES[this.#playing]);
  }

  /** @param {ToneName | null} name null: be quiet */
  play(name) {
    if (name === this.#playing) return;
    this.#playing = name;
    this.#source?.stop();
    this.#source = null;
    if (name && this.#audio) this.#source = start(this.#audio, TONES[name]);
  }

  /** @param {Tone} tone its one period, now */
  playOnce(tone) {
    if (this.#audio) start(this.#audio, tone, false);
  }
}

/** @type {(audio: AudioContext, tone: Tone, isRepeated?: boolean) => AudioBufferSourceNode} */
const start = (audio, tone, isRepeated = true) => {
  const buffer = audio.createBuffer(1, tone.period * audio.sampleRate, audio.sampleRate);
  buffer.getChannelData(0).forEach((_, index, samples) => {
    samples[index] = sample(tone, index / audio.sampleRate);
  });
  const source = new AudioBufferSourceNode(audio, { buffer, loop: isRepeated });
  source.connect(audio.destination);
  source.start();
  return source;
};
