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
