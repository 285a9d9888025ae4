import { find, setText } from "../page.js";
import { Tones } from "../sound.js";
import { formatDuration } from "../words.js";

/** @import { Telephone } from "./telephone.js" */

// What a person wants to press next, after such an event.
/** @type {Record<string, string>} */
const NEXT_BUTTONS = { offered: "answer", placed: "hang-up", established: "hang-up" };

/** Draws a telephone; asks it for all that it shows. */
export class View {
  #tones = new Tones();
  #root;
  #telephone;

  /** @param {HTMLElement} root @param {Telephone} telephone */
  constructor(root, telephone) {
    this.#root = root;
    this.#telephone = telephone;
    setInterval(() => this.#drawTimer(), 250);
    for (const gesture of ["pointerdown", "keydown"]) {
      document.addEventListener(gesture, () => this.#tones.unlock());
    }
  }

  /** @param {string} event what happened @param {string} sentence what to say about it */
  draw(event, sentence) {
    const { status, currentCall } = this.#telephone;
    this.#root.dataset.status = event === "failed" ? "failed" : status;
    this.say(sentence);
    this.#showPartsFor(status);
    setText(this.#find(".call__name"), currentCall?.other ?? "");
    setText(this.#find(".virtual-phone__digits"), currentCall?.digits || "none yet");
    this.#drawSound();
    if (event in NEXT_BUTTONS) this.#find(`[data-action=${NEXT_BUTTONS[event]}]`).focus();
  }

  /** @param {string} sentence */
  say(sentence) {
    setText(this.#find(".call__sentence"), sentence);
  }

  /** @param {string} status */
  #showPartsFor(status) {
    for (const element of this.#root.querySelectorAll("[data-show-in]")) {
      const statuses = element.getAttribute("data-show-in")?.split(" ") ?? [];
      element.toggleAttribute("hidden", !statuses.includes(status));
    }
    const isAnswering = String(this.#telephone.currentCall?.isAnswering ?? false);
    this.#find("[data-action=answer]").setAttribute("aria-disabled", isAnswering);
  }

  #drawSound() {
    const { status, currentCall } = this.#telephone;
    const sound = /** @type {HTMLAudioElement} */ (this.#find("audio"));
    const heard = (status === "established" && currentCall?.incomingStream) || null;
    if (sound.srcObject !== heard) sound.srcObject = heard;
    const rings = status === "incoming" && !currentCall?.isAnswering;
    const isPlacing = status === "calling" || status === "ringing";
    this.#tones.play(rings ? "ringtone" : isPlacing ? "ringback" : null);
  }

  #drawTimer() {
    const establishedAt = this.#telephone.currentCall?.establishedAt;
    const seconds = (performance.now() - (establishedAt ?? 0)) / 1000;
    setText(this.#find(".call__timer"), establishedAt ? formatDuration(seconds) : "");
  }

  /** @param {string} selector */
  #find(selector) {
    return find(this.#root, selector);
  }
}
