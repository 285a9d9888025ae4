/** One distinct event that came in, once or repeatedly, as GET /api/callbacks gives it. */
export interface Delivery {
  id: string;
  receivedAt: string;
  event: string;
  callId: string;
  caller: string;
  callee: string;
  isAccepted: boolean;
  /** Why the signature is good, or why it is not. */
  reason: string;
  /** Why the call was not connected; null when it was. */
  refusal: string | null;
  timesReceived: number;
  headers: string;
  request: string;
  status: number;
  answer: string;
}
