// Drives the SDK by itself, without the page's own phone: what a test does and asks through window.bare.
(() => {
  const token = () => document.querySelector("meta[name=csrf-token]").content;

  const fetchTicket = async () => {
    const headers = { "X-CSRFToken": token(), "Content-Type": "application/json" };
    const answer = await fetch("/api/ticket", { method: "POST", headers, body: "{}" });
    return answer.json();
  };

  const POLL_MS = 50;

  /** Ask until it holds; false when it does not in time. */
  const until = async (test, timeoutMs = 15_000) => {
    for (const end = performance.now() + timeoutMs; performance.now() < end; ) {
      if (await test()) return true;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return false;
  };

  const bare = { call: null, client: null, events: [], heard: [], sockets: [] };

  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...options) {
      super(...options);
      bare.sockets.push(this);
      this.addEventListener("message", ({ data }) => bare.heard.push(JSON.parse(data).type));
    }
  };

  const watch = (call) => {
    bare.call = call;
    const note = (event) => () => bare.events.push(event);
    call.addListener({
      onCallRinging: note("ringing"),
      onCallEstablished: note("established"),
      onCallEnded: note("ended"),
    });
  };

  const start = async () => {
    const { userId, applicationKey } = await fetchTicket();
    const builder = Sinch.getSinchClientBuilder().applicationKey(applicationKey).userId(userId);
    bare.client = builder.environmentHost("sandbox").build();
    bare.client.addListener({
      onCredentialsRequired: async (_, registration) =>
        registration.register((await fetchTicket()).ticket),
    });
    bare.client.callClient.addListener({ onIncomingCall: (_, call) => watch(call) });
    await bare.client.start();
  };

  /** Place a call; what it was refused with, if it was. */
  const place = async (how, callee) => {
    try {
      watch(await bare.client.callClient[how](callee));
      return null;
    } catch (error) {
      return { name: error.name, cause: error.cause?.name, message: error.message };
    }
  };

  const connection = () => window.testAudio.connections.at(-1);

  /** What arrives of one kind: the number of packets, of frames decoded. */
  const arrived = async (kind) => {
    for (const report of (await connection().getStats()).values()) {
      if (report.type === "inbound-rtp" && report.kind === kind) return report;
    }
    return { packetsReceived: 0, framesDecoded: 0 };
  };

  /** Whether in time more arrives than has until now. */
  const flows = async (kind, name, more) => {
    const before = (await arrived(kind))[name];
    return until(async () => (await arrived(kind))[name] > before + more);
  };

  /** How bright what is seen of the other side is: 0 is black. */
  const brightness = async () => {
    const video = Object.assign(document.createElement("video"), { muted: true });
    video.srcObject = bare.call.incomingStream;
    await video.play();
    const canvas = new OffscreenCanvas(16, 16);
    const pen = canvas.getContext("2d");
    pen.drawImage(video, 0, 0, 16, 16);
    const { data } = pen.getImageData(0, 0, 16, 16);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += data[i] + data[i + 1] + data[i + 2];
    return sum / (data.length / 4) / 3;
  };

  const isBlack = () => until(async () => (await brightness()) < 10);
  const isSeen = () => until(async () => (await brightness()) > 30);
  const iceUfrag = () => connection().localDescription.sdp.match(/a=ice-ufrag:(.*)/)[1].trim();
  const happened = (event) => until(() => bare.events.includes(event), 40_000);
  const rings = () => until(() => bare.call);
  const turnsTo = (state) => until(() => connection().connectionState === state, 25_000);
  const details = () => {
    const { requestedVideo, hadVideoStream, hadAudioStream, endCause, error } = bare.call.details;
    return { requestedVideo, hadVideoStream, hadAudioStream, endCause, message: error?.message };
  };

  window.bare = Object.assign(bare, {
    ...{ start, place, flows, isBlack, isSeen, iceUfrag, happened, rings, turnsTo, details, until },
    ...{ connection },
  });
})();
