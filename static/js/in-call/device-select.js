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

  /** @param {DeviceKind} kind @param {HTMLSelectElement} select @param {() => void} onChange */
  constructor(kind, select, onChange) {
    this.kind = kind;
    this.#select = select;
    select.addEventListener("change", () => {
      chooseDevice(kind, select.value);
      onChange();
    });
  }

  /** The chosen one, when it is there. */
  get selectedId() {
    return this.#select.value;
  }

  get chosenLabel() {
    return this.#labels.get(chosenDevice(this.kind)) ?? "The device that you chose";
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
