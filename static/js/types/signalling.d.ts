/** The messages between the stand-in SDK, the virtual phone and the sandbox, both ways. */

export interface Caller {
  userId: string | null;
  displayName: string;
  number: string | null;
}

export type Outbound =
  | {
      type: "register";
      applicationKey: string;
      userId: string;
      instanceId: string;
      registrationToken: string;
    }
  | {
      type: "invite";
      callId: string;
      callee: Callee;
      callerIdentifier: string | null;
      offer: string;
      headers: Record<string, string>;
      video: boolean;
    }
  | { type: "ringing"; callId: string }
  | { type: "hangup"; callId: string; reason?: HangupReason }
  | { type: "answer"; callId: string; answer: string }
  | Restart
  | Restarted
  | { type: "candidate"; callId: string; candidate: RTCIceCandidateInit }
  | { type: "dtmf"; callId: string; digits: string };

export interface Callee {
  type: "username" | "number";
  endpoint: string;
}

/** Why, when it was no person who hung up. */
export type HangupReason = "pageClosed" | "connectionLost" | "notLoaded" | "busy";

/** The connection broke: the caller offers a new one, the callee accepts it. */
export interface Restart {
  type: "restart";
  callId: string;
  attempt: number;
  offer: string;
}

export interface Restarted {
  type: "restarted";
  callId: string;
  attempt: number;
  answer: string;
}

export type EndCause =
  | "Timeout"
  | "Denied"
  | "NoAnswer"
  | "Failure"
  | "HungUp"
  | "Canceled"
  | "OtherDeviceAnswered"
  | "Inactive";

export interface Registered {
  type: "registered";
  userId?: string;
  number?: string;
  expiresAt?: string;
  callIds?: string[];
}

export interface Incoming {
  type: "incoming";
  callId: string;
  caller: Caller;
  offer: string;
  headers: Record<string, string>;
  video: boolean;
}

/** What concerns one call that both sides know (an error may concern none). */
export type CallMessage =
  | { type: "progressing" | "ringing"; callId: string }
  | Restart
  | Restarted
  | { type: "answered"; callId: string; answer: string | null; prompts?: number }
  | { type: "candidate"; callId: string; candidate: RTCIceCandidateInit }
  | { type: "dtmf"; callId: string; digits: string }
  | { type: "ended"; callId: string; endCause: EndCause; message: string | null }
  | { type: "error"; callId?: string; code: string; message: string };

export type Inbound =
  | Registered
  | Incoming
  | CallMessage
  | { type: "registrationFailed"; code: string; message: string };
