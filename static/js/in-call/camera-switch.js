import { cameraSentence, openCamera } from "../camera.js";
import { pictureLine } from "../sdk.js";
import { stopTracks } from "../sound.js";

/** @import { Phone } from "../phone.js" */
/** @import { CallState } from "../types/phone.d.ts" */

/**
 * Pauses the camera of a call, and puts another one into it. A paused camera is closed, so that its
 * light goes off; the SDK closes only the one that it opened itself: those that follow are ours.
 */
export class CameraSwitch {
  /** @type {CallState | null} */
  #call = null;
  /** @type {MediaStream | null} */
  #own = null;
  #isPaused = false;
  #switches = 0;
  #phone;

  /** @param {Phone} phone */
  constructor(phone) {
    this.#phone = phone;
  }

  /** @param {CallState | null} call established; null: there is none, or not yet */
  follow(call) {
    const hasBegun = call && !this.#call;
    this.#call = call;
    if (hasBegun) this.#mind(this.#line?.sender.track ?? null);
    if (!call) this.#takeOver(null);
    const isPaused = call?.isCameraPaused ?? false;
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    if (isPaused) void this.#pause();
    else if (call) void this.#resume();
  }

  /** @throws {DOMException} when no camera may be used */
  async toChosen() {
    if (this.#isPaused) return; // it is opened when the camera is resumed
    const turn = ++this.#switches;
    const stream = await openCamera();
    const sender = this.#line?.sender;
    // Another was chosen meanwhile, or it was paused, or the call is over.
    if (!sender || turn !== this.#switches) return stopTracks(stream);
    const before = sender.track;
    const [track] = stream.getTracks();
    await sender.replaceTrack(track);
    before?.stop();
    this.#takeOver(stream);
    this.#mind(track);
    this.#phone.inCall(() => {}); // the page's own picture is another one now
  }

  get #line() {
    return pictureLine(this.#call);
  }

  async #pause() {
    this.#switches += 1;
    const sender = this.#line?.sender;
    sender?.track?.stop();
    this.#takeOver(null);
    await sender?.replaceTrack(null);
  }

  async #resume() {
    try {
      await this.toChosen();
      this.#phone.report(null);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#phone.inCall((call) => call.isCameraPaused || call.toggleCamera());
    this.#phone.report({ message: cameraSentence(error) });
  }

  /** @param {MediaStream | null} stream */
  #takeOver(stream) {
    stopTracks(this.#own);
    this.#own = stream;
  }

  /** Unplugged, or taken away: another may be there. @param {MediaStreamTrack | null} track */
  #mind(track) {
    track?.addEventListener("ended", () => {
      if (this.#line?.sender.track === track) this.toChosen().catch((error) => this.#fail(error));
    });
  }
}
