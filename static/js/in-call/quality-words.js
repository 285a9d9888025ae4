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
