import { stopTracks } from "../sound.js";

/** @typedef {() => RTCRtpSender | null | undefined} FindSender */

/**
 * A microphone or camera that takes the place of the one in a call. It is ours to close: from the
 * moment it opens, since the call may end, or another may be chosen, at every step of its way.
 */
export class Replacement {
  /** @type {Set<MediaStream>} in the call, or on the way into it */
  #streams = new Set();
  #turn = 0;

  get tracks() {
    return [...this.#streams].flatMap((stream) => stream.getTracks());
  }

  /** Nothing of ours is wanted any more, whatever is on its way. */
  close() {
    this.#turn += 1;
    this.#closeAllBut(null);
  }

  /**
   * @param {() => Promise<MediaStream>} open
   * @param {FindSender} findSender of the call, once there is a device; nothing when the call is over
   * @param {(track: MediaStreamTrack) => void} prepare it, before it is heard or seen
   * @returns {Promise<boolean>} whether it is in the call now; false: it is not wanted any more
   * @throws {DOMException} when none may be used
   */
  async put(open, findSender, prepare) {
    const turn = ++this.#turn;
    const stream = await open();
    const sender = findSender();
    if (!sender || turn !== this.#turn) {
      stopTracks(stream);
      return false;
    }
    this.#streams.add(stream);
    const [track] = stream.getTracks();
    prepare(track);
    try {
      await sender.replaceTrack(track);
    } catch (error) {
      this.#close(stream);
      if (turn === this.#turn) throw error;
    }
    if (turn !== this.#turn) return false;
    this.#closeAllBut(stream);
    return true;
  }

  /** @param {MediaStream | null} kept */
  #closeAllBut(kept) {
    for (const stream of this.#streams) if (stream !== kept) this.#close(stream);
  }

  /** @param {MediaStream} stream */
  #close(stream) {
    stopTracks(stream);
    this.#streams.delete(stream);
  }
}
