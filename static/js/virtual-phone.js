import { nextStatus } from "./call-state.js";
import { find, setText } from "./dom.js";
import { formatDuration } from "./duration.js";
import { insecureSentence, isMicrophonePossible, microphoneSentence } from "./microphone.js";
import { CallLeg } from "./sandbox/call-leg.js";
import { SignallingSocket } from "./sandbox/socket.js";
import { Tones } from "./tones.js";

/** @import { Inbound, Incoming } from "./types/signalling.d.ts" */
/** @import { PhoneStatus } from "./types/phone.d.ts" */

const root = find(document, ".virtual-phone");
const sound = /** @type {HTMLAudioElement} */ (find(root, "audio"));
const tones = new Tones();
const path = `/sandbox/phone/${encodeURIComponent(root.dataset.number ?? "")}/signalling`;
const socket = new SignallingSocket(path, { onMessage: received, onClosed: disconnected });

/** @type {PhoneStatus} */
let status = "starting";
/** @type {CallLeg | null} */
let leg = null;
let offer = "";
let caller = "";
let establishedAt = 0;
let isAnswering = false;

/** @param {string} event @param {string} sentence */
function happened(event, sentence) {
  status = nextStatus(status, event);
  root.dataset.status = status;
  setText(find(root, ".call__sentence"), sentence);
  for (const element of root.querySelectorAll("[data-show-in]")) {
    const statuses = element.getAttribute("data-show-in")?.split(" ") ?? [];
    element.toggleAttribute("hidden", !statuses.includes(status));
  }
  tones.play(status === "incoming" && event === "offered" ? "ringtone" : null);
}

/** @param {Inbound} message */
function received(message) {
  if (message.type === "registered") {
    socket.settle();
    if (!leg) happened("started", "This phone is on. It rings when its number is called.");
  } else if (message.type === "incoming") ring(message);
  else if (message.type === "ended" && message.callId === leg?.id) {
    ended(message.message ?? (establishedAt ? `${caller} hung up.` : `${caller} gave up.`));
  } else if (message.type === "candidate") void leg?.media.addCandidate(message.candidate);
  else if (message.type === "dtmf") pressed(message.digits);
}

/** @param {Incoming} message */
function ring(message) {
  const callId = message.callId;
  if (leg) {
    socket.send({ type: "hangup", callId });
    return;
  }
  ({ offer } = message);
  caller = message.caller.number ?? message.caller.displayName;
  const ringing = new CallLeg(callId, (toSend) => socket.send(toSend), {
    onConnected: established,
    onLost: () => {
      if (ringing === leg) hangUp("The connection to the other side is gone.");
    },
  });
  leg = ringing;
  setText(find(root, ".call__name"), caller);
  setText(find(root, ".virtual-phone__digits"), "none yet");
  happened("offered", `${caller} is calling this phone.`);
  find(root, "[data-action=answer]").focus();
  socket.send({ type: "ringing", callId });
}

async function answer() {
  const ringing = leg;
  if (!ringing || isAnswering) return;
  isAnswering = true;
  find(root, "[data-action=answer]").setAttribute("aria-disabled", "true");
  happened("answered", `Connecting with ${caller}.`);
  try {
    await ringing.media.openMicrophone();
    await ringing.answer(offer);
  } catch (error) {
    if (ringing !== leg) return; // The caller gave up in the meantime.
    allowAnswering();
    happened("refused", microphoneSentence(error) ?? "The call could not be connected.");
  }
}

function allowAnswering() {
  isAnswering = false;
  find(root, "[data-action=answer]").removeAttribute("aria-disabled");
}

function established() {
  if (!leg || establishedAt) return;
  establishedAt = performance.now();
  leg.media.isAudible = true;
  sound.srcObject = leg.media.incoming;
  happened("established", `Talking with ${caller}.`);
  find(root, "[data-action=hang-up]").focus();
}

/** @param {string} digits */
function pressed(digits) {
  const line = find(root, ".virtual-phone__digits");
  setText(line, line.textContent === "none yet" ? digits : `${line.textContent}${digits}`);
}

/** @param {string} sentence */
function hangUp(sentence) {
  if (!leg) return;
  socket.send({ type: "hangup", callId: leg.id });
  ended(sentence);
}

/** @param {string} sentence */
function ended(sentence) {
  leg?.media.close();
  leg = null;
  establishedAt = 0;
  allowAnswering();
  sound.srcObject = null;
  happened("ended", sentence);
}

/** @param {string} reason @param {boolean} willRetry */
function disconnected(reason, willRetry) {
  if (leg) ended("The connection to the server is lost.");
  happened("failed", willRetry ? "The server does not answer. Trying again by itself." : reason);
}

setInterval(() => {
  const seconds = (performance.now() - establishedAt) / 1000;
  setText(find(root, ".call__timer"), establishedAt ? formatDuration(seconds) : "");
}, 250);
for (const gesture of ["pointerdown", "keydown"]) {
  document.addEventListener(gesture, () => tones.unlock());
}
find(root, "[data-action=answer]").addEventListener("click", answer);
find(root, "[data-action=decline]").addEventListener("click", () => hangUp("You declined it."));
find(root, "[data-action=hang-up]").addEventListener("click", () => hangUp("You hung up."));
window.addEventListener("pagehide", () => hangUp("This page was closed."));

if (isMicrophonePossible()) socket.open();
else happened("failed", insecureSentence(location));
