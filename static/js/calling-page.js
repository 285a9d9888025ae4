import { makeAdapter } from "./adapters.js";
import { createApi } from "./api.js";
import { browserNote, capabilities } from "./browser-note.js";
import { CallHistory } from "./call-history.js";
import { CallView } from "./call-view.js";
import { find, setText } from "./dom.js";
import { askBeforeLeaving, loadWithFirstCall } from "./during-calls.js";
import { refusalSentence } from "./end-reasons.js";
import { EventLog } from "./event-log.js";
import { showEventLog } from "./event-log-view.js";
import { offerLink } from "./invitation-link.js";
import { insecureSentence, isMicrophoneGranted, isMicrophonePossible } from "./microphone.js";
import { logOutAfter } from "./log-out.js";
import { MissedCalls } from "./missed-calls.js";
import { NumberForm } from "./number-form.js";
import { rememberPeerConnections } from "./peer-connections.js";
import { PeopleList } from "./people-list.js";
import { Phone } from "./phone.js";
import { PushInbox, askForPush, isPushDecided } from "./push.js";
import { loadSdk, nameOf } from "./sdk.js";
import { statusSentence } from "./status-sentence.js";
import { Tones, toneFor } from "./tones.js";

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

const csrfToken = find(document, "meta[name=csrf-token]").getAttribute("content") ?? "";
const api = createApi({ csrfToken });
const sdk = loadSdk(/** @type {HTMLScriptElement} */ (find(document, "script[data-sinch-sdk]")));
const log = new EventLog();
showEventLog(find(root, ".event-log"), log);
const tones = new Tones();

const phone = new Phone(async (listener) =>
  makeAdapter(await sdk, { options, api, log }, listener),
);

const people = new PeopleList(find(root, ".people"), {
  api,
  callee,
  isOnlineKnown: root.dataset.mode === "sandbox",
  onCall: (person) => phone.callUser({ id: person.userId, displayName: person.displayName }),
  onProblem: reportFromServer,
});
const again = {
  areNumbersOn: Boolean(callerIdentifier),
  onCall: (/** @type {PastCall} */ { kind, remote: id, remoteDisplayName: displayName }) =>
    kind === "app-to-app" ? phone.callUser({ id, displayName }) : phone.callNumber(id),
};
const missed = new MissedCalls(find(root, ".call__missed"), again);
const history = new CallHistory(find(root, ".history"), {
  ...again,
  api,
  onRead: (calls) => missed.draw(calls),
});
offerLink(find(root, ".people__invitation"));
const form = /** @type {HTMLFormElement | null} */ (root.querySelector(".number form"));
const numberForm =
  form &&
  new NumberForm(form, {
    api,
    onCall: (number) => phone.callNumber(number),
    onProblem: (sentence) => phone.say(sentence),
  });

const view = new CallView(root, {
  "turn-on": async () => {
    if (isLive) await askForPush();
    showBrowserNote();
    const turnedOn = phone.turnOn();
    if (!isLive) void askForPush(); // after the microphone; the phone does not wait for this answer
    await turnedOn;
    if (document.activeElement === document.body) people.focus();
  },
  answer: () => phone.answer(),
  decline: () => phone.hangUp(),
  "hang-up": () => phone.hangUp(),
  mute: () => phone.toggleMute(),
});

/** Trouble of the page with its server; the end of it takes away no other trouble. */
let reported = "";

/** @param {import("./types/phone.d.ts").Problem | null} problem */
function reportFromServer(problem) {
  // The phone, too, knows when the server is gone; two sentences taking turns would chatter.
  if (problem?.code === "unreachable" && phone.state.problem) return;
  if (!problem && reported) void history.recover();
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
  if (state.status === "ready" && lastStatus !== "ready") void people.refresh();
  if (state.status === "ready" && lastStatus === "starting") log.note("Client started");
  else if (state.status !== lastStatus) log.note(statusSentence(state));
  lastStatus = state.status;
});
rememberPeerConnections();
loadWithFirstCall(phone, root, tones);
askBeforeLeaving(phone);
let lastReport = Promise.resolve();
phone.addEventListener("callend", (event) => {
  lastReport = report(/** @type {CustomEvent} */ (event).detail);
});

/** @param {import("./types/phone.d.ts").CallRecord} record of a call that has just ended */
async function report(record) {
  missed.note(record.sinchCallId);
  const { notice } = phone.state;
  const sentence = refusalSentence(record, await history.add(record));
  // Unless something newer is worth saying by now.
  if (sentence && phone.state.notice === notice) phone.say(sentence);
}
// In this order: turning off ends the call, and its end makes the report to wait for.
logOutAfter(find(document, "form[data-log-out]"), () =>
  Promise.allSettled([phone.turnOff(), lastReport]),
);
window.addEventListener("pagehide", () => phone.turnOff());
// Back, in browsers that keep whole pages: this one has no phone any more.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
// A key that is held must not press the button that took the place of the one it pressed.
root.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter") event.preventDefault();
});
for (const gesture of ["pointerdown", "keydown"]) {
  document.addEventListener(gesture, () => tones.unlock());
}

function showBrowserNote() {
  const line = find(root, ".call__browser-note");
  setText(line, isLive ? browserNote(capabilities()) : "");
  line.hidden = !line.textContent;
}

/** @type {() => string} - what is wrong with the invitation; empty: nothing */
const invitationProblem = () => {
  if (!callee || people.has(callee)) return "";
  return callee === userId
    ? "This is the link to yourself: send it to somebody who should call you."
    : `Nobody here has the username ${callee}.`;
};

const start = async () => {
  showBrowserNote();
  if (isLive && "serviceWorker" in navigator) new PushInbox(phone, navigator.serviceWorker);
  void history.refresh();
  const listed = people.refresh();
  sdk.then(showSdk).catch((error) => phone.failed(error));
  if (!isMicrophonePossible()) phone.failed({ message: insecureSentence(location) });
  else if ((!isLive || isPushDecided()) && (await isMicrophoneGranted())) await phone.turnOn();
  await listed;
  if (callee) openInvitation();
};

/** @param {import("./types/phone.d.ts").LoadedSdk} loaded */
const showSdk = (loaded) => {
  setText(find(root, ".phone__sdk"), `SDK: ${nameOf(loaded)}`);
  log.note(`SDK loaded: ${nameOf(loaded)}`);
};

const openInvitation = () => {
  const problem = invitationProblem();
  if (problem) phone.say(problem);
  else if (phone.state.status === "ready") people.focus();
};

void start();
