/**
 * The part of the classic Sinch browser SDK (1.4, global `SinchClient`) that this page uses, no more.
 * Its promises are Q's: `await` takes them.
 */
declare namespace SinchClassic {
  interface Options {
    applicationKey: string;
    capabilities: { calling: true };
    /** Without it nobody can call this client. */
    startActiveConnection: true;
    /** What incoming calls send; without it the SDK opens the microphone as soon as it rings. */
    customStream: MediaStream;
    onLogMessage(message: LogMessage): void;
    /** In place of Sinch's own addresses: absolute, each with a "/" at its end. */
    urlObj?: Record<string, string>;
  }

  interface LogMessage {
    /** The answer that refused a signalling request. */
    response?: { status?: number };
  }

  interface Client {
    /** May never settle: when the server is away, or something forbids the connection. */
    start(credentials: { userTicket: string }): PromiseLike<unknown>;
    /** Loses a hang-up of the last half second. */
    terminate(): void;
    getCallClient(): CallClient;
  }

  interface CallClient {
    addEventListener(listener: { onIncomingCall(call: Call): void }): void;
    callUser(userId: string, headers: Record<string, string>, stream: MediaStream): Call;
    callPhoneNumber(number: string, headers: Record<string, string>, stream: MediaStream): Call;
  }

  interface Call {
    readonly callId: string;
    readonly incomingStream?: MediaStream;
    /** Why the service refused or failed the call. */
    readonly error?: Error;
    /** Not documented: by instance of the other side; one as soon as the call rings. */
    readonly peerConnections: Record<string, { peerConnection: RTCPeerConnection }>;
    getRemoteUserId(): string;
    /** NONE, TIMEOUT, DENIED, NO_ANSWER, FAILURE, HUNG_UP, CANCELED, OTHER_DEVICE_ANSWERED. */
    getEndCause(): string;
    /** Tells nothing, whatever happens. */
    answer(): void;
    /** Throws when the call has ended. */
    hangup(): void;
    addEventListener(listener: CallListener): void;
  }

  interface CallListener {
    onCallProgressing?(call: Call): void;
    onCallEstablished?(call: Call): void;
    onCallEnded?(call: Call): void;
    /** Nothing follows from it: a call whose connection failed goes on for ever. */
    onConnectionChange?(call: Call, state: RTCIceConnectionState): void;
  }

  /** The signalling library inside the SDK, which is a global of its own. */
  type PubNub = (options: { ssl: boolean }) => unknown;
}

interface Window {
  SinchClient?: new (options: SinchClassic.Options) => SinchClassic.Client;
  PUBNUB?: SinchClassic.PubNub;
  /** Such as `["1.4.12-0-g4b470dd", "1.4.12", ...]`. */
  VERSION?: string[];
}
