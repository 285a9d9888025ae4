/** What a call is to the page, and what an adapter must do so that Phone can use an SDK. */

export type PhoneStatus =
  | "off"
  | "starting"
  | "ready"
  | "calling"
  | "ringing"
  | "incoming"
  | "established"
  | "failed";

export type CallKind = "app-to-app" | "app-to-phone" | "phone-to-app";
export type Direction = "outgoing" | "incoming";
export type TicketForm = "registrationToken" | "userTicket";

/** Why something does not work, fit to be shown. */
export interface Problem {
  message: string;
  /** `session_ended`: only logging in again helps. */
  code?: string;
}

/** The other side of a call. */
export interface Remote {
  /** A User ID or an E.164 number. */
  id: string;
  displayName: string;
}

/** What the page is told about the call in progress. */
export interface CallState {
  remote: Remote;
  direction: Direction;
  kind: CallKind;
  isAnswered: boolean;
  isMuted: boolean;
  /** Placed as a video call; whether there is a picture is another matter. */
  isVideo: boolean;
  isCameraPaused: boolean;
  /** What keeps the other side from being heard, or us from being called, at the moment. */
  trouble: Trouble;
  /** On the clock of performance.now(); null until sound flows. */
  establishedAt: number | null;
  incomingStream: MediaStream | null;
  outgoingStream: MediaStream | null;
  /** What the SDK warns of at the moment, by its names. */
  qualityWarnings: string[];
}

/** `over`: the connection was lost, and is there again. */
export type Trouble = "" | "connection" | "server" | "over";

/** A call to be placed. */
export interface CallOrder {
  remote: Remote;
  isVideo: boolean;
}

/** All that the page needs to draw the phone. */
export interface PhoneState {
  status: PhoneStatus;
  call: CallState | null;
  /** The last thing worth saying, such as why the last call ended; may be empty. */
  notice: string;
  problem: Problem | null;
  /** The call that the notice tells of, when it may be wanted once more. */
  again: CallOrder | null;
  /** Whether the client is registered. */
  isOnline: boolean;
}

/** A call that is over, as POST /api/calls takes it. */
export interface CallRecord {
  sinchCallId: string;
  direction: Direction;
  kind: CallKind;
  remote: string;
  startedAt: string;
  answeredAt: string | null;
  endedAt: string;
  endCause: string;
  reason: string;
}

/** What the SDK's file defined. */
export type LoadedSdk =
  | { generation: "current"; sdk: typeof Sinch; version: string }
  | { generation: "classic"; sdk: NonNullable<Window["SinchClient"]>; version: string };

/** What POST /api/ticket answers. */
export interface Ticket {
  form: TicketForm;
  ticket: string;
  applicationKey: string;
  userId: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** One SDK behind one face. */
export interface Adapter {
  /** Settles when the client is started; what goes wrong is also told to the listener. */
  start(): Promise<void>;
  /** Ends every call; the listener hears nothing afterwards. */
  stop(): Promise<void>;
  callUser(userId: string): Promise<AdapterCall>;
  callPhoneNumber(number: string): Promise<AdapterCall>;
  /** Only SDKs with video have it. Without a camera it becomes a call without our picture. */
  callUserVideo?(userId: string): Promise<AdapterCall>;
  /** Only SDKs with push have it. */
  relayPush?(payload: import("./push.d.ts").Payload): void;
}

export interface AdapterListener {
  started(): void;
  /** Trouble that the client can live with. */
  report(problem: Problem): void;
  failed(problem: Problem): void;
  incoming(call: AdapterCall): void;
}

export interface AdapterCall {
  readonly id: string;
  readonly remote: Remote;
  readonly isVideo: boolean;
  /** Why the other side does not see us, though it should, as a sentence; else empty. */
  readonly cameraProblem: string;
  readonly incomingStream: MediaStream | null;
  readonly outgoingStream: MediaStream | null;
  watch(watcher: CallWatcher): void;
  /** `isSeen`: with our camera, if it is a video call. */
  answer(isSeen: boolean): Promise<void>;
  hangUp(): void;
  mute(): void;
  unmute(): void;
  pauseVideo(): void;
  resumeVideo(): void;
  /** Throws when the SDK cannot send them. `digits`: of 0-9, * and #. */
  sendDtmf(digits: string): void;
}

export interface CallWatcher {
  ringing(): void;
  answered(): void;
  established(): void;
  /** The SDK's name of what is bad, or is over. Only the current SDK warns. */
  qualityWarning(name: string, isOver: boolean): void;
  /** `endCause` by its Sinch name; `message` says more, or is empty. */
  ended(endCause: string, message: string): void;
}

export interface Person {
  userId: string;
  displayName: string;
  isOnline: boolean;
  lastSeenAt: string | null;
}

/** A row of GET /api/calls. */
export interface PastCall extends CallRecord {
  id: number;
  remoteDisplayName: string;
  durationSeconds: number | null;
  cost: { amount: string; currency: string } | null;
  /** Who told of the call; facts from Sinch win. */
  source: "page" | "sinch";
}
