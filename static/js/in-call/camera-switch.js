import { cameraSentence, openCamera } from "../camera.js";
import { pictureLine } from "../sdk.js";
import { Replacement } from "./replacement.js";

/** @import { Phone } from "../phone.js" */
/** @import { CallState } from "../types/phone.d.ts" */

/**
 * Pauses the camera of a call, and puts another one into it. A paused camera is closed, so that its
 * light goes off; the SDK closes only the one that it opened itself: those that follow are ours.
 */
export class CameraSwitch {
  /** @type {CallState | null} */
  #call = null;
  #own = new Replacement();
  #isPaused = false;
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
    if (!call) this.#own.close();
    const isPaused = call?.isCameraPaused ?? false;
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    if (isPaused) void this.#pause();
    else if (call) void this.#resume();
  }

  /** @throws {DOMException} when no camera may be used */
  async toChosen() {
    if (this.#isPaused) return; // it is opened when the camera is resumed
    const before = this.#line?.sender.track;
    const isIn = await this.#own.put(
      openCamera,
      () => this.#line?.sender,
      (track) => this.#mind(track),
    );
    if (!isIn) return;
    before?.stop();
    this.#phone.inCall(() => {}); // the page's own picture is another one now
  }

  get #line() {
    return pictureLine(this.#call);
  }

  async #pause() {
    const sender = this.#line?.sender;
    sender?.track?.stop();
    this.#own.close();
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

  /** Unplugged, or taken away: another may be there. @param {MediaStreamTrack | null} track */
  #mind(track) {
    track?.addEventListener("ended", () => {
      if (this.#line?.sender.track === track) this.toChosen().catch((error) => this.#fail(error));
    });
  }
}
