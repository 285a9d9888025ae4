/** The messages between the service worker and the page. */

/** What a push brings; only the SDK knows what is in it. */
export type Payload = Record<string, unknown>;

/** To every open window, as the SDK expects it. */
export interface Forwarded {
  visible: boolean;
  data: Payload;
}

/** To the page with the phone, after a click on the notification. */
export interface HandedOver {
  type: "handed-over";
  payload: Payload;
  /** Whether the button Answer was pressed. */
  isAnswer: boolean;
}

/** From the page with the phone, when it listens. */
export interface PhoneReady {
  type: "phone-ready";
}
