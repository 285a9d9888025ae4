import { canCallAgain, missedDuring } from "./history-list.js";
import { RememberedIds } from "./history.js";
import { isTestNumber } from "./number-form.js";
import { find, newRow, setText } from "./page.js";
import { formatDuration, inSentence, statusSentence } from "./words.js";

/** @import { PastCall, PhoneState } from "./types/phone.d.ts" */

const TIMER_MS = 250;

/** Where the keyboard goes when the status changes: taken from wherever it is, or only if lost. */
const FOCUS_ALWAYS = { calling: "hang-up", incoming: "answer" };
const FOCUS_WHEN_LOST = { ringing: "hang-up", established: "mute", failed: "turn-on" };

/** Draws the call in progress, and turns its buttons into actions. */
export class CallView {
  #root;
  /** @type {PhoneState | null} */
  #drawn = null;
  /** @type {Element | null} what had the focus before the call */
  #returnTo = null;

  /** @param {HTMLElement} root @param {Record<string, () => void>} actions by data-action */
  constructor(root, actions) {
    this.#root = root;
    for (const [name, action] of Object.entries(actions)) {
      this.#button(name).addEventListener("click", action);
    }
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
    this.#drawVirtualPhone(state);
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

  /** @param {PhoneState} state */
  #drawVirtualPhone({ call }) {
    const line = find(this.#root, ".call__virtual-phone");
    const number = call?.remote.id ?? "";
    line.hidden =
      this.#root.dataset.mode !== "sandbox" ||
      call?.kind !== "app-to-phone" ||
      call.isAnswered ||
      isTestNumber(number);
    if (line.hidden) return;
    const link = find(line, "a");
    link.setAttribute("href", `/sandbox/phone/${encodeURIComponent(number)}`);
    setText(link, `Open the virtual phone of ${number} in another window`);
  }

  #drawTimer() {
    const since = this.#drawn?.call?.establishedAt ?? null;
    const text = since === null ? "" : formatDuration((performance.now() - since) / 1000);
    setText(find(this.#root, ".call__timer"), text);
  }

  /** @param {PhoneState} state @param {boolean} hadCall */
  #moveFocus({ status }, hadCall) {
    const always = /** @type {Record<string, string>} */ (FOCUS_ALWAYS)[status];
    if (always) return this.#button(always).focus();
    if (!isFocusLost()) return;
    const wanted = /** @type {Record<string, string>} */ (FOCUS_WHEN_LOST)[status];
    if (wanted) this.#button(wanted).focus();
    else if (hadCall) this.#afterCall().focus();
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

/**
 * @typedef {object} MissedCallsOptions
 * @property {boolean} areNumbersOn whether phone numbers can be called
 * @property {(call: PastCall) => void} onCall back
 */

/** Who called this window in vain, also while it was busy: the history knows of these calls. */
export class MissedCalls {
  #ownCalls = new RememberedIds(sessionStorage, "calls-of-this-window");
  #dismissed = new RememberedIds(localStorage, "dismissed-missed-calls"); // in all windows
  /** @type {PastCall[]} */
  #calls = [];
  #section;
  #options;
  #drawn = "";

  /** @param {HTMLElement} section @param {MissedCallsOptions} options */
  constructor(section, options) {
    this.#section = section;
    this.#options = options;
    window.addEventListener("storage", () => this.draw(this.#calls));
  }

  /** @param {string} sinchCallId of a call that has ended in this window */
  note(sinchCallId) {
    this.#ownCalls.add(sinchCallId);
  }

  /** @param {PastCall[]} calls newest first */
  draw(calls) {
    this.#calls = calls;
    const dismissed = this.#dismissed.all;
    const missed = missedDuring(calls, this.#ownCalls.all).filter(
      ({ sinchCallId }) => !dismissed.has(sinchCallId),
    );
    const drawn = JSON.stringify(missed);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const hadFocus = this.#section.contains(document.activeElement);
    find(this.#section, "ul").replaceChildren(...missed.map((call) => this.#row(call)));
    if (hadFocus) find(document, ".call").focus();
  }

  /** @param {PastCall} call */
  #row(call) {
    const { areNumbersOn, onCall } = this.#options;
    const name = call.remoteDisplayName;
    const row = newRow(this.#section);
    const time = new Date(call.startedAt).toLocaleTimeString([], { timeStyle: "short" });
    setText(find(row, "span"), `${inSentence(name)} called at ${time}.`);
    const button = find(row, "button");
    setText(button, `Call back ${inSentence(name)}`);
    button.hidden = !canCallAgain(call, areNumbersOn);
    button.addEventListener("click", () => onCall(call));
    const dismiss = find(row, ".missed-call__dismiss");
    dismiss.setAttribute("aria-label", `Dismiss ${inSentence(name)}'s missed call`);
    dismiss.addEventListener("click", () => this.#dismiss(call));
    return row;
  }

  /** @param {PastCall} call */
  #dismiss({ sinchCallId }) {
    this.#dismissed.add(sinchCallId);
    this.draw(this.#calls);
  }
}
