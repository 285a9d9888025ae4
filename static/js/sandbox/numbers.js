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
