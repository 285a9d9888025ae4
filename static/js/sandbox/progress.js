/** The numbers that the SDK uses for a call's state and for why it ended. */
export const CallState = Object.freeze({
  Init: 0,
  Progressing: 1,
  Established: 2,
  Ended: 3,
  Answered: 4,
  Ringing: 5,
});

export const EndCause = Object.freeze({
  None: 0,
  Timeout: 1,
  Denied: 2,
  NoAnswer: 3,
  Failure: 4,
  HungUp: 5,
  Canceled: 6,
  OtherDeviceAnswered: 7,
  Inactive: 8,
});

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
  hadPicture = false;
  #isVideo;

  /** @param {boolean} isVideo whether it was placed as a video call */
  constructor(isVideo) {
    this.#isVideo = isVideo;
  }

  /** @returns {Sinch.CallDetails} */
  get details() {
    const { establishedTime, endedTime = new Date() } = this.#times;
    const duration = establishedTime ? endedTime.getTime() - establishedTime.getTime() : 0;
    return {
      duration,
      ...this.#times,
      endCause: this.#endCause,
      error: this.#error,
      requestedAudio: true,
      requestedVideo: this.#isVideo,
      hadAudioStream: this.has("Established"),
      hadVideoStream: this.hadPicture,
    };
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
