import { find, setText } from "../page.js";
import { chooseDevice, chosenDevice, problemOf } from "../sound.js";

/** @import { DeviceKind } from "../sound.js" */
/** @import { PhoneState } from "../types/phone.d.ts" */
/** @import { MicrophoneSwitch } from "./microphone.js" */

// Chromium's names for what the system has chosen.
const SYSTEM_IDS = ["", "default", "communications"];

/** A list of devices to choose from, which remembers the choice. */
export class DeviceSelect {
  /** In use now; empty: the system's choice. */
  usedId = "";
  /** @type {Map<string, string>} every device that was ever here, by its name */
  #labels = new Map();
  #select;

  /** @param {DeviceKind} kind @param {HTMLSelectElement} select @param {(self: DeviceSelect) => void} onChoice */
  constructor(kind, select, onChoice) {
    this.kind = kind;
    this.#select = select;
    select.addEventListener("change", () => {
      chooseDevice(kind, select.value);
      onChoice(this);
    });
  }

  /** The chosen one, when it is there. */
  get selectedId() {
    return this.#select.value;
  }

  get isChoiceGone() {
    return this.selectedId !== chosenDevice(this.kind);
  }

  /** What to say of a choice that went, or came back. */
  get news() {
    const thing = this.kind === "audioinput" ? "microphone" : "speaker";
    const label = this.#labels.get(chosenDevice(this.kind)) ?? `The ${thing} that you chose`;
    const isGone = `${label} is gone: the system's ${thing} is used.`;
    return this.isChoiceGone ? isGone : `${label} is back, and in use.`;
  }

  /** @param {MediaDeviceInfo[]} devices */
  fill(devices) {
    const mine = devices.filter((one) => this.#isMine(one));
    for (const { deviceId, label } of mine) this.#labels.set(deviceId, label);
    const options = mine.map(({ deviceId, label }) => new Option(label, deviceId));
    this.#select.replaceChildren(new Option("System default", ""), ...options);
    const chosen = chosenDevice(this.kind);
    this.#select.value = mine.some(({ deviceId }) => deviceId === chosen) ? chosen : "";
  }

  /** The choice did not work. */
  takeBack() {
    chooseDevice(this.kind, this.usedId);
    this.#select.value = this.usedId;
  }

  /** @param {MediaDeviceInfo} device */
  #isMine({ kind, deviceId }) {
    return kind === this.kind && !SYSTEM_IDS.includes(deviceId);
  }
}

const NO_SPEAKER = "This speaker cannot be used.";

/** Which microphone and which speaker a call uses; both can be changed while it goes on. */
export class Devices {
  #isTalking = false;
  #root;
  #microphone;
  #inputs;
  #outputs;

  /** @param {HTMLElement} root @param {MicrophoneSwitch} microphone */
  constructor(root, microphone) {
    this.#root = root;
    this.#microphone = microphone;
    const onChoice = (/** @type {DeviceSelect} */ select) => this.#chosen(select);
    this.#inputs = new DeviceSelect("audioinput", find(root, "#microphone"), onChoice);
    this.#outputs = new DeviceSelect("audiooutput", find(root, "#speaker"), onChoice);
    find(root, ".devices__speaker").hidden = !("setSinkId" in HTMLMediaElement.prototype);
    navigator.mediaDevices.addEventListener("devicechange", () => this.#plugged());
  }

  /** @param {PhoneState} state */
  draw({ status, call }) {
    const isTalking = status === "established";
    this.#microphone.follow(isTalking ? call : null);
    const hasBegun = isTalking && !this.#isTalking;
    this.#isTalking = isTalking;
    if (hasBegun) void this.#begin();
  }

  /** The SDK opened the chosen microphone, if that is there. */
  async #begin() {
    await this.#fill();
    this.#inputs.usedId = this.#inputs.selectedId;
    this.#outputs.usedId = this.#sound.sinkId ?? "";
    const problem = await this.#use(this.#outputs);
    this.#say(this.#inputs.isChoiceGone ? this.#inputs.news : problem);
  }

  async #fill() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.#inputs.fill(devices);
    this.#outputs.fill(devices);
  }

  /** @param {DeviceSelect} select */
  async #chosen(select) {
    const problem = await this.#use(select);
    if (problem) select.takeBack();
    this.#say(problem);
  }

  /** Something was plugged in or out: perhaps what is in use, perhaps what is wanted. */
  async #plugged() {
    if (!this.#isTalking) return;
    await this.#fill();
    const sentences = [];
    for (const select of [this.#inputs, this.#outputs]) {
      if (select.selectedId === select.usedId) continue;
      sentences.push((await this.#use(select)) || select.news);
    }
    if (sentences.length) this.#say(sentences.join(" "));
  }

  /** Let the call use what is selected. @param {DeviceSelect} select @returns {Promise<string>} why not */
  async #use(select) {
    const { kind, selectedId } = select;
    if (selectedId === select.usedId) return "";
    try {
      if (kind === "audioinput") await this.#microphone.toChosen();
      else await this.#sound.setSinkId(selectedId);
    } catch (error) {
      return kind === "audioinput" ? problemOf(error).message : NO_SPEAKER;
    }
    select.usedId = selectedId;
    return "";
  }

  /** @returns {HTMLAudioElement} */
  get #sound() {
    return find(this.#root, "audio");
  }

  /** @param {string} sentence */
  #say(sentence) {
    setText(find(this.#root, ".devices__note"), sentence);
  }
}
