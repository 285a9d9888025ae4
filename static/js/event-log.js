import { find, setText } from "./page.js";
import { nameOf } from "./sdk.js";
import { statusSentence } from "./words.js";

/** @import { CallRecord, LoadedSdk, PhoneState, PhoneStatus, TicketForm } from "./types/phone.d.ts" */
/** @import { Grade, Numbers } from "./in-call/quality.js" */
/** @import { ApiError } from "./page.js" */
/** @import { Phone } from "./phone.js" */

/** @typedef {`${string}.js ${string}()` | `${string}.py ${string}()`} Source file and function that did it */
/** @typedef {{form: TicketForm, unsigned: string}} Credential all of it but its signature */
/** @typedef {{number: number, at: Date, text: string, source: Source, credential?: Credential}} Entry */
/** @typedef {{seconds: Record<Grade, number>, last: Numbers}} CallQuality */

const KEPT = 200;

/** What the page did, for people who want to follow it; fires `log` (an Entry). Kept nowhere else. */
export class EventLog extends EventTarget {
  /** @type {Entry[]} oldest first */
  entries = [];
  /** @type {Set<string>} names and ids of other people: no report repeats them */
  others = new Set();
  /** @type {{at: Date, message: string} | null} */
  lastProblem = null;
  /** @type {CallQuality | null} of the last call; null: nothing was measured */
  quality = null;
  #count = 0;
  /** @type {Source | null} */
  #doer = null;

  /** @param {string} text @param {Source} source @param {Credential} [credential] */
  note(text, source, credential) {
    const last = this.entries.at(-1);
    if (text === last?.text && source === last.source && !credential) return;
    const entry = { number: ++this.#count, at: new Date(), text, source, credential };
    this.entries = [...this.entries, entry].slice(-KEPT);
    this.dispatchEvent(new CustomEvent("log", { detail: entry }));
  }

  /**
   * What the phone does meanwhile is the work of that function.
   *
   * @param {Source} source
   * @param {() => void} action
   */
  doneBy(source, action) {
    this.#doer = source;
    try {
      action();
    } finally {
      this.#doer = null;
    }
  }

  /** @param {PhoneState} before @param {PhoneState} now */
  noteChange(before, now) {
    const { call, problem } = now;
    if (call) this.hide(call.remote.id, call.remote.displayName);
    if (call && !before.call) this.quality = null;
    if (problem) this.lastProblem = { at: new Date(), message: problem.message };
    const text = describeChange(before, now);
    if (text) this.note(text, this.#doer ?? sourceOf(before, now));
  }

  /** @param {{grade: Grade, numbers: Numbers}} measured in one second of a call */
  measured({ grade, numbers: last }) {
    const seconds = this.quality?.seconds ?? { good: 0, fair: 0, poor: 0 };
    const isNew = seconds[grade] === 0 && grade !== "good";
    if (isNew) this.note(`Call quality: ${grade}.`, "static/js/in-call/quality.js gradeOf()");
    this.quality = { seconds: { ...seconds, [grade]: seconds[grade] + 1 }, last };
  }

  /** @param {(string | undefined)[]} others names and ids of people */
  hide(...others) {
    for (const other of others) if (other) this.others.add(other);
  }
}

/** @type {(root: HTMLElement) => EventLog} - of this page */
export const startLog = ({ dataset: { mode, callee } }) => {
  const log = new EventLog();
  log.note(`Page loaded, in ${mode} mode.`, "blueprints/pages.py show_call()");
  log.hide(callee);
  return log;
};

/** @type {(before: PhoneState, now: PhoneState) => string} - empty: it says the same as before */
export const describeChange = (before, now) => {
  const sentence = statusSentence(now);
  if (sentence === statusSentence(before)) return "";
  if (now.status !== "ready") return sentence;
  if (before.status === "starting") return `Client started. ${sentence}`;
  return before.status === "failed" ? `Connected again. ${sentence}` : sentence;
};

/** @type {Record<PhoneStatus, Source>} - who brings the phone there */
const SOURCES = {
  off: "static/js/phone.js say()",
  starting: "static/js/phone.js turnOn()",
  ready: "static/js/phone.js started()",
  calling: "static/js/phone.js place()",
  ringing: "static/js/live-call.js watch()",
  incoming: "static/js/phone.js incoming()",
  established: "static/js/live-call.js establish()",
  failed: "static/js/phone.js failed()",
};

/** @type {(before: PhoneState, now: PhoneState) => Source} */
export const sourceOf = (before, now) => {
  const { status, call, problem } = now;
  if (before.call && !call) return "static/js/live-call.js end()";
  if (status !== before.status) return SOURCES[status];
  if (call?.isMuted !== before.call?.isMuted) return "static/js/live-call.js toggleMute()";
  if (call?.trouble !== before.call?.trouble) return "static/js/in-call/connection.js tell()";
  if (call?.isAnswered !== before.call?.isAnswered) {
    return call?.direction === "incoming"
      ? "static/js/phone.js answer()"
      : "static/js/live-call.js watch()";
  }
  const isSame = problem?.message === before.problem?.message;
  return isSame ? "static/js/phone.js say()" : "static/js/phone.js report()";
};

/** @type {(log: EventLog, phone: Phone, root: HTMLElement) => void} - what it says, what its calls come to */
const followPhone = (log, phone, root) => {
  let before = phone.state;
  phone.addEventListener("change", (event) => {
    const now = /** @type {CustomEvent<PhoneState>} */ (event).detail;
    log.noteChange(before, now);
    if (now.call?.qualityWarnings.length) void noteWarnings(log, before, now);
    before = now;
  });
  phone.addEventListener("callend", (event) => {
    noteEnd(log, /** @type {CustomEvent<CallRecord>} */ (event).detail, phone.state);
  });
  root.addEventListener("quality", (event) => log.measured(/** @type {CustomEvent} */ (event).detail));
};

/** @type {(log: EventLog, before: PhoneState, now: PhoneState) => Promise<void>} */
const noteWarnings = async (log, before, now) => {
  const had = new Set(before.call?.qualityWarnings);
  const isNew = (/** @type {string} */ name) => !had.has(name);
  const { warningSentence } = await import("./in-call/quality.js"); // every call has loaded it
  for (const name of now.call?.qualityWarnings.filter(isNew) ?? []) {
    log.note(`Quality warning ${name}: ${warningSentence(name)}`, "static/js/live-call.js watch()");
  }
};

/** @type {(log: EventLog, record: CallRecord, state: PhoneState) => void} */
const noteEnd = (log, { remote, endCause, sinchCallId }, { call }) => {
  log.hide(remote);
  const what = call ? `${remote} called while you were in another call, and heard busy` : "Call over";
  const source = call ? "static/js/phone.js incoming()" : "static/js/live-call.js end()";
  log.note(`${what}. End cause: ${endCause}; Sinch's id of the call: ${sinchCallId}.`, source);
};

/** @type {Record<string, Source>} - who answers on the server */
const ANSWERS = {
  "POST /api/ticket": "blueprints/api.py give_ticket()",
  "GET /api/people": "blueprints/api.py list_people()",
  "GET /api/phone-number": "blueprints/phone_number.py check()",
  "GET /api/calls": "blueprints/history.py list_calls()",
  "POST /api/calls": "blueprints/history.py report_call()",
  "DELETE /api/calls": "blueprints/history.py forget_call()",
};

/** @type {(log: EventLog, method: string, path: string, error: ApiError) => void} */
export const noteRefusal = (log, method, path, { code, message }) => {
  const [resource] = path.match(/^\/api\/[a-z-]+/) ?? [path];
  const answered = code === "unreachable" ? undefined : ANSWERS[`${method} ${resource}`];
  const text = answered ? `The server refused ${method} ${resource}: ${message}` : message;
  log.note(text, answered ?? "static/js/page.js createApi()");
  log.lastProblem = { at: new Date(), message };
};

/**
 * From now on the log is kept, and can be seen: what only its drawer needs is loaded with that.
 *
 * @param {HTMLElement} root of the page
 * @param {EventLog} log
 * @param {{phone: Phone, sdk: Promise<LoadedSdk>}} parts
 */
export const offerEventLog = (root, log, { phone, sdk }) => {
  followPhone(log, phone, root);
  const noteSdk = (/** @type {LoadedSdk} */ loaded) =>
    log.note(`SDK loaded: ${nameOf(loaded)}.`, "static/js/sdk.js loadSdk()");
  sdk.then(noteSdk, () => {}); // the phone says what went wrong
  const section = find(root, ".event-log");
  const open = async () => {
    try {
      const { Drawer } = await import("./event-log/drawer.js");
      new Drawer(root, log, sdk);
    } catch {
      setText(find(section, ".event-log__said"), "The log could not be loaded: reload the page.");
    }
  };
  section.addEventListener("toggle", open, { once: true });
};
