import { CallState, EndCause } from "./numbers.js";

/** @typedef {"onCallProgressing"|"onCallRinging"|"onCallAnswered"|"onCallEstablished"|"onCallEnded"} CallEvent */
/** @typedef {"Progressing" | "Ringing" | "Answered" | "Established" | "Ended"} Step */

/** @type {Record<Step, {time: string, event: CallEvent}>} */
const STEPS = {
  Progressing: { time: "progressTime", event: "onCallProgressing" },
  Ringing: { time: "rungTime", event: "onCallRinging" },
  Answered: { time: "answeredTime", event: "onCallAnswered" },
  Established: { time: "establishedTime", event: "onCallEstablished" },
  Ended: { time: "endedTime", event: "onCallEnded" },
};

/** How far a call has come, when it came there, and who wants to know. */
export class Progress {
  /** @type {Set<Sinch.CallListener>} */
  listeners = new Set();
  /** @type {Record<string, Date>} */
  #times = { startedTime: new Date() };
  /** @type {number} */
  #endCause = EndCause.None;
  /** @type {Error | undefined} */
  #error;
  /** @type {number} */
  state = CallState.Init;

  /** @returns {Sinch.CallDetails} */
  get details() {
    const { establishedTime, endedTime = new Date() } = this.#times;
    const duration = establishedTime ? endedTime.getTime() - establishedTime.getTime() : 0;
    return { duration, ...this.#times, endCause: this.#endCause, error: this.#error };
  }

  /** @param {Step} step */
  has(step) {
    return STEPS[step].time in this.#times;
  }

  /** @param {Step} step @param {Sinch.Call} call */
  enter(step, call) {
    if (this.has("Ended") || this.has(step)) return;
    this.state = CallState[step];
    this.#times[STEPS[step].time] = new Date();
    for (const listener of this.listeners) listener[STEPS[step].event]?.(call);
  }

  /**
   * @param {import("../types/signalling.d.ts").EndCause} endCause
   * @param {string | null} message why, in words
   * @param {Sinch.Call} call
   */
  end(endCause, message, call) {
    this.#endCause = EndCause[endCause];
    this.#error = message ? new Error(message) : undefined;
    this.enter("Ended", call);
  }
}
