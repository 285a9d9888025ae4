import { LiveCall, canHappen, nextStatus } from "./live-call.js";
import { problemOf, tryMicrophone } from "./sound.js";

/** @import { Adapter, AdapterCall, AdapterListener, CallOrder, PhoneState, Problem } from "./types/phone.d.ts" */

/**
 * The phone: clicks call it, the SDK answers it through an adapter, nextStatus() decides. Fires
 * `change` (a PhoneState) when there is something to draw, `callend` (a CallRecord) after a call.
 * @implements {AdapterListener}
 */
export class Phone extends EventTarget {
  /** @type {PhoneState["status"]} */
  #status = "off";
  /** @type {LiveCall | null} */
  #call = null;
  /** @type {Pick<PhoneState, "notice" | "again">} */
  #said = { notice: "", again: null };
  /** @type {Problem | null} */
  #problem = null;
  /** @type {Problem | null} why the client is not registered */
  #offline = null;
  /** @type {Adapter | null} */
  #adapter = null;
  #makeAdapter;

  /** @param {(listener: AdapterListener, microphone: Promise<void>) => Promise<Adapter>} makeAdapter */
  constructor(makeAdapter) {
    super();
    this.#makeAdapter = makeAdapter;
  }

  /** @returns {PhoneState} */
  get state() {
    // People who talk need no server, unless they must log in again: the call's own trouble says it.
    const isTalking = this.#status === "established" && this.#offline?.code !== "session_ended";
    return {
      status: this.#status,
      call: this.#call?.state ?? null,
      ...this.#said,
      problem: this.#problem ?? (isTalking || this.#status === "starting" ? null : this.#offline),
      isOnline: !this.#offline,
    };
  }

  /** @param {Parameters<typeof tryMicrophone>[0]} [seen] a microphone that is allowed: nothing waits for it */
  async turnOn(seen) {
    if (!canHappen(this.#status, "turnedOn")) return;
    this.#problem = null;
    this.#happened("turnedOn");
    try {
      const microphone = tryMicrophone(seen);
      if (!seen) await microphone;
      if (this.#call) return; // What failed rings all the same: another SDK would end its call.
      await this.#adapter?.stop();
      [this.#adapter] = await Promise.all([this.#makeAdapter(this, microphone), microphone]);
      await this.#adapter.start();
    } catch (error) {
      this.failed(/** @type {Error} */ (error));
    }
  }

  /** Before the page goes, or the person logs out. */
  async turnOff() {
    this.hangUp();
    await this.#adapter?.stop();
  }

  /** @param {CallOrder} order */
  async place({ remote, isVideo }) {
    if (!this.#adapter || !canHappen(this.#status, "placed")) return;
    const call = new LiveCall("outgoing", remote, isVideo);
    this.#begin(call, "placed");
    try {
      const sdkCall = await call.dial(this.#adapter);
      if (call !== this.#call) return sdkCall.hangUp(); // Cancelled while the devices were opened.
      this.#watch(call, sdkCall);
      this.#tellOfCamera(call);
    } catch (error) {
      this.#end(call, "Failure", problemOf(error).message);
    }
  }

  /** @param {boolean} [isSeen] with the camera, if it is a video call */
  async answer(isSeen = true) {
    const call = this.#call;
    if (this.#status !== "incoming" || !call?.sdkCall || call.isAnswered) return;
    call.isAnswered = true;
    this.#problem = null;
    this.#changed();
    try {
      await call.sdkCall.answer(isSeen);
      this.#tellOfCamera(call);
    } catch (error) {
      if (call !== this.#call) return;
      call.isAnswered = false;
      this.report(problemOf(error));
    }
  }

  /** Hang up, cancel, or decline. */
  hangUp() {
    const call = this.#call;
    if (!call) return;
    call.isEndedByUs = true;
    if (call.sdkCall) call.sdkCall.hangUp();
    else this.#end(call, "Canceled", "");
  }

  /** A push that the SDK has not heard itself. @param {import("./types/push.d.ts").Payload} payload */
  relayPush(payload) {
    this.#adapter?.relayPush?.(payload);
  }

  /** What only an established call can do, such as muting. @param {(call: LiveCall) => void} act */
  inCall(act) {
    if (this.#status !== "established" || !this.#call) return;
    act(this.#call);
    this.#changed();
  }

  /** Something worth saying that is no change of the phone. @param {string} notice @param {CallOrder | null} [again] */
  say(notice, again = null) {
    this.#said = { notice, again };
    this.#changed();
  }

  /** Trouble that the phone can live with, or (null) its end. @param {Problem | null} problem */
  report(problem) {
    if (problem?.message === this.#problem?.message) return;
    this.#problem = problem;
    this.#changed();
  }

  started() {
    this.#problem = this.#offline = null;
    this.#happened("started");
  }

  /** @param {Problem} problem */
  failed(problem) {
    this.#problem = null;
    this.#offline = problem;
    this.#happened("failed");
  }

  /** @param {AdapterCall} sdkCall */
  incoming(sdkCall) {
    if (!canHappen(this.#status, "offered")) {
      this.dispatchEvent(new CustomEvent("callend", { detail: LiveCall.refuse(sdkCall) }));
      return;
    }
    const call = LiveCall.incoming(sdkCall);
    this.#watch(call, sdkCall);
    this.#begin(call, "offered");
  }

  /** @param {LiveCall} call @param {"placed" | "offered"} event */
  #begin(call, event) {
    this.#call = call;
    this.#problem = null;
    this.#said = { ...this.#said, again: null };
    this.#happened(event);
  }

  /** @param {LiveCall} call */
  #tellOfCamera(call) {
    const message = call.sdkCall?.cameraProblem;
    if (message && call === this.#call) this.report({ message });
  }

  /** @param {LiveCall} call @param {AdapterCall} sdkCall */
  #watch(call, sdkCall) {
    call.watch(sdkCall, {
      happened: (event) => this.#happened(event),
      changed: () => this.#changed(),
      ended: (endCause, message) => this.#end(call, endCause, message),
    });
  }

  /** @param {LiveCall} call @param {string} endCause @param {string} message */
  #end(call, endCause, message) {
    if (call !== this.#call) return;
    const { sentence, record, again } = call.end(endCause, message);
    this.#call = this.#problem = null;
    this.#said = { notice: sentence, again };
    this.#happened("ended");
    if (this.#offline) this.#happened("failed");
    if (record) this.dispatchEvent(new CustomEvent("callend", { detail: record }));
  }

  /** @param {string} event */
  #happened(event) {
    this.#status = nextStatus(this.#status, event);
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("change", { detail: this.state }));
  }
}
