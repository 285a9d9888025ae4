// Stands in for Sinch's SDK in the tests of live mode: has its surface, connects nothing, and
// writes down in window.recorded what the page asks of it. A test plays Sinch through
// window.recordingSdk. Checked against static/js/types/sinch.d.ts, as the page is.
(() => {
  /** @type {unknown[][]} */
  const recorded = [];
  /** @type {(...entry: unknown[]) => void} */
  const note = (...entry) => void recorded.push(entry);

  /** @implements {Sinch.Call} */
  class RecordedCall {
    /** @type {Sinch.CallListener[]} */
    #listeners = [];
    state = 0;
    remoteUserDisplayName = "";
    headers = {};
    /** @type {{-readonly [name in keyof Sinch.CallDetails]: Sinch.CallDetails[name]}} */
    details = {
      duration: 0,
      endCause: 0,
      requestedAudio: true,
      requestedVideo: false,
      hadAudioStream: false,
      hadVideoStream: false,
    };

    /** @param {string} direction @param {string} remoteUserId */
    constructor(direction, remoteUserId) {
      this.id = `call-${calls.length}`;
      this.direction = direction;
      this.remoteUserId = remoteUserId;
    }

    async answer() {
      note("answer", this.remoteUserId);
      this.tell("onCallAnswered");
      this.tell("onCallEstablished");
    }

    hangup() {
      note("hangup", this.remoteUserId);
      this.end(5);
    }

    mute() {
      note("mute", this.remoteUserId);
    }

    unmute() {
      note("unmute", this.remoteUserId);
    }

    pauseVideo() {
      note("pauseVideo", this.remoteUserId);
    }

    resumeVideo() {
      note("resumeVideo", this.remoteUserId);
    }

    /** @param {string} digits */
    sendDtmf(digits) {
      note("sendDtmf", digits);
    }

    /** @param {Sinch.CallListener} listener */
    addListener(listener) {
      this.#listeners.push(listener);
    }

    removeListener() {}

    /** @param {Exclude<keyof Sinch.CallListener, "onCallQualityWarningEvent">} event */
    tell(event) {
      for (const listener of this.#listeners) listener[event]?.(this);
    }

    /** @param {string} name @param {"Trigger" | "Recover"} type */
    warn(name, type) {
      const event = { name, type, mediaStreamType: "Audio" };
      for (const listener of this.#listeners) listener.onCallQualityWarningEvent?.(this, event);
    }

    /** @param {number} endCause */
    end(endCause) {
      this.details.endCause = endCause;
      this.tell("onCallEnded");
    }
  }

  /** @type {RecordedCall[]} */
  const calls = [];
  /** @type {(direction: string, remote: string) => RecordedCall} */
  const newCall = (direction, remote) => {
    const call = new RecordedCall(direction, remote);
    calls.push(call);
    return call;
  };

  /** @implements {Sinch.CallClient} */
  class CallClient {
    /** @type {Sinch.CallClientListener[]} */
    listeners = [];

    /** @param {string} userId */
    async callUser(userId) {
      note("callUser", userId);
      return newCall("outbound", userId);
    }

    /** @param {string} userId */
    async callUserVideo(userId) {
      note("callUserVideo", userId);
      const call = newCall("outbound", userId);
      call.details.requestedVideo = true;
      return call;
    }

    /** @param {string} number */
    async callPhoneNumber(number) {
      note("callPhoneNumber", number);
      return newCall("outbound", number);
    }

    getCall() {
      return undefined;
    }

    /** @param {MediaTrackConstraints} constraints */
    setAudioTrackConstraints(constraints) {
      note("setAudioTrackConstraints", constraints);
    }

    /** @param {MediaTrackConstraints} constraints */
    setVideoTrackConstraints(constraints) {
      note("setVideoTrackConstraints", constraints);
    }

    /** @param {Sinch.CallClientListener} listener */
    addListener(listener) {
      this.listeners.push(listener);
    }

    removeListener() {
      this.listeners = [];
    }
  }

  /** @implements {Sinch.SinchClient} */
  class Client {
    /** @type {Sinch.SinchClientListener[]} */
    #listeners = [];
    #isStarted = false;
    userId = "";
    applicationKey = "";
    pushNotificationDisplayName = "";
    callClient = new CallClient();

    isStarted() {
      return this.#isStarted;
    }

    /** @param {string} path */
    async setSupportManagedPush(path) {
      note("setSupportManagedPush", path);
      if (recordingSdk.refusesPush) throw new Error("Registration failed - permission denied");
      await navigator.serviceWorker.register(path);
      await navigator.serviceWorker.ready;
      // Kept, as 2.x keeps its instance.
      localStorage.setItem(`sinch:instance::${this.applicationKey}:${this.userId}`, "credentials");
    }

    async start() {
      note("start", this.pushNotificationDisplayName);
      await this.requireCredentials();
      this.#isStarted = true;
      for (const listener of this.#listeners) listener.onClientStarted?.(this);
    }

    /** Ask the page to register, as at the start and whenever the registration nears its end. */
    requireCredentials() {
      return new Promise((resolve, reject) => {
        const registration = {
          /** @param {string} registrationToken */
          register: async (registrationToken) => {
            note("register", registrationToken);
            resolve(undefined);
          },
          registerFailed: () => {
            note("registerFailed");
            const error = new Error("No credentials were given.");
            for (const listener of this.#listeners) listener.onClientFailed?.(this, error);
            reject(error);
          },
        };
        for (const listener of this.#listeners) {
          listener.onCredentialsRequired?.(this, registration);
        }
      });
    }

    terminate() {
      note("terminate");
    }

    /** @param {Sinch.SinchClientListener} listener */
    addListener(listener) {
      this.#listeners.push(listener);
    }

    removeListener() {
      this.#listeners = [];
    }

    /** @param {unknown} payload */
    relayRemotePushNotification(payload) {
      note("relayRemotePushNotification", payload);
      recordingSdk.ring("bob");
    }
  }

  class Builder {
    #client = new Client();

    /** @param {string} key */
    applicationKey(key) {
      note("applicationKey", key);
      this.#client.applicationKey = key;
      return this;
    }

    /** @param {string} userId */
    userId(userId) {
      note("userId", userId);
      this.#client.userId = userId;
      return this;
    }

    /** @param {string} host */
    environmentHost(host) {
      note("environmentHost", host);
      return this;
    }

    /** @param {string} number */
    callerIdentifier(number) {
      note("callerIdentifier", number);
      return this;
    }

    build() {
      note("build");
      recordingSdk.client = this.#client;
      return this.#client;
    }
  }

  const recordingSdk = {
    /** @type {Client | null} */
    client: null,
    calls,
    refusesPush: "refusesPush" in window,
    renew: () => recordingSdk.client?.requireCredentials().catch(() => {}),
    /** @param {string} userId */
    ring: (userId) => {
      const call = newCall("inbound", userId);
      const { callClient } = /** @type {Client} */ (recordingSdk.client);
      for (const listener of callClient.listeners) listener.onIncomingCall(callClient, call);
    },
  };

  window.Sinch = { version: "2-recording", getSinchClientBuilder: () => new Builder() };
  Object.assign(window, { recorded, recordingSdk });

  /** What the service worker sends, whoever listens. @type {unknown[]} */
  const messages = [];
  navigator.serviceWorker?.addEventListener("message", ({ data }) => messages.push(data));
  Object.assign(window, { workerMessages: messages });
})();
