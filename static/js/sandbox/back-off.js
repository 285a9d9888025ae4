const FIRST_MS = 500;
const LONGEST_MS = 10_000;
const JITTER = 0.25;

/**
 * How long to wait before trying again: doubling from 0.5 to 10 s, and up to a quarter more, so that
 * the windows of a whole class do not come back to a restarted server in the same instant.
 *
 * @param {number} attempt 0 for the first.
 * @param {number} [chance] 0 to 1.
 * @returns {number} milliseconds
 */
export const backOff = (attempt, chance = Math.random()) =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10)) * (1 + JITTER * chance);
