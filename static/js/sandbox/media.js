/**
 * @typedef {object} MediaHandlers
 * @property {(candidate: RTCIceCandidateInit) => void} onCandidate
 * @property {() => void} onConnected
 * @property {() => void} onLost the other side closed, or nothing came through for too long
 */

/** One end of a call's sound: a peer connection, what goes out and what comes in. */
export class Media {
  // No STUN or TURN: nothing leaves this machine, or this local network.
  #connection = new RTCPeerConnection({ iceServers: [] });
  #isClosed = false;
  outgoing = new MediaStream();
  incoming = new MediaStream();

  /** @param {MediaHandlers} handlers */
  constructor(handlers) {
    const connection = this.#connection;
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) handlers.onCandidate(candidate.toJSON());
    };
    connection.ontrack = ({ track }) => this.incoming.addTrack(track);
    connection.onconnectionstatechange = () => {
      if (connection.connectionState === "connected") this.#connected(handlers);
      if (connection.connectionState === "failed") handlers.onLost();
    };
  }

  /**
   * Ask for the microphone. It stays silent until {@link isAudible} is set.
   *
   * @param {MediaTrackConstraints} [audio]
   * @throws {DOMException} NotAllowedError, NotFoundError, NotReadableError
   */
  async openMicrophone(audio = {}) {
    const constraints = Object.keys(audio).length ? audio : true;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints });
    if (this.#isClosed) stopTracks(stream);
    else this.sendStream(stream);
    this.isAudible = false;
  }

  /** @param {MediaStream} stream */
  sendStream(stream) {
    this.outgoing = stream;
    for (const track of stream.getTracks()) this.#connection.addTrack(track, stream);
  }

  /** @param {boolean} isAudible */
  set isAudible(isAudible) {
    for (const track of this.outgoing.getAudioTracks()) track.enabled = isAudible;
  }

  /** @returns {Promise<string>} SDP */
  async makeOffer() {
    const offer = await this.#connection.createOffer();
    await this.#connection.setLocalDescription(offer);
    return offer.sdp ?? "";
  }

  /** @param {string} offer SDP @returns {Promise<string>} the answer's SDP */
  async acceptOffer(offer) {
    await this.#connection.setRemoteDescription({ type: "offer", sdp: offer });
    const answer = await this.#connection.createAnswer();
    await this.#connection.setLocalDescription(answer);
    return answer.sdp ?? "";
  }

  /** @param {string} answer SDP */
  async acceptAnswer(answer) {
    await this.#connection.setRemoteDescription({ type: "answer", sdp: answer });
  }

  /** @param {RTCIceCandidateInit} candidate */
  async addCandidate(candidate) {
    if (this.#isClosed) return;
    // One that this browser cannot use costs nothing: there are others.
    await this.#connection.addIceCandidate(candidate).catch(() => {});
  }

  close() {
    this.#isClosed = true;
    stopTracks(this.outgoing);
    this.#connection.close();
  }

  /** @param {MediaHandlers} handlers */
  #connected(handlers) {
    // A side that goes away closes its transport: known at once, even without the server.
    const transport = this.#connection.getSenders()[0]?.transport;
    transport?.addEventListener("statechange", () => {
      if (transport.state === "closed" && !this.#isClosed) handlers.onLost();
    });
    handlers.onConnected();
  }
}

/** @param {MediaStream} stream */
const stopTracks = (stream) => {
  for (const track of stream.getTracks()) track.stop();
};
