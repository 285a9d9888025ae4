import { find } from "./page.js";
import { insecureSentence, isMicrophonePossible } from "./sound.js";
import { DialForm } from "./virtual-phone/dial-form.js";
import { Telephone } from "./virtual-phone/telephone.js";
import { View } from "./virtual-phone/view.js";

const root = find(document, ".virtual-phone");
const telephone = new Telephone(root.dataset.number ?? "", (event, sentence) => {
  view.draw(event, sentence);
  form.enable(telephone.status === "ready");
});
const view = new View(root, telephone);
const form = new DialForm(/** @type {HTMLFormElement} */ (find(root, "form")), {
  onCall: (number) => telephone.call(number),
  onProblem: (sentence) => view.say(sentence),
});

/** @param {string} action @param {() => void} act */
const onClick = (action, act) =>
  find(root, `[data-action=${action}]`).addEventListener("click", () => act());
onClick("answer", () => telephone.answer());
onClick("decline", () => telephone.hangUp("You declined it."));
onClick("hang-up", () => telephone.hangUp("You hung up."));
window.addEventListener("pagehide", () => telephone.hangUp("This page was closed.", "pageClosed"));

if (isMicrophonePossible()) telephone.open();
else view.draw("failed", insecureSentence(location));
