import { LiveCall, canHappen, nextStatus } from "./live-call.js";
import { problemOf, tryMicrophone } from "./sound.js";

/** @import { Adapter, AdapterCall, AdapterListener } from "./types/phone.d.ts" */
/** @import { PhoneState, Problem } from "./types/phone.d.ts" */

/**
 * The phone: clicks call it, the SDK answers it through an adapter, nextStatus() decides. Fires
 * `change` (a PhoneState) when there is something to draw, `callend` (a CallRecord) after a call.
 *
 * @implements {AdapterListener}
 */
export class Phone extends EventTarget {
  /** @type {PhoneState["status"]} */
  #status = "off";
  #isOnline = false;
  /** @type {LiveCall | null} */
  #call = null;
  #notice = "";
  /** @type {Problem | null} */
  #problem = null;
  /** @type {Adapter | null} */
  #adapter = null;
  #makeAdapter;

  /** @param {(listener: AdapterListener) => Promise<Adapter>} makeAdapter */
  constructor(makeAdapter) {
    super();
    this.#makeAdapter = makeAdapter;
  }

  /** @returns {PhoneState} */
  get state() {
    const call = this.#call?.state ?? null;
    return { status: this.#status, call, notice: this.#notice, problem: this.#problem };
  }

  async turnOn() {
    if (!canHappen(this.#status, "turnedOn")) return;
    this.#problem = null;
    this.#happened("turnedOn");
    try {
      await tryMicrophone();
      await this.#adapter?.stop();
      this.#adapter = await this.#makeAdapter(this);
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

  /** @param {import("./types/phone.d.ts").Remote} remote */
  callUser(remote) {
    const call = new LiveCall("outgoing", "app-to-app", remote);
    return this.#place(call, (adapter) => adapter.callUser(remote.id));
  }

  /** @param {string} number E.164 */
  callNumber(number) {
    const call = new LiveCall("outgoing", "app-to-phone", { id: number, displayName: number });
    return this.#place(call, (adapter) => adapter.callPhoneNumber(number));
  }

  async answer() {
    const call = this.#call;
    if (this.#status !== "incoming" || !call?.sdkCall || call.isAnswered) return;
    call.isAnswered = true;
    this.#problem = null;
    this.#changed();
    try {
      await call.sdkCall.answer();
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

  toggleMute() {
    const call = this.#call;
    if (this.#status !== "established" || !call) return;
    call.toggleMute();
    this.#changed();
  }

  /** @param {string} digits of 0-9, * and # @throws {Error} when the SDK cannot send them */
  sendDtmf(digits) {
    if (this.#status === "established") this.#call?.sdkCall?.sendDtmf(digits);
  }

  /** Something worth saying that is no change of the phone. @param {string} notice */
  say(notice) {
    this.#notice = notice;
    this.#changed();
  }

  /** Trouble that the phone can live with, or (null) its end. @param {Problem | null} problem */
  report(problem) {
    if (problem?.message === this.#problem?.message) return;
    this.#problem = problem;
    this.#changed();
  }

  started() {
    this.#isOnline = true;
    this.#problem = null;
    this.#happened("started");
  }

  /** @param {Problem} problem */
  failed(problem) {
    this.#isOnline = false;
    this.#problem = problem;
    this.#happened("failed");
  }

  /** @param {AdapterCall} sdkCall */
  incoming(sdkCall) {
    if (!canHappen(this.#status, "offered")) {
      const detail = LiveCall.refuse(sdkCall);
      this.dispatchEvent(new CustomEvent("callend", { detail }));
      return;
    }
    this.#call = LiveCall.incoming(sdkCall);
    this.#watch(this.#call, sdkCall);
    this.#happened("offered");
  }

  /** @param {LiveCall} call @param {(adapter: Adapter) => Promise<AdapterCall>} dial */
  async #place(call, dial) {
    if (!this.#adapter || !canHappen(this.#status, "placed")) return;
    this.#call = call;
    this.#problem = null;
    this.#happened("placed");
    try {
      const sdkCall = await dial(this.#adapter);
      if (call === this.#call) this.#watch(call, sdkCall);
      else sdkCall.hangUp(); // Cancelled while the microphone was being opened.
    } catch (error) {
      this.#end(call, "Failure", problemOf(error).message);
    }
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
    const { sentence, record } = call.end(endCause, message);
    this.#call = null;
    this.#notice = sentence;
    if (this.#isOnline) this.#problem = null;
    this.#happened("ended");
    if (!this.#isOnline) this.#happened("failed");
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
