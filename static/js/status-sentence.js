import { inSentence } from "./names.js";

/** @import { PhoneState } from "./types/phone.d.ts" */

/** @type {(state: PhoneState) => string} */
const nameOf = ({ call }) => inSentence(call?.remote.displayName ?? "");

/** @type {Record<import("./types/phone.d.ts").PhoneStatus, (state: PhoneState) => string>} */
const SENTENCES = {
  off: ({ notice }) => (notice ? `${notice} Your phone is off.` : "Your phone is off."),
  starting: () => "Starting your phone. Allow the microphone if the browser asks.",
  ready: ({ notice }) => notice || "Ready. You can call, and be called.",
  calling: (state) => (state.call?.isAnswered ? connecting(state) : `Calling ${nameOf(state)}.`),
  ringing: (state) =>
    state.call?.isAnswered ? connecting(state) : `Ringing at ${nameOf(state)}.`,
  incoming: (state) =>
    state.call?.isAnswered ? connecting(state) : `${nameOf(state)} is calling you.`,
  established: (state) =>
    `Talking with ${nameOf(state)}${state.call?.isMuted ? ", your microphone is muted" : ""}.`,
  failed: () => "Your phone does not work at the moment.",
};

/** @type {(state: PhoneState) => string} */
const connecting = (state) => `Connecting with ${nameOf(state)}.`;

/** @type {(state: PhoneState) => string} - the status line in words */
export const statusSentence = (state) => {
  if (!state.problem) return SENTENCES[state.status](state);
  return state.call
    ? `${SENTENCES[state.status](state)} ${state.problem.message}`
    : state.problem.message;
};
