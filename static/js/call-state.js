/** @import { PhoneStatus } from "./types/phone.d.ts" */

/** @type {Record<PhoneStatus, Record<string, PhoneStatus>>} - the whole life of the phone */
const TRANSITIONS = {
  off: { turnedOn: "starting", failed: "failed" },
  starting: { started: "ready", failed: "failed" },
  ready: { placed: "calling", offered: "incoming", failed: "failed" },
  // A call goes on from browser to browser when the connection to the server is lost.
  calling: { ringing: "ringing", established: "established", ended: "ready" },
  ringing: { established: "established", ended: "ready" },
  incoming: { established: "established", ended: "ready" },
  established: { ended: "ready" },
  failed: { turnedOn: "starting", started: "ready" },
};

/** @type {(status: PhoneStatus, event: string) => PhoneStatus} */
export const nextStatus = (status, event) => TRANSITIONS[status][event] ?? status;

/** @type {(status: PhoneStatus, event: string) => boolean} */
export const canHappen = (status, event) => event in TRANSITIONS[status];

/** @type {(state: import("./types/phone.d.ts").PhoneState) => boolean} - rings, and is not answered */
export const isComingIn = ({ status, call }) => status === "incoming" && !call?.isAnswered;
