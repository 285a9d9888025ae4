import { CallView } from "./call-view.js";
import { noteRefusal, offerEventLog, startLog } from "./event-log.js";
import { CallHistory } from "./history.js";
import { MissedCalls } from "./missed-calls.js";
import { NumberForm } from "./number-form.js";
import { CUT_OFF, apiOfPage, find, logOutAfter, setText } from "./page.js";
import { PeopleList, offerLink } from "./people.js";
import { Phone } from "./phone.js";
import { loadSdk, makeAdapter, nameOf, rememberPeerConnections } from "./sdk.js";
import { Tones, toneFor } from "./sound.js";
import { insecureSentence, isMicrophoneGranted, isMicrophonePossible } from "./sound.js";
import { invitationProblem, refusalSentence } from "./words.js";

/** @import { PastCall } from "./types/phone.d.ts" */
/** @typedef {CustomEvent<import("./types/phone.d.ts").PhoneState>} ChangeEvent */

const root = find(document, ".phone");
const { applicationKey = "", userId = "", displayName = "", environmentHost = "" } = root.dataset;
const { callee, callerIdentifier, classicBaseUrl } = root.dataset;
const options = {
  ...{ applicationKey, userId, displayName, environmentHost, callerIdentifier, classicBaseUrl },
  displayNameOf: (/** @type {string} */ id) => people.displayNameOf(id) ?? id,
};

// In the sandbox, calls come over its own socket, not by push.
const isLive = root.dataset.mode === "live" && isMicrophonePossible();
const liveMode = isLive ? import("./live-mode.js") : null;

const log = startLog(root);
const api = apiOfPage((method, path, error) => noteRefusal(log, method, path, error));
const sdk = loadSdk(/** @type {HTMLScriptElement} */ (find(document, "script[data-sinch-sdk]")));
const tones = new Tones();

const phone = new Phone(async (listener) => {
  log.note("Microphone allowed.", "static/js/sound.js tryMicrophone()");
  return makeAdapter(await sdk, { options, api, log }, listener);
});
offerEventLog(root, log, { phone, sdk });

const people = new PeopleList(find(root, ".people"), {
  api,
  callee,
  isOnlineKnown: root.dataset.mode === "sandbox",
  onCall: ({ userId: id, displayName }, isVideo) =>
    phone.place({ remote: { id, displayName }, isVideo }),
  onProblem: reportFromServer,
});
const again = {
  areNumbersOn: Boolean(callerIdentifier),
  onCall: (/** @type {PastCall} */ { remote: id, remoteDisplayName: displayName }) =>
    phone.place({ remote: { id, displayName }, isVideo: false }),
};
const missed = new MissedCalls(find(root, ".call__missed"), again);
const history = new CallHistory(find(root, ".history"), {
  ...again,
  api,
  onRead: (calls) => missed.draw(calls, phone.state.call !== null),
});
offerLink(find(root, ".people__invitation"));
const form = /** @type {HTMLFormElement | null} */ (root.querySelector(".number form"));
const numberForm =
  form &&
  new NumberForm(form, {
    api,
    onCall: (id) => phone.place({ remote: { id, displayName: id }, isVideo: false }),
    onProblem: (sentence) => phone.say(sentence),
  });

const view = new CallView(root, {
  "turn-on": async () => {
    if (isLive) await askForPush();
    void showBrowserNote();
    const turnedOn = phone.turnOn();
    if (!isLive) void askForPush(); // after the microphone; the phone does not wait for this answer
    await turnedOn;
    if (document.activeElement === document.body) people.focus();
  },
  answer: () => phone.answer(),
  "answer-unseen": () => phone.answer(false),
  decline: () => phone.hangUp(),
  "hang-up": () => phone.hangUp(),
  mute: () => phone.inCall((call) => call.toggleMute()),
});

/** Trouble of the page with its server; the end of it takes away no other trouble. */
let reported = "";

/** @param {import("./types/phone.d.ts").Problem | null} problem */
function reportFromServer(problem) {
  // The phone, too, knows when the server is gone; two sentences taking turns would chatter.
  const { status, problem: known } = phone.state;
  if (problem?.code === "unreachable" && (known || status === "established")) return;
  if (!problem) void history.recover(phone.state.call !== null); // somebody may call meanwhile
  if (problem) phone.report(problem);
  else if (reported && phone.state.problem?.message === reported) phone.report(null);
  reported = problem?.message ?? "";
}

let lastStatus = phone.state.status;
phone.addEventListener("change", (event) => {
  const state = /** @type {ChangeEvent} */ (event).detail;
  people.enable(state.status === "ready");
  numberForm?.enable(state.status === "ready");
  history.enable(state.status === "ready");
  view.draw(state);
  tones.play(toneFor(state));
  const wasBusy = !["ready", "starting"].includes(lastStatus);
  if (wasBusy && state.status === "ready") void people.refresh();
  lastStatus = state.status;
});
rememberPeerConnections();
phone.addEventListener("change", loadInCall);
let lastReport = Promise.resolve();
phone.addEventListener("callend", (event) => {
  lastReport = report(/** @type {CustomEvent} */ (event).detail);
});

/** What only a call needs comes with the first one, so that the page is quick without it. */
async function loadInCall() {
  if (!phone.state.call && !sessionStorage.getItem(CUT_OFF)) return;
  phone.removeEventListener("change", loadInCall);
  try {
    const { startInCall } = await import("./in-call/in-call.js");
    startInCall(phone, root, tones);
  } catch {
    phone.report({ message: "The keypad and the settings of the sound could not be loaded." });
  }
}

/** @param {import("./types/phone.d.ts").CallRecord} record of a call that has just ended */
async function report(record) {
  missed.note(record.sinchCallId);
  const { notice } = phone.state;
  const kept = await history.add(record);
  log.hide(kept?.remoteDisplayName);
  const sentence = refusalSentence(record, kept);
  // Unless something newer is worth saying by now.
  if (sentence && phone.state.notice === notice) phone.say(sentence, phone.state.again);
}
// In this order: turning off ends the call, and its end makes the report to wait for.
logOutAfter(find(document, "form[data-log-out]"), () =>
  Promise.allSettled([phone.turnOff(), lastReport]),
);
window.addEventListener("beforeunload", (event) => {
  if (["calling", "ringing", "established"].includes(phone.state.status)) event.preventDefault();
});
window.addEventListener("pagehide", () => {
  phone.dispatchEvent(new Event("leave"));
  void phone.turnOff();
});
// Back, in browsers that keep whole pages: this one has no phone any more.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("pointerdown", () => tones.unlock());
document.addEventListener("keydown", () => tones.unlock());

/** Whether the browser needs not ask for notifications any more, or cannot. */
const isPushDecided = () => !("Notification" in window) || Notification.permission !== "default";

/** To be called in a click: many browsers let no page ask at another moment. */
const askForPush = async () => {
  if (!isPushDecided()) await Notification.requestPermission();
};

const showBrowserNote = async () => {
  if (!liveMode) return;
  const { browserNote, capabilities } = await liveMode;
  const line = find(root, ".call__browser-note");
  setText(line, browserNote(capabilities()));
  line.hidden = !line.textContent;
};

const start = async () => {
  void showBrowserNote();
  void liveMode?.then(({ listenForPush }) => listenForPush(phone, log));
  sdk.then(showSdk).catch((error) => phone.failed(error));
  const turnedOn = turnOnIfAllowed();
  void history.refresh();
  await Promise.all([turnedOn, people.refresh()]);
  if (callee) openInvitation(callee);
};

/** Without a click, where the browser need not ask the person anything. */
const turnOnIfAllowed = async () => {
  if (!isMicrophonePossible()) phone.failed({ message: insecureSentence(location) });
  else if ((!isLive || isPushDecided()) && (await isMicrophoneGranted())) await phone.turnOn();
};

/** @param {import("./types/phone.d.ts").LoadedSdk} loaded */
const showSdk = (loaded) => {
  root.dataset.sdk = loaded.generation;
  setText(find(root, ".phone__sdk"), `SDK: ${nameOf(loaded)}`);
};

/** @param {string} username */
const openInvitation = (username) => {
  if (!people.has(username)) phone.say(invitationProblem(username, userId));
  else if (phone.state.status === "ready") people.focus();
};

void start();
