import { find, setText } from "../page.js";
import { pictureLine } from "../sdk.js";
import { inSentence } from "../words.js";
import { CameraSwitch } from "./camera-switch.js";

/** @import { Phone } from "../phone.js" */
/** @import { CallState, PhoneState } from "../types/phone.d.ts" */

const EVERY_MS = 250;
const STANDSTILL_MS = 1500;
const DARK = 8; // of 255

/** @typedef {"waiting" | "none" | "broken" | "paused" | "dark" | "seen"} Picture */

/** @type {Record<Picture, (name: string, isAnswered: boolean) => string>} */
const WORDS = {
  waiting: (name, isAnswered) =>
    isAnswered ? `${name}'s picture is on its way.` : `You see ${name} here after the answer.`,
  none: (name) => `${name} sends no picture.`,
  broken: () => "No picture arrives at the moment.",
  paused: (name) => `${name}'s camera is paused.`,
  dark: (name) => `${name}'s camera is paused or covered.`,
  seen: () => "",
};

/** The pictures of a video call, and in words why there is none. */
export class VideoView {
  /** @type {CallState | null} of a video call */
  #call = null;
  /** @type {{frames: number, at: number}} when the last new frame was seen */
  #last = { frames: 0, at: 0 };
  #timer = 0;
  #section;
  #theirs;
  #mine;
  #button;
  #pen = new OffscreenCanvas(8, 8).getContext("2d", { willReadFrequently: true });

  /** @param {HTMLElement} root @param {Phone} phone */
  constructor(root, phone) {
    this.camera = new CameraSwitch(phone);
    this.#section = find(root, ".video");
    this.#theirs = /** @type {HTMLVideoElement} */ (find(root, ".video__theirs"));
    this.#mine = /** @type {HTMLVideoElement} */ (find(root, ".video__mine"));
    this.#button = find(root, "[data-action=camera]");
    this.#button.addEventListener("click", () => phone.inCall((call) => call.toggleCamera()));
  }

  /** @param {PhoneState} state */
  draw({ status, call }) {
    const before = this.#call;
    this.#call = call?.isVideo && (status !== "incoming" || call.isAnswered) ? call : null;
    const talk = status === "established" ? this.#call : null;
    this.camera.follow(talk);
    this.#section.hidden = !this.#call;
    this.#button.hidden = !(talk && isSending(talk));
    setText(this.#button, talk?.isCameraPaused ? "Resume camera" : "Pause camera");
    if (this.#call && !before) this.#begin(this.#call);
    this.#drawMine();
    if (!this.#call && before) this.#stop();
  }

  /** @param {CallState} call */
  #begin(call) {
    this.#last = { frames: 0, at: 0 };
    this.#theirs.setAttribute("aria-label", `${call.remote.displayName}'s picture`);
    this.#timer = window.setInterval(() => void this.#look(), EVERY_MS);
    void this.#look();
  }

  #stop() {
    clearInterval(this.#timer);
    this.#theirs.srcObject = null;
  }

  /** Our own picture, as in a mirror. */
  #drawMine() {
    const track = ownTrack(this.#call);
    this.#mine.hidden = !track;
    const shown = /** @type {MediaStream | null} */ (this.#mine.srcObject);
    if (track === (shown?.getTracks()[0] ?? null)) return;
    this.#mine.srcObject = track && new MediaStream([track]);
  }

  async #look() {
    const picture = await this.#picture();
    const call = this.#call;
    if (!call) return;
    this.#drawMine();
    const stream = call.establishedAt === null ? null : call.incomingStream;
    if (this.#theirs.srcObject !== stream) this.#theirs.srcObject = stream;
    this.#section.dataset.picture = picture;
    const words = WORDS[picture](inSentence(call.remote.displayName), call.isAnswered);
    setText(find(this.#section, ".video__words"), words);
  }

  /** @returns {Promise<Picture>} */
  async #picture() {
    const call = this.#call;
    const line = pictureLine(call);
    if (!call || call.establishedAt === null) return "waiting";
    if (!line?.currentDirection?.includes("recv")) return "none";
    const frames = framesOf(await line.receiver.getStats());
    const now = performance.now();
    if (frames > this.#last.frames) this.#last = { frames, at: now };
    if (call.trouble === "connection") return "broken";
    if (frames === 0) return "waiting";
    if (now - this.#last.at > STANDSTILL_MS) return "paused";
    return this.#isDark() ? "dark" : "seen";
  }

  /** A paused camera may go on sending, but nothing to be seen. */
  #isDark() {
    if (!this.#pen || this.#theirs.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return false;
    this.#pen.drawImage(this.#theirs, 0, 0, 8, 8);
    const { data } = this.#pen.getImageData(0, 0, 8, 8);
    return data.every((value, index) => index % 4 === 3 || value < DARK);
  }
}

/** @type {(call: CallState) => boolean} */
const isSending = (call) => pictureLine(call)?.currentDirection?.includes("send") ?? false;

/** @type {(call: CallState | null) => MediaStreamTrack | null} - before the answer, what the SDK opened */
const ownTrack = (call) => {
  const sent = pictureLine(call)?.sender.track;
  const tracks = sent ? [sent] : (call?.outgoingStream?.getVideoTracks() ?? []);
  return tracks.find(({ readyState }) => readyState === "live") ?? null;
};

/** @type {(stats: RTCStatsReport) => number} */
const framesOf = (stats) => {
  const incoming = [...stats.values()].find(({ type }) => type === "inbound-rtp");
  return incoming?.framesDecoded ?? 0;
};
