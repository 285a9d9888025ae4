import { CallView } from "./call-view.js";
import { noteRefusal, offerEventLog, startLog } from "./event-log.js";
import { CUT_OFF, apiOfPage, find, logOutAfter, nameInPage, setText } from "./page.js";
import { Phone } from "./phone.js";
import { loadSdk, makeAdapter, rememberPeerConnections } from "./sdk.js";
import { Tones, askForPush, isPushDecided, toneFor } from "./sound.js";
import { insecureSentence, isMicrophonePossible, lookForMicrophone } from "./sound.js";
import { invitationProblem } from "./words.js";

/** @import { CallRecord, PhoneState, Problem, Remote } from "./types/phone.d.ts" */
/** @typedef {CustomEvent<PhoneState>} ChangeEvent */
/**
 * @typedef {object} Lists
 * @property {import("./people.js").PeopleList} people
 * @property {import("./history.js").CallHistory} history
 * @property {import("./number-form.js").NumberForm | null} numberForm
 * @property {(record: CallRecord) => Promise<void>} report
 */

// The lists wait for the phone, but not for one that waits for a server far away.
const LISTS_AFTER_MS = 300;
const LISTS_MISSING = "People and calls could not be loaded: reload the page.";
const LEFT = "This page was reloaded or closed.";
const PUSH_MISSING = "Calls cannot wake this page, a part of it could not be loaded: reload it.";

const root = find(document, ".phone");
const { applicationKey = "", userId = "", displayName = "", environmentHost = "" } = root.dataset;
const { callee, callerIdentifier, classicBaseUrl } = root.dataset;
const options = {
  ...{ applicationKey, userId, displayName, environmentHost, callerIdentifier, classicBaseUrl },
  displayNameOf: (/** @type {string} */ id) => lists?.people.displayNameOf(id) ?? nameInPage(root, id),
};
const isCutOff = sessionStorage.getItem(CUT_OFF) !== null; // a call, by loading this page anew

// In the sandbox, calls come over its own socket, not by push.
const isLive = root.dataset.mode === "live" && isMicrophonePossible();
const liveMode = isLive ? import("./live-mode.js") : null;

const log = startLog(root);
const api = apiOfPage((method, path, error) => noteRefusal(log, method, path, error));
const sdk = loadSdk(/** @type {HTMLScriptElement} */ (find(document, "script[data-sinch-sdk]")));
const tones = new Tones();
let lists = /** @type {Lists | null} */ (null);
let listsLoaded = Promise.resolve(); // once they are under way
let isLeaving = false;
const left = new Promise((resolve) => window.addEventListener("pagehide", resolve));

const phone = new Phone(async (listener, microphone) => {
  const note = () => log.note("Microphone allowed.", "static/js/sound.js tryMicrophone()");
  void microphone.then(note, () => {}); // the phone says why not
  return makeAdapter(await sdk, { options, api, log }, listener);
});
offerEventLog(root, log, { phone, sdk });

const view = new CallView(root, {
  "turn-on": async () => {
    if (isLive) await askForPush();
    void liveMode?.then(({ showBrowserNote }) => showBrowserNote(root), () => {});
    const turnedOn = phone.turnOn();
    if (!isLive) void askForPush(); // after the microphone; the phone does not wait for this answer
    await turnedOn;
    if (document.activeElement === document.body) lists?.people.focus();
  },
  answer: () => phone.answer(),
  "answer-unseen": () => phone.answer(false),
  decline: () => phone.hangUp(),
  "hang-up": () => phone.hangUp(),
  mute: () => phone.inCall((call) => call.toggleMute()),
});

let lastStatus = phone.state.status;
phone.addEventListener("change", (event) => {
  const state = /** @type {ChangeEvent} */ (event).detail;
  enableLists();
  view.draw(state);
  tones.play(toneFor(state));
  const wasBusy = !["ready", "starting"].includes(lastStatus);
  if (wasBusy && state.status === "ready") void lists?.people.refresh();
  lastStatus = state.status;
});
rememberPeerConnections();
phone.addEventListener("change", loadInCall);
let lastReport = Promise.resolve();
phone.addEventListener("callend", (event) => (lastReport = report(/** @type {any} */ (event).detail)));

/** What only a call needs comes with the first one, so that the page is quick without it. */
async function loadInCall() {
  if (!phone.state.call && !isCutOff) return; // which is told
  phone.removeEventListener("change", loadInCall);
  try {
    const { startInCall } = await import("./in-call/in-call.js");
    startInCall(phone, root, tones);
  } catch {
    phone.report({ message: "The keypad and the settings of the sound could not be loaded." });
  }
}

/** Whom one can call, and who called: the phone needs none of it to be ready. */
async function loadLists() {
  const [{ PeopleList }, { startHistory }, { NumberForm }] = await Promise.all([
    import("./people.js"),
    import("./missed-calls.js"),
    import("./number-form.js"),
  ]);
  const place = (/** @type {Remote} */ remote, isVideo = false) => phone.place({ remote, isVideo });
  const { history, report } = startHistory(root, { api, log, phone, place, isCutOff });
  const people = new PeopleList(find(root, ".people"), {
    api,
    callee,
    isOnlineKnown: root.dataset.mode === "sandbox",
    onCall: ({ userId: id, displayName }, isVideo) => place({ id, displayName }, isVideo),
    onProblem: reportFromServer,
  });
  const form = /** @type {HTMLFormElement | null} */ (root.querySelector(".number form"));
  const onCall = (/** @type {string} */ id) => place({ id, displayName: id });
  const numberForm = form && new NumberForm(form, { api, onCall, onProblem: (said) => phone.say(said) });
  lists = { people, history, numberForm, report };
  for (const button of root.querySelectorAll(".phone__lists [aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
  enableLists();
  await Promise.all([history.refresh(), people.refresh()]);
}

/** @param {CallRecord} record of a call that has just ended */
async function report(record) {
  const isOurs = record.answeredAt || record.direction === "outgoing";
  const told = isLeaving && isOurs ? { ...record, reason: LEFT } : record; // nobody hung up
  if (!lists) await Promise.race([listsLoaded, left]);
  if (lists) await lists.report(told);
  else await api.post("/api/calls", told).catch(() => null); // the log says why not
}

function enableLists() {
  const isReady = phone.state.status === "ready";
  for (const each of [lists?.people, lists?.history, lists?.numberForm]) each?.enable(isReady);
}

/** Trouble of the page with its server; the end of it takes away no other trouble. */
let reported = "";

/** @param {Problem | null} problem */
function reportFromServer(problem) {
  // The phone, too, knows when the server is gone; two sentences taking turns would chatter.
  const { call, status, problem: known } = phone.state;
  if (problem?.code === "unreachable" && (known || status === "established")) return;
  if (!problem) void lists?.history.recover(call !== null); // somebody may call meanwhile
  if (problem) phone.report(problem);
  else if (reported && known?.message === reported) phone.report(null);
  reported = problem?.message ?? "";
}

// In this order: turning off ends the call, and its end makes the report to wait for.
logOutAfter(find(document, "form[data-log-out]"), () =>
  Promise.allSettled([phone.turnOff(), lastReport]),
);
window.addEventListener("beforeunload", (event) => {
  if (["calling", "ringing", "established"].includes(phone.state.status)) event.preventDefault();
});
window.addEventListener("pagehide", () => {
  isLeaving = true;
  phone.dispatchEvent(new Event("leave"));
  void phone.turnOff();
});
// Back, in browsers that keep whole pages: this one has no phone any more.
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
// Enter in a field that nothing listens to yet would load the page anew.
root.addEventListener("submit", (event) => event.preventDefault());
for (const gesture of ["pointerdown", "keydown"]) {
  document.addEventListener(gesture, () => tones.unlock());
}

/** Without a click, where the browser need not ask the person anything. */
const turnOnIfAllowed = async () => {
  if (!isMicrophonePossible()) return phone.failed({ message: insecureSentence(location) });
  const seen = lookForMicrophone();
  if ((!isLive || isPushDecided()) && (await seen.isGranted)) await phone.turnOn(seen);
};

/** @param {string} username */
const openInvitation = (username) => {
  if (!lists) return; // which is said
  if (!lists.people.has(username)) phone.say(invitationProblem(username, userId));
  else if (phone.state.status === "ready") lists.people.focus();
};

liveMode
  ?.then(({ listenForPush, showBrowserNote }) => {
    showBrowserNote(root);
    listenForPush(phone, log);
  })
  .catch(() => phone.say(PUSH_MISSING));
sdk.then((loaded) => view.nameSdk(loaded)).catch((error) => phone.failed(error));
const turnedOn = turnOnIfAllowed();
const patience = new Promise((resolve) => setTimeout(resolve, LISTS_AFTER_MS));
listsLoaded = Promise.race([turnedOn, patience])
  .then(loadLists)
  .catch(() => setText(find(root, ".people__found"), LISTS_MISSING));
if (callee) void Promise.all([turnedOn, listsLoaded]).then(() => openInvitation(callee));
