/** @import { CallState } from "./types/phone.d.ts" */

/** @type {Set<RTCPeerConnection>} */
const connections = new Set();

/**
 * Remember every connection of this page, whichever SDK makes it: none of the SDKs shows its own
 * in a documented way. By the method, not by the constructor, of which an SDK that was loaded
 * earlier may have kept a copy. To be called before the first call.
 */
export const rememberPeerConnections = () => {
  const { prototype } = RTCPeerConnection;
  const original = prototype.setLocalDescription;
  /** @param {any[]} details a description, or in the classic SDK also what to call afterwards */
  prototype.setLocalDescription = function (...details) {
    connections.add(this);
    return Reflect.apply(original, this, details);
  };
};

/** @type {(call: CallState | null) => RTCPeerConnection | null} - over which the call is heard */
export const connectionOf = (call) => {
  for (const one of connections) if (one.connectionState === "closed") connections.delete(one);
  if (!call) return null;
  const heard = new Set(call.incomingStream?.getTracks());
  /** @type {(one: RTCPeerConnection) => boolean} */
  const isOfCall = (one) => one.getReceivers().some(({ track }) => heard.has(track));
  return [...connections].find(isOfCall) ?? null;
};

/** @type {(call: CallState | null) => RTCRtpSender | null} - what the other side hears */
export const microphoneSender = (call) =>
  connectionOf(call)?.getSenders().find(({ track }) => track?.kind === "audio") ?? null;
