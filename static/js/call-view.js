import { find, setText } from "./page.js";
import { nameOf } from "./sdk.js";
import { formatDuration, statusSentence } from "./words.js";

/** @import { LoadedSdk, PhoneState } from "./types/phone.d.ts" */

const TIMER_MS = 250;
const TOO_SOON_MS = 1000;

/**
 * Where the keyboard goes when the status changes: taken from wherever it is, or only if lost. An
 * incoming call takes it from nobody who is typing.
 */
const FOCUS_ALWAYS = { calling: "hang-up", incoming: "answer" };
const FOCUS_WHEN_LOST = { ringing: "hang-up", established: "mute", failed: "turn-on" };

/** Draws the call in progress, and turns its buttons into actions. */
export class CallView {
  #root;
  /** @type {PhoneState | null} */
  #drawn = null;
  /** @type {Element | null} what had the focus before the call */
  #returnTo = null;
  /** When the focus was last moved to Answer, on the clock of performance.now(). */
  #offeredAt = -TOO_SOON_MS;

  /** @param {HTMLElement} root @param {Record<string, () => void>} actions by data-action */
  constructor(root, actions) {
    this.#root = root;
    this.#button("answer").addEventListener("click", (event) => this.#refuseStrayKey(event));
    for (const [name, action] of Object.entries(actions)) {
      this.#button(name).addEventListener("click", action);
    }
    // A key that is held must not press the button that took the place of the one it pressed.
    root.addEventListener("keydown", (event) => {
      if (event.repeat && event.key === "Enter") event.preventDefault();
    });
    setInterval(() => this.#drawTimer(), TIMER_MS);
  }

  /** @param {PhoneState} state */
  draw(state) {
    const before = this.#drawn;
    this.#drawn = state;
    if (!before?.call && state.call) this.#returnTo = document.activeElement;
    this.#root.dataset.status = state.status;
    this.#drawParts(state);
    this.#drawStatus(state);
    this.#drawCall(state);
    this.#drawTimer();
    if (before?.status !== state.status) this.#moveFocus(state, Boolean(before?.call));
  }

  /** @param {PhoneState} state */
  #drawParts({ status, call }) {
    /** @type {NodeListOf<HTMLElement>} */
    const parts = this.#root.querySelectorAll("[data-show-in]");
    for (const part of parts) {
      const { showIn = "", showFor = call?.kind } = part.dataset;
      const isMeant = showFor === call?.kind || (showFor === "video" && call?.isVideo);
      part.hidden = !showIn.split(" ").includes(status) || !isMeant;
    }
  }

  /** @param {PhoneState} state */
  #drawStatus(state) {
    setText(find(this.#root, ".call__sentence"), statusSentence(state));
    const logIn = find(this.#root, ".call__log-in");
    logIn.hidden = state.problem?.code !== "session_ended";
    logIn.setAttribute("href", `/login?next=${encodeURIComponent(location.pathname)}`);
  }

  /** @param {PhoneState} state */
  #drawCall({ call }) {
    setText(find(this.#root, ".call__name"), call?.remote.displayName ?? "");
    setText(this.#button("mute"), call?.isMuted ? "Unmute" : "Mute");
    // Once answered there is nothing left to answer or to decline, only to wait or to hang up.
    for (const action of ["answer", "answer-unseen"]) {
      this.#button(action).setAttribute("aria-disabled", String(call?.isAnswered ?? false));
    }
    const sound = /** @type {HTMLAudioElement} */ (find(this.#root, "audio"));
    const stream = call?.establishedAt == null ? null : call.incomingStream;
    if (sound.srcObject !== stream) sound.srcObject = stream;
  }

  /** @param {LoadedSdk} sdk */
  nameSdk(sdk) {
    this.#root.dataset.sdk = sdk.generation;
    setText(find(this.#root, ".phone__sdk"), `SDK: ${nameOf(sdk)}`);
  }

  #drawTimer() {
    const since = this.#drawn?.call?.establishedAt ?? null;
    const text = since === null ? "" : formatDuration((performance.now() - since) / 1000);
    setText(find(this.#root, ".call__timer"), text);
  }

  /** @param {PhoneState} state @param {boolean} hadCall */
  #moveFocus({ status }, hadCall) {
    const isOffered = status === "incoming";
    if (isOffered && isTyping()) return; // the next space would answer
    if (isOffered) this.#offeredAt = performance.now();
    const always = /** @type {Record<string, string>} */ (FOCUS_ALWAYS)[status];
    if (always) return this.#button(always).focus();
    if (!isFocusLost()) return;
    const wanted = /** @type {Record<string, string>} */ (FOCUS_WHEN_LOST)[status];
    if (wanted) this.#button(wanted).focus();
    else if (hadCall) this.#afterCall().focus();
  }

  /** A key that was meant for what had the focus before must not open the microphone. @param {MouseEvent} click */
  #refuseStrayKey(click) {
    const isByKey = click.detail === 0;
    const isTooSoon = performance.now() - this.#offeredAt < TOO_SOON_MS;
    if (isByKey && isTooSoon) click.stopImmediatePropagation();
  }

  /** Where the focus was before the call; if it was nowhere, beside the sentence on its end. */
  #afterCall() {
    const before = this.#returnTo;
    const isSomewhere = before instanceof HTMLElement && before !== document.body;
    return isSomewhere && before.checkVisibility() ? before : find(this.#root, ".call");
  }

  /** @param {string} action */
  #button(action) {
    return find(this.#root, `[data-action="${action}"]`);
  }
}

/** @type {() => boolean} - nothing has the focus, or something that is hidden now */
const isFocusLost = () => {
  const focused = document.activeElement;
  return !focused || focused === document.body || focused.closest("[hidden]") !== null;
};

/** @type {() => boolean} */
const isTyping = () =>
  document.activeElement?.matches("input:read-write, textarea:read-write") ?? false;
