/** @typedef {"audioinput" | "audiooutput"} DeviceKind - as enumerateDevices() calls them */

/** @type {(kind: DeviceKind) => string} */
const key = (kind) => `chosen-${kind}`;

/** @type {(kind: DeviceKind) => string} - a device id; empty: the system's own choice */
export const chosenDevice = (kind) => localStorage.getItem(key(kind)) ?? "";

/** @type {(kind: DeviceKind, deviceId: string) => void} */
export const chooseDevice = (kind, deviceId) => localStorage.setItem(key(kind), deviceId);

/**
 * What to ask getUserMedia() for. A wish, not a demand: without that device, there is another.
 *
 * @returns {MediaTrackConstraints}
 */
export const chosenMicrophone = () => {
  const deviceId = chosenDevice("audioinput");
  return deviceId ? { deviceId } : {};
};
