import { microphoneConstraints } from "./chosen-devices.js";

const AGAIN = "then try again.";

/** @type {Record<string, string>} - by the name of what getUserMedia() throws */
const SENTENCES = {
  NotAllowedError: `The microphone is not allowed. Allow it for this page (the icon beside the address), ${AGAIN}`,
  NotFoundError: `There is no microphone. Connect one, ${AGAIN}`,
  NotReadableError: `The microphone is in use by another program. Close that, ${AGAIN}`,
};

export const MICROPHONE_STOPPED =
  "Your microphone stopped: they cannot hear you. Connect it again, hang up and call again.";

/** @type {(error: unknown) => string | null} - null: it was not about the microphone */
export const microphoneSentence = (error) => {
  const { cause = error } = /** @type {Error} */ (error);
  if (!(cause instanceof DOMException)) return null;
  return SENTENCES[cause.name] ?? `The microphone cannot be used (${cause.name}).`;
};

/** @type {(error: unknown) => import("./types/phone.d.ts").Problem} - of a call that did not work */
export const problemOf = (error) => ({
  message: microphoneSentence(error) ?? /** @type {Error} */ (error).message,
});

/** @type {(page: Pick<Location, "port" | "pathname">) => string} */
export const insecureSentence = ({ port, pathname }) =>
  "The browser gives the microphone to secure pages only, and this address is not one. On the " +
  `machine that runs the server, open http://127.0.0.1${port && `:${port}`}${pathname}; ` +
  "from other machines, use an https address.";

/** @type {() => boolean} */
export const isMicrophonePossible = () => window.isSecureContext && "mediaDevices" in navigator;

/** Whether the person allowed the microphone for this page earlier: then nothing need be asked. */
export const isMicrophoneGranted = async () => {
  // Browsers that do not know the name throw; they ask when the phone is turned on.
  const name = /** @type {PermissionName} */ ("microphone");
  const permission = await navigator.permissions?.query({ name }).catch(() => null);
  return permission?.state === "granted";
};

/** @throws {DOMException} which {@link microphoneSentence} explains */
export const openMicrophone = async () =>
  navigator.mediaDevices.getUserMedia({ audio: await microphoneConstraints() });

/** @param {MediaStream | null} stream */
export const stopTracks = (stream) => stream?.getTracks().forEach((track) => track.stop());

/**
 * Ask for the microphone, and let go of it at once: it is open only during calls.
 *
 * @throws {Error} its message says what to do
 */
export const tryMicrophone = async () => {
  if (!isMicrophonePossible()) throw new Error(insecureSentence(location));
  try {
    stopTracks(await openMicrophone());
  } catch (error) {
    throw new Error(microphoneSentence(error) ?? "The microphone cannot be used.", {
      cause: error,
    });
  }
};
