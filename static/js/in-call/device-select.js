import { chooseDevice, chosenDevice } from "../chosen-devices.js";

/** @import { DeviceKind } from "../chosen-devices.js" */

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
