import { sinchError } from "./errors.js";

/**
 * @typedef {object} MediaHandlers
 * @property {(candidate: RTCIceCandidateInit) => void} onCandidate
 * @property {(state: RTCPeerConnectionState) => void} [onState]
 * @property {() => void} [onClosed] the other side has closed its end
 */

/** @typedef {{audio: MediaTrackConstraints, video: MediaTrackConstraints}} Wanted */

/** One end of a call's sound and picture: a peer connection, what goes out and what comes in. */
export class Media {
  // No STUN or TURN: nothing leaves this machine, or this local network. One transport for sound and
  // picture: else each would look for candidates of its own, which is more than may be said at once.
  #connection = new RTCPeerConnection({ iceServers: [], bundlePolicy: "max-bundle" });
  #isClosed = false;
  #isHeard = false;
  #isMuted = false;
  #isPaused = false;
  /** @type {Promise<unknown>} */
  #lastTurn = Promise.resolve();
  outgoing = new MediaStream();
  incoming = new MediaStream();

  /** @param {MediaHandlers} handlers */
  constructor({ onCandidate, onState = () => {}, onClosed = () => {} }) {
    const connection = this.#connection;
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) onCandidate(candidate.toJSON());
    };
    connection.ontrack = ({ track }) => this.incoming.addTrack(track);
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === "connected") this.#connected(onClosed);
      onState(connection.connectionState);
    };
  }

  /**
   * Ask for the microphone. It stays silent until there is a connection.
   *
   * @param {MediaTrackConstraints} audio
   * @throws {Error} InvalidOperationError; its cause is the browser's DOMException
   */
  async openMicrophone(audio) {
    await this.#open({ audio: orAny(audio) }).catch((cause) => {
      throw sinchError("InvalidOperationError", "The microphone cannot be used.", cause);
    });
  }

  /**
   * @param {MediaTrackConstraints} video
   * @throws {Error} with the name of its cause, such as NotFoundError
   */
  async openCamera(video) {
    await this.#open({ video: orAny(video) }).catch((cause) => {
      throw sinchError(cause.name, "The camera cannot be used.", cause);
    });
  }

  /** @param {MediaStream} stream */
  send(stream) {
    for (const track of stream.getTracks()) {
      this.outgoing.addTrack(track);
      this.#connection.addTrack(track, this.outgoing);
    }
  }

  /** @param {boolean} isMuted */
  set isMuted(isMuted) {
    this.#isMuted = isMuted;
    this.#enableTracks();
  }

  /** @param {boolean} isPaused the other side sees black instead of the camera's picture */
  set isPaused(isPaused) {
    this.#isPaused = isPaused;
    this.#enableTracks();
  }

  /** Whether a picture goes out or comes in, as both sides agreed. */
  get hasPicture() {
    return this.#pictures().some(({ currentDirection }) => isUsed(currentDirection));
  }

  /** @param {boolean} [isRestart] look for new ways to the other side @returns {Promise<string>} SDP */
  makeOffer(isRestart = false) {
    return this.#inTurn(async () => {
      const connection = this.#connection;
      // The offer before this one was not answered: it was lost on the way.
      const isPending = connection.signalingState === "have-local-offer";
      if (isPending) await connection.setLocalDescription({ type: "rollback" });
      const offer = await connection.createOffer({ iceRestart: isRestart });
      await connection.setLocalDescription(offer);
      return offer.sdp ?? "";
    });
  }

  /**
   * @param {string} offer SDP
   * @param {{takesPicture: boolean}} [options]
   * @returns {Promise<string>} the answer's SDP
   */
  acceptOffer(offer, { takesPicture } = { takesPicture: true }) {
    return this.#inTurn(async () => {
      await this.#connection.setRemoteDescription({ type: "offer", sdp: offer });
      if (!takesPicture) for (const picture of this.#pictures()) picture.direction = "inactive";
      const answer = await this.#connection.createAnswer();
      await this.#connection.setLocalDescription(answer);
      return answer.sdp ?? "";
    });
  }

  /** @param {string} answer SDP */
  acceptAnswer(answer) {
    return this.#inTurn(async () => {
      await this.#connection.setRemoteDescription({ type: "answer", sdp: answer });
      this.#closeUnseenCamera();
    });
  }

  /** @param {RTCIceCandidateInit} candidate */
  async addCandidate(candidate) {
    if (this.#isClosed) return;
    // One that this browser cannot use costs nothing: there are others.
    await this.#inTurn(() => this.#connection.addIceCandidate(candidate)).catch(() => {});
  }

  close() {
    this.#isClosed = true;
    stopTracks(this.outgoing);
    this.#connection.close();
  }

  /** @param {MediaStreamConstraints} constraints */
  async #open(constraints) {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    if (this.#isClosed) return stopTracks(stream);
    this.send(stream);
    this.#enableTracks();
  }

  #enableTracks() {
    for (const track of this.outgoing.getTracks()) {
      track.enabled = track.kind === "audio" ? this.#isHeard && !this.#isMuted : !this.#isPaused;
    }
  }

  /** @param {() => void} onClosed */
  #connected(onClosed) {
    this.#isHeard = true;
    this.#enableTracks();
    // A side that goes away closes its transport: known at once, even without the server.
    const transport = this.#connection.getSenders()[0]?.transport;
    if (!transport) return;
    transport.onstatechange = () => {
      if (transport.state === "closed" && !this.#isClosed) onClosed();
    };
  }

  /** The other side, such as a telephone, takes no picture. */
  #closeUnseenCamera() {
    for (const picture of this.#pictures()) {
      const { track } = picture.sender;
      if (!track || isUsed(picture.currentDirection)) continue;
      picture.direction = "inactive"; // in later offers too
      this.outgoing.removeTrack(track);
      track.stop();
    }
  }

  #pictures() {
    const all = this.#connection.getTransceivers();
    return all.filter(({ receiver }) => receiver.track.kind === "video");
  }

  /**
   * One after the other: a candidate belongs to the description before it.
   *
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T>}
   */
  #inTurn(act) {
    const turn = this.#lastTurn.then(act);
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }
}

/** @type {(direction: RTCRtpTransceiverDirection | null) => boolean} */
const isUsed = (direction) => direction !== null && direction !== "inactive" && direction !== "stopped";

/** @type {(constraints: MediaTrackConstraints) => MediaTrackConstraints | true} */
const orAny = (constraints) => (Object.keys(constraints).length ? constraints : true);

/** @param {MediaStream} stream */
const stopTracks = (stream) => {
  for (const track of stream.getTracks()) track.stop();
};
