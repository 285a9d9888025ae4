import { MICROPHONE_STOPPED, openMicrophone, stopTracks } from "../microphone.js";
import { microphoneSender } from "../peer-connections.js";

/** @import { CallState, Problem } from "../types/phone.d.ts" */

/**
 * Puts another microphone into a call that goes on. The SDK mutes, and closes, only the microphone
 * that it opened itself: the new one is ours to mute, and to close after the call.
 */
export class MicrophoneSwitch {
  /** @type {CallState | null} */
  #call = null;
  /** @type {MediaStream | null} */
  #own = null;
  #switches = 0;
  #hasStopped = false;
  #report;

  /** @param {(problem: Problem | null) => void} report that it stopped, or the end of that */
  constructor(report) {
    this.#report = report;
  }

  /** @param {CallState | null} call with sound; null: there is none, or not yet */
  follow(call) {
    const hasBegun = call && !this.#call;
    this.#call = call;
    if (!call) this.#takeOver(null);
    this.#muteOwn();
    if (hasBegun) this.#mind(microphoneSender(call)?.track ?? null);
  }

  /** @throws {DOMException} when no microphone may be used */
  async toChosen() {
    const turn = ++this.#switches;
    const stream = await openMicrophone();
    const sender = microphoneSender(this.#call);
    // Another was chosen meanwhile, or the call is over.
    if (!sender || turn !== this.#switches) return stopTracks(stream);
    const [track] = stream.getTracks();
    await sender.replaceTrack(track);
    this.#takeOver(stream);
    this.#muteOwn();
    this.#mind(track);
    if (this.#hasStopped) this.#report(null);
    this.#hasStopped = false;
  }

  /** @param {MediaStream | null} stream */
  #takeOver(stream) {
    stopTracks(this.#own);
    this.#own = stream;
  }

  #muteOwn() {
    const isAudible = !this.#call?.isMuted;
    this.#own?.getTracks().forEach((track) => (track.enabled = isAudible));
  }

  /** Unplugged, or taken away: another may be there. @param {MediaStreamTrack | null} track */
  #mind(track) {
    track?.addEventListener("ended", () => {
      if (microphoneSender(this.#call)?.track !== track) return;
      this.toChosen().catch(() => {
        this.#hasStopped = true;
        this.#report({ message: MICROPHONE_STOPPED });
      });
    });
  }
}
