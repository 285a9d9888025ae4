import { chosenDevice } from "../chosen-devices.js";
import { find, setText } from "../dom.js";
import { microphoneSentence } from "../microphone.js";
import { DeviceSelect } from "./device-select.js";

/** @import { PhoneState } from "../types/phone.d.ts" */
/** @import { MicrophoneSwitch } from "./microphone-switch.js" */

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
    this.#inputs = new DeviceSelect("audioinput", find(root, "#microphone"), () => this.#chosen());
    this.#outputs = new DeviceSelect("audiooutput", find(root, "#speaker"), () => this.#chosen());
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

  /** The call began with the chosen microphone, if that is there, but with any speaker. */
  async #begin() {
    this.#say("");
    await this.#fill();
    this.#inputs.usedId = this.#inputs.selectedId;
    const isGone = chosenDevice("audioinput") !== this.#inputs.usedId;
    if (isGone) this.#say("The microphone that you chose is not there: the system's is used.");
    this.#outputs.usedId = "";
    await this.#use();
  }

  async #fill() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.#inputs.fill(devices);
    this.#outputs.fill(devices);
  }

  #chosen() {
    this.#say("");
    return this.#use();
  }

  async #plugged() {
    if (!this.#isTalking) return;
    const before = [this.#inputs, this.#outputs].map(({ usedId }) => usedId);
    await this.#fill();
    const changed = [this.#inputs, this.#outputs].find((one, at) => one.selectedId !== before[at]);
    if (!changed) return;
    await this.#use();
    const { chosenLabel, selectedId } = changed;
    this.#say(
      selectedId ? `${chosenLabel} is back, and in use.` : `${chosenLabel} is gone: the system's is used.`,
    );
  }

  /** Let the call use what is selected. */
  async #use() {
    await this.#switch(this.#inputs, () => this.#microphone.toChosen());
    await this.#switch(this.#outputs, () => this.#sound.setSinkId(this.#outputs.selectedId));
  }

  /** @param {DeviceSelect} select @param {() => Promise<void>} change */
  async #switch(select, change) {
    if (select.selectedId === select.usedId) return;
    const wanted = select.selectedId;
    try {
      await change();
      select.usedId = wanted;
    } catch (error) {
      this.#say(microphoneSentence(error) ?? "This device cannot be used.");
      select.takeBack();
    }
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
