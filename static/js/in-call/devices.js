import { cameraSentence } from "../camera.js";
import { find, setText } from "../page.js";
import { pictureLine } from "../sdk.js";
import { chooseDevice, chosenDevice, problemOf } from "../sound.js";

/** @import { DeviceKind } from "../sound.js" */
/** @import { PhoneState } from "../types/phone.d.ts" */
/** @import { CameraSwitch } from "./camera-switch.js" */
/** @import { MicrophoneSwitch } from "./microphone.js" */

// Chromium's names for what the system has chosen.
const SYSTEM_IDS = ["", "default", "communications"];

/** @type {Record<DeviceKind, string>} */
const THINGS = { audioinput: "microphone", audiooutput: "speaker", videoinput: "camera" };

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
    const thing = THINGS[this.kind];
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

/** Which devices a call uses; they can be changed while it goes on. */
export class Devices {
  #isTalking = false;
  #hasCamera = false;
  #root;
  #microphone;
  #camera;
  #inputs;
  #outputs;
  #cameras;

  /** @param {HTMLElement} root @param {MicrophoneSwitch} microphone @param {CameraSwitch} camera */
  constructor(root, microphone, camera) {
    this.#root = root;
    this.#microphone = microphone;
    this.#camera = camera;
    const onChoice = (/** @type {DeviceSelect} */ select) => this.#chosen(select);
    this.#inputs = new DeviceSelect("audioinput", find(root, "#microphone"), onChoice);
    this.#outputs = new DeviceSelect("audiooutput", find(root, "#speaker"), onChoice);
    this.#cameras = new DeviceSelect("videoinput", find(root, "#camera"), onChoice);
    find(root, ".devices__speaker").hidden = !("setSinkId" in HTMLMediaElement.prototype);
    navigator.mediaDevices.addEventListener("devicechange", () => this.#plugged());
  }

  /** @param {PhoneState} state */
  draw({ status, call }) {
    const isTalking = status === "established";
    this.#microphone.follow(isTalking ? call : null);
    const hasBegun = isTalking && !this.#isTalking;
    this.#isTalking = isTalking;
    if (!hasBegun) return;
    this.#hasCamera = pictureLine(call)?.currentDirection?.includes("send") ?? false;
    find(this.#root, ".devices__camera").hidden = !this.#hasCamera;
    void this.#begin();
  }

  /** The SDK opened the chosen microphone, if that is there. */
  async #begin() {
    await this.#fill();
    this.#inputs.usedId = this.#inputs.selectedId;
    this.#cameras.usedId = this.#cameras.selectedId;
    this.#outputs.usedId = this.#sound.sinkId ?? "";
    const problem = await this.#use(this.#outputs);
    const opened = this.#hasCamera ? [this.#inputs, this.#cameras] : [this.#inputs];
    const gone = opened.filter((select) => select.isChoiceGone).map(({ news }) => news);
    this.#say(gone.join(" ") || problem);
  }

  async #fill() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.#inputs.fill(devices);
    this.#outputs.fill(devices);
    this.#cameras.fill(devices);
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
    const used = [this.#inputs, this.#outputs, ...(this.#hasCamera ? [this.#cameras] : [])];
    for (const select of used) {
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
      else if (kind === "videoinput") await this.#camera.toChosen();
      else await this.#sound.setSinkId(selectedId);
    } catch (error) {
      if (kind === "videoinput") return cameraSentence(error);
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
