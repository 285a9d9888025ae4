import { CallAgain } from "./call-again.js";
import { ConnectionWatch } from "./connection.js";
import { Devices } from "./devices.js";
import { CallNotification, IncomingSign } from "./incoming.js";
import { Keypad } from "./keypad.js";
import { LevelMeter, MicrophoneSwitch } from "./microphone.js";
import { QualityView } from "./quality.js";
import { VideoView } from "./video.js";
import { VirtualPhoneLink } from "./virtual-phone-link.js";

/** @import { Phone } from "../phone.js" */
/** @import { PhoneState } from "../types/phone.d.ts" */
/** @import { Tones } from "../sound.js" */

/**
 * What only a call needs. Each part draws itself whenever the phone changes.
 *
 * @param {Phone} phone
 * @param {HTMLElement} root
 * @param {Tones} tones
 */
export const startInCall = (phone, root, tones) => {
  const microphone = new MicrophoneSwitch((problem) => phone.report(problem));
  const video = new VideoView(root, phone);
  const again = new CallAgain(root, phone);
  const { userId } = root.dataset;
  /** @type {{draw: (state: PhoneState) => void}[]} */
  const parts = [
    new IncomingSign(root),
    new Keypad(root, tones, (digit) => phone.inCall((call) => call.sdkCall?.sendDtmf(digit))),
    new Devices(root, microphone, video.camera),
    new LevelMeter(root),
    new QualityView(root),
    new ConnectionWatch(root, phone),
    video,
    again,
  ];
  if (root.dataset.mode === "sandbox") {
    parts.push(new VirtualPhoneLink(root));
    parts.push(new CallNotification(phone)); // in live mode, the service worker does this
  }
  const draw = () => parts.forEach((part) => part.draw(phone.state));
  phone.addEventListener("change", draw);
  draw();
  phone.addEventListener("leave", () => again.keepCutOff(userId));
  again.tellOfCutOff(userId);
};
