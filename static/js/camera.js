// What a video call needs of the camera; loaded with the first one.

import { constraintsOf, microphoneConstraints } from "./sound.js";

/** @type {Record<string, [what: string, cure: string]>} - by the name of what getUserMedia() throws */
const REFUSALS = {
  NotAllowedError: [
    "The camera is not allowed",
    "Allow it for this page (the icon beside the address)",
  ],
  NotFoundError: ["There is no camera", "Connect one"],
  NotReadableError: ["The camera is in use by another program", "Close that"],
};

/** @type {(error: unknown) => [what: string, cure: string]} */
const explain = (error) => {
  const { name } = /** @type {Error} */ (error);
  return REFUSALS[name] ?? [`The camera cannot be used (${name})`, "Try another one"];
};

/** @type {(error: unknown, isVideo: boolean) => string} - of a call that goes on without our camera */
export const unseenSentence = (error, isVideo) => {
  const [what, cure] = explain(error);
  const effect = isVideo ? "they hear you, but do not see you" : "this is a voice call";
  return `${what}: ${effect}. ${cure}, then call again with video.`;
};

/** @type {(error: unknown) => string} - of a camera that was to be changed, or resumed */
export const cameraSentence = (error) => {
  const [what, cure] = explain(error);
  return `${what}. ${cure}, then try again.`;
};

/** @throws {DOMException} which {@link cameraSentence} explains */
export const openCamera = async () => {
  const chosen = await constraintsOf("videoinput");
  const video = Object.keys(chosen).length ? chosen : true;
  return navigator.mediaDevices.getUserMedia({ video });
};

/**
 * The SDKs know no way to go on without a camera. So while one opens its devices, and the camera
 * cannot be had or is not wanted, it gets the microphone alone.
 */
class CameraGuard {
  /** @type {unknown} why there is no camera; null: there is one */
  refusal = null;
  #isWanted;

  /** @param {boolean} isWanted */
  constructor(isWanted) {
    this.#isWanted = isWanted;
  }

  /** @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  async during(act) {
    askGuards();
    onGuard = this;
    try {
      return await act();
    } finally {
      // A later call may be at it by now: one that is over must not guard that one's devices.
      if (onGuard === this) onGuard = null;
    }
  }

  /** @param {MediaStreamConstraints} constraints @param {MediaDevices["getUserMedia"]} open */
  async open(constraints, open) {
    const { audio, video } = constraints;
    if (!video) return open(constraints);
    try {
      if (!this.#isWanted) throw new DOMException("No camera is wanted.", "NotAllowedError");
      return await open(constraints);
    } catch (error) {
      this.refusal = error;
      if (!audio) throw error;
      return open({ audio });
    }
  }
}

/** @type {CameraGuard | null} of the newest call, while it opens its devices */
let onGuard = null;
let isAsking = false;

/** Once and for good: guards whose calls overlap could not put back what was there before. */
const askGuards = () => {
  if (isAsking) return;
  isAsking = true;
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints = {}) =>
    onGuard ? onGuard.open(constraints, open) : open(constraints);
};

/**
 * @param {Sinch.CallClient} callClient
 * @param {string} userId
 * @returns {Promise<{call: Sinch.Call, refusal: string}>} why we are not seen, if we are not
 */
export const placeVideoCall = async (callClient, userId) => {
  callClient.setAudioTrackConstraints(await microphoneConstraints());
  callClient.setVideoTrackConstraints(await constraintsOf("videoinput"));
  const guard = new CameraGuard(true);
  const call = await guard
    .during(() => callClient.callUserVideo(userId))
    .catch((error) => {
      if (!guard.refusal) throw error;
      return callClient.callUser(userId);
    });
  const isVideo = Boolean(call.details?.requestedVideo);
  return { call, refusal: guard.refusal ? unseenSentence(guard.refusal, isVideo) : "" };
};

/** @type {(call: Sinch.Call, callClient: Sinch.CallClient, isSeen: boolean) => Promise<string>} - why we are not seen, if we should */
export const answerVideoCall = async (call, callClient, isSeen) => {
  callClient.setVideoTrackConstraints(await constraintsOf("videoinput"));
  const guard = new CameraGuard(isSeen);
  await guard.during(() => call.answer());
  return isSeen && guard.refusal ? unseenSentence(guard.refusal, true) : "";
};
