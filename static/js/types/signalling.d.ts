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
    }
  | { type: "ringing" | "hangup"; callId: string }
  | { type: "answer"; callId: string; answer: string }
  | { type: "candidate"; callId: string; candidate: RTCIceCandidateInit }
  | { type: "dtmf"; callId: string; digits: string };

export interface Callee {
  type: "username" | "number";
  endpoint: string;
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
}

/** What concerns one call that both sides know (an error may concern none). */
export type CallMessage =
  | { type: "progressing" | "ringing"; callId: string }
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
