import { Media } from "./media.js";

const PROMPT_SECONDS = 3;
const NOTES_HZ = [440, 554, 659, 880];
const NOTE_SECONDS = 0.5;

/**
 * Answers the documented test numbers inside this page: a second peer connection that plays prompts,
 * so that real sound flows both ways although nobody is there.
 */
export class TestLine {
  #audio = new AudioContext();
  #media;

  /** @param {(candidate: RTCIceCandidateInit) => void} onCandidate */
  constructor(onCandidate) {
    this.#media = new Media({ onCandidate });
  }

  /** @param {string} offer SDP @param {number} prompts how often the prompt plays */
  async answer(offer, prompts) {
    this.#media.send(playPrompts(this.#audio, prompts));
    return this.#media.acceptOffer(offer, { takesPicture: false });
  }

  /** @param {RTCIceCandidateInit} candidate */
  addCandidate(candidate) {
    return this.#media.addCandidate(candidate);
  }

  close() {
    this.#media.close();
    void this.#audio.close();
  }
}

/** @param {AudioContext} audio @param {number} prompts @returns {MediaStream} */
const playPrompts = (audio, prompts) => {
  const line = audio.createMediaStreamDestination();
  const voice = new OscillatorNode(audio, { type: "triangle" });
  const volume = new GainNode(audio, { gain: 0 });
  for (let prompt = 0; prompt < prompts; prompt += 1) {
    NOTES_HZ.forEach((frequency, index) => {
      const start = audio.currentTime + prompt * PROMPT_SECONDS + index * NOTE_SECONDS;
      voice.frequency.setValueAtTime(frequency, start);
      volume.gain.setTargetAtTime(0.3, start, 0.02);
      volume.gain.setTargetAtTime(0, start + NOTE_SECONDS * 0.7, 0.04);
    });
  }
  voice.connect(volume).connect(line);
  voice.start();
  return line.stream;
};
