// What is heard and said: the tones of the phone, and the microphone.

/** @typedef {"ringtone" | "ringback"} ToneName */

/**
 * @typedef {object} Tone
 * @property {number[]} frequencies Hz, sounding together
 * @property {[start: number, end: number][]} sounding seconds within the period
 * @property {number} period seconds
 */

/** @type {Record<ToneName, Tone>} */
const TONES = {
  ringtone: {
    frequencies: [523, 659],
    sounding: [
      [0, 0.35],
      [0.5, 0.85],
    ],
    period: 2.4,
  },
  ringback: { frequencies: [425], sounding: [[0.4, 1.4]], period: 5 },
};
const LOUDNESS = 0.12;
const EDGE_SECONDS = 0.03; // a tone that begins at once clicks

/** @type {(state: import("./types/phone.d.ts").PhoneState) => ToneName | null} */
export const toneFor = ({ status, call }) => {
  if (!call || call.isAnswered) return null;
  if (status === "incoming") return "ringtone";
  return status === "calling" || status === "ringing" ? "ringback" : null;
};

/** @type {(tone: Tone, seconds: number) => number} - the sound at a moment, -1 to 1 */
export const sample = ({ frequencies, sounding }, seconds) => {
  const [start, end] = sounding.find(([from, to]) => seconds >= from && seconds < to) ?? [0, 0];
  const edge = Math.min(1, (seconds - start) / EDGE_SECONDS, (end - seconds) / EDGE_SECONDS);
  const waves = frequencies.map((frequency) => Math.sin(2 * Math.PI * frequency * seconds));
  return (Math.max(0, edge) * LOUDNESS * waves.reduce((sum, wave) => sum + wave, 0)) / waves.length;
};

/** Rings, and lets the caller hear that it rings; made here, without a sound file. */
export class Tones {
  /** @type {AudioContext | null} */
  #audio = null;
  /** @type {AudioBufferSourceNode | null} */
  #source = null;
  /** @type {ToneName | null} */
  #playing = null;

  /** To be called in a click or key press: browsers let no page make a sound before one. */
  unlock() {
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
    if (this.#playing) this.#source ??= start(this.#audio, TONES[this.#playing]);
  }

  /** @param {ToneName | null} name null: be quiet */
  play(name) {
    if (name === this.#playing) return;
    this.#playing = name;
    this.#source?.stop();
    this.#source = null;
    if (name && this.#audio) this.#source = start(this.#audio, TONES[name]);
  }

  /** @param {Tone} tone its one period, now */
  playOnce(tone) {
    if (this.#audio) start(this.#audio, tone, false);
  }
}

/** @type {(audio: AudioContext, tone: Tone, isRepeated?: boolean) => AudioBufferSourceNode} */
const start = (audio, tone, isRepeated = true) => {
  const buffer = audio.createBuffer(1, tone.period * audio.sampleRate, audio.sampleRate);
  buffer.getChannelData(0).forEach((_, index, samples) => {
    samples[index] = sample(tone, index / audio.sampleRate);
  });
  const source = new AudioBufferSourceNode(audio, { buffer, loop: isRepeated });
  source.connect(audio.destination);
  source.start();
  return source;
};

const AGAIN = "then try again.";

/** @type {Record<string, string>} - by the name of what getUserMedia() throws */
const SENTENCES = {
  NotAllowedError: `The microphone is not allowed. Allow it for this page (the icon beside the address), ${AGAIN}`,
  NotFoundError: `There is no microphone. Connect one, ${AGAIN}`,
  NotReadableError: `The microphone is in use by another program. Close that, ${AGAIN}`,
};

export const MICROPHONE_STOPPED =
  "Your microphone stopped: they cannot hear you. Connect it again, hang up and call again.";

/** @type {(error: unknown) => string | null} - null: it was not about the microphone */
export const microphoneSentence = (error) => {
  const { cause = error } = /** @type {Error} */ (error);
  if (!(cause instanceof DOMException)) return null;
  return SENTENCES[cause.name] ?? `The microphone cannot be used (${cause.name}).`;
};

/** @type {(error: unknown) => import("./types/phone.d.ts").Problem} - of a call that did not work */
export const problemOf = (error) => ({
  message: microphoneSentence(error) ?? /** @type {Error} */ (error).message,
});

/** @type {(page: Pick<Location, "port" | "pathname">) => string} */
export const insecureSentence = ({ port, pathname }) =>
  "The browser gives the microphone to secure pages only, and this address is not one. On the " +
  `machine that runs the server, open http://127.0.0.1${port && `:${port}`}${pathname}; ` +
  "from other machines, use an https address.";

/** @type {() => boolean} */
export const isMicrophonePossible = () => window.isSecureContext && "mediaDevices" in navigator;

/** Whether the person allowed the microphone for this page earlier: then nothing need be asked. */
const isMicrophoneGranted = async () => {
  // Browsers that do not know the name throw; they ask when the phone is turned on.
  const name = /** @type {PermissionName} */ ("microphone");
  const permission = await navigator.permissions?.query({ name }).catch(() => null);
  return permission?.state === "granted";
};

const isMicrophoneThere = async () => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === "audioinput");
};

/** What the browser tells of the microphone by itself: asked at once, since each takes its time. */
export const lookForMicrophone = () => ({
  isGranted: isMicrophoneGranted(),
  isThere: isMicrophoneThere().catch(() => false),
});

/** Whether the browser needs not ask for notifications any more, or cannot. */
export const isPushDecided = () =>
  !("Notification" in window) || Notification.permission !== "default";

/** To be called in a click: many browsers let no page ask at another moment. */
export const askForPush = async () => {
  if (!isPushDecided()) await Notification.requestPermission();
};

/** @throws {DOMException} which {@link microphoneSentence} explains */
export const openMicrophone = async () =>
  navigator.mediaDevices.getUserMedia({ audio: await microphoneConstraints() });

/** @param {MediaStream | null} stream */
export const stopTracks = (stream) => stream?.getTracks().forEach((track) => track.stop());

/**
 * Ask for the microphone, and let go of it at once: it is open only during calls. Where it is allowed
 * already, nothing need be asked.
 *
 * @param {ReturnType<typeof lookForMicrophone>} [seen] a moment ago
 * @throws {Error} its message says what to do
 */
export const tryMicrophone = async (seen) => {
  if (!isMicrophonePossible()) throw new Error(insecureSentence(location));
  const { isGranted, isThere } = seen ?? lookForMicrophone();
  if ((await isGranted) && (await isThere)) return;
  try {
    stopTracks(await openMicrophone());
  } catch (error) {
    throw new Error(microphoneSentence(error) ?? "The microphone cannot be used.", {
      cause: error,
    });
  }
};

/** @typedef {"audioinput" | "audiooutput" | "videoinput"} DeviceKind - as enumerateDevices() calls them */

/** @type {(kind: DeviceKind) => string} */
const key = (kind) => `chosen-${kind}`;

/** @type {(kind: DeviceKind) => string} - a device id; empty: the system's own choice */
export const chosenDevice = (kind) => localStorage.getItem(key(kind)) ?? "";

/** @type {(kind: DeviceKind, deviceId: string) => void} */
export const chooseDevice = (kind, deviceId) => localStorage.setItem(key(kind), deviceId);

/**
 * What to ask getUserMedia() for. Chromium takes a mere wish for a device for none at all, and a
 * demand for one that is gone would fail: so the chosen one is demanded when it is there.
 *
 * @param {"audioinput" | "videoinput"} kind
 * @returns {Promise<MediaTrackConstraints>}
 */
export const constraintsOf = async (kind) => {
  const chosen = chosenDevice(kind);
  if (!chosen) return {};
  const devices = await navigator.mediaDevices.enumerateDevices();
  const isThere = devices.some(({ deviceId }) => deviceId === chosen);
  return isThere ? { deviceId: { exact: chosen } } : {};
};

export const microphoneConstraints = () => constraintsOf("audioinput");
