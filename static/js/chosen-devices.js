/** @typedef {"audioinput" | "audiooutput"} DeviceKind - as enumerateDevices() calls them */

/** @type {(kind: DeviceKind) => string} */
const key = (kind) => `chosen-${kind}`;

/** @type {(kind: DeviceKind) => string} - a device id; empty: the system's own choice */
export const chosenDevice = (kind) => localStorage.getItem(key(kind)) ?? "";

/** @type {(kind: DeviceKind, deviceId: string) => void} */
export const chooseDevice = (kind, deviceId) => localStorage.setItem(key(kind), deviceId);

/**
 * What to ask getUserMedia() for. Chromium takes a mere wish for a device for none at all, and a
 * demand for one that is gone would fail: so the chosen one is demanded when it is there.
 *
 * @returns {Promise<MediaTrackConstraints>}
 */
export const microphoneConstraints = async () => {
  const chosen = chosenDevice("audioinput");
  if (!chosen) return {};
  const devices = await navigator.mediaDevices.enumerateDevices();
  const isThere = devices.some(({ deviceId }) => deviceId === chosen);
  return isThere ? { deviceId: { exact: chosen } } : {};
};
