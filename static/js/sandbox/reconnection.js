// Browsers say "disconnected" of many a hiccup that is over by itself.
const PATIENCE_MS = 2000;
const GIVE_UP_MS = 30_000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5000;

/**
 * Brings a call's connection back: while it is broken, asks again and again for a restart, with
 * longer and longer pauses, and gives up after half a minute.
 */
export class Reconnection {
  #isBroken = false;
  #pause = FIRST_PAUSE_MS;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #next;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #end;
  #restart;
  #giveUp;

  /** @param {{restart: () => void, giveUp: () => void}} handlers */
  constructor({ restart, giveUp }) {
    this.#restart = restart;
    this.#giveUp = giveUp;
  }

  /** @param {RTCPeerConnectionState} state of the call's connection, which has changed */
  note(state) {
    if (state === "connected" || state === "closed") this.stop();
    else if (state === "disconnected") this.#breaks(PATIENCE_MS);
    else if (state === "failed") this.#breaks(0);
  }

  /** Try now: the server, over which both sides speak, is there again. */
  hurry() {
    if (this.#isBroken) this.#tryAfter(0);
  }

  stop() {
    clearTimeout(this.#next);
    clearTimeout(this.#end);
    this.#isBroken = false;
  }

  /** @param {number} patience milliseconds */
  #breaks(patience) {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#pause = FIRST_PAUSE_MS;
    this.#end = setTimeout(() => this.#abandon(), GIVE_UP_MS);
    this.#tryAfter(patience);
  }

  /** @param {number} wait milliseconds */
  #tryAfter(wait) {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => {
      this.#restart();
      this.#tryAfter(this.#pause);
      this.#pause = Math.min(this.#pause * 1.5, LONGEST_PAUSE_MS);
    }, wait);
  }

  #abandon() {
    this.stop();
    this.#giveUp();
  }
}
