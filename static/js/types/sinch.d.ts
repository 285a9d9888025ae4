/**
 * The part of the current Sinch browser SDK (2.x, global `Sinch`) that this page uses, no more.
 * The stand-in in static/sandbox/ is checked against the same declarations.
 *
 * Source: https://developers.sinch.com/docs/in-app-calling/js-cloud
 */
declare namespace Sinch {
  const version: string;

  function getSinchClientBuilder(): SinchClientBuilder;

  interface SinchClientBuilder {
    applicationKey(key: string): SinchClientBuilder;
    userId(userId: string): SinchClientBuilder;
    /** A host name such as `ocra.api.sinch.com`. */
    environmentHost(host: string): SinchClientBuilder;
    /** The E.164 number that a called phone shows; without one, phone calls fail. */
    callerIdentifier(number: string): SinchClientBuilder;
    /** Throws ArgumentError without application key or User ID. */
    build(): SinchClient;
  }

  interface SinchClient {
    readonly userId: string;
    readonly applicationKey: string;
    readonly callClient: CallClient;
    pushNotificationDisplayName?: string;
    /** Rejects with InvalidOperationError when the client is started already. */
    start(): Promise<void>;
    isStarted(): boolean;
    /** Not documented for 2.x: call it if it is there, and do not depend on it. */
    terminate?(): Promise<void> | void;
    addListener(listener: SinchClientListener): void;
    removeListener(listener: SinchClientListener): void;
    /** Before `start()`; app-to-app calls need it, for the caller too. */
    setSupportManagedPush(serviceWorkerPath?: string): Promise<void>;
    relayRemotePushNotification(payload: unknown): unknown;
  }

  interface SinchClientListener {
    onClientStarted?(client: SinchClient): void;
    onClientFailed?(client: SinchClient, error: Error): void;
    /** At start, and again whenever the registration nears its end. */
    onCredentialsRequired?(client: SinchClient, registration: ClientRegistration): void;
  }

  interface ClientRegistration {
    register(registrationToken: string): Promise<void>;
    registerFailed(): void;
  }

  interface CallClient {
    callUser(userId: string, headers?: Record<string, string>): Promise<Call>;
    /** With camera; the callee may answer without one. */
    callUserVideo(userId: string, headers?: Record<string, string>): Promise<Call>;
    callPhoneNumber(number: string, headers?: Record<string, string>): Promise<Call>;
    getCall(id: string): Call | undefined;
    setAudioTrackConstraints(constraints: MediaTrackConstraints): void;
    setVideoTrackConstraints(constraints: MediaTrackConstraints): void;
    addListener(listener: CallClientListener): void;
    removeListener(listener: CallClientListener): void;
  }

  interface CallClientListener {
    onIncomingCall(callClient: CallClient, call: Call): void;
  }

  interface Call {
    readonly id: string;
    readonly remoteUserId: string;
    readonly remoteUserDisplayName?: string;
    readonly direction: string;
    /** Init 0, Progressing 1, Established 2, Ended 3, Answered 4, Ringing 5. */
    readonly state: number;
    readonly details: CallDetails;
    readonly headers: Readonly<Record<string, string>>;
    readonly incomingStream?: MediaStream;
    readonly outgoingStream?: MediaStream;
    /** Rejects with InvalidOperationError: not an incoming call, or no microphone. */
    answer(): Promise<void>;
    hangup(): void;
    mute(): void;
    unmute(): void;
    /** Stop sending our picture; the sound goes on. */
    pauseVideo(): void;
    resumeVideo(): void;
    /** 0 to 9, #, *, A to D; phone calls only, else IllegalArgumentException. */
    sendDtmf(digits: string): void;
    addListener(listener: CallListener): void;
    removeListener(listener: CallListener): void;
  }

  interface CallListener {
    onCallProgressing?(call: Call): void;
    onCallRinging?(call: Call): void;
    onCallAnswered?(call: Call): void;
    onCallEstablished?(call: Call): void;
    onCallEnded?(call: Call): void;
    onCallQualityWarningEvent?(call: Call, event: CallQualityWarningEvent): void;
  }

  interface CallQualityWarningEvent {
    /** Such as HighInboundJitterWarningEvent. */
    readonly name: string;
    /** Trigger: it is bad now; Recover: it is over. */
    readonly type: string;
    /** Audio or Video; not with every warning. */
    readonly mediaStreamType?: string;
  }

  interface CallDetails {
    /** Milliseconds from established to now or to the end. */
    readonly duration: number;
    readonly startedTime?: Date;
    readonly progressTime?: Date;
    readonly rungTime?: Date;
    readonly answeredTime?: Date;
    readonly establishedTime?: Date;
    readonly endedTime?: Date;
    /**
     * None 0, Timeout 1, Denied 2, NoAnswer 3, Failure 4, HungUp 5, Canceled 6,
     * OtherDeviceAnswered 7, Inactive 8.
     */
    readonly endCause: number;
    readonly error?: Error;
    readonly requestedAudio: boolean;
    /** True of a video call, before it is answered too. */
    readonly requestedVideo: boolean;
    readonly hadAudioStream: boolean;
    readonly hadVideoStream: boolean;
  }
}

interface Window {
  Sinch?: typeof Sinch;
}
