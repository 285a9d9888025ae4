// Runs before the page's own scripts. Keeps the peer connections that the page makes, so that a
// test can ask the browser itself (getStats) what arrives over RTP.
(() => {
  const kept = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...settings) {
      super(...settings);
      kept.push(this);
    }
  };

  const nothing = { packetsReceived: 0, totalAudioEnergy: 0, audioLevel: 0 };

  /** What the newest connection that receives audio has received so far. */
  const received = async () => {
    let newest = nothing;
    for (const connection of kept) {
      if (connection.connectionState !== "connected") continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === "inbound-rtp" && report.kind === "audio") newest = report;
      }
    }
    const { packetsReceived, totalAudioEnergy, audioLevel } = newest;
    return { packetsReceived, totalAudioEnergy, audioLevel };
  };

  const POLL_MS = 50;

  /** Ask until `test` holds for what is received; false when it does not in time. */
  const until = async (test, timeoutMs) => {
    for (const end = performance.now() + timeoutMs; performance.now() < end; ) {
      if (test(await received())) return true;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return false;
  };

  /** Whether this number rises above `above` in time. */
  const rises = (name, above, timeoutMs) => until((now) => now[name] > above, timeoutMs);

  // The Opus codec gives back digital silence as 0 or as one step of 16 bits.
  const ONE_STEP = 1 / 32767;

  /** Whether, in time, `packets` packets in a row carry no sound. */
  const fallsSilent = (packets, timeoutMs) => {
    let silentSince = null;
    return until((now) => {
      if (now.audioLevel > ONE_STEP) silentSince = null;
      else silentSince ??= now.packetsReceived;
      return silentSince !== null && now.packetsReceived - silentSince >= packets;
    }, timeoutMs);
  };

  window.testAudio = { received, rises, fallsSilent, connections: kept };
})();
