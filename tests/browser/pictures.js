// What a test asks a window about the pictures of its call, through window.pictures.
(() => {
  const POLL_MS = 50;

  /** Ask until it holds; false when it does not in time. */
  const until = async (test, timeoutMs = 15_000) => {
    for (const end = performance.now() + timeoutMs; performance.now() < end; ) {
      if (await test()) return true;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return false;
  };

  const connection = () =>
    window.testAudio.connections.findLast((one) => one.connectionState === "connected");

  const decoded = async () => {
    for (const report of (await connection()?.getStats())?.values() ?? []) {
      if (report.type === "inbound-rtp" && report.kind === "video") return report.framesDecoded;
    }
    return 0;
  };

  /** Whether in time more frames are decoded than until now. */
  const flow = async (more = 5) => {
    const before = await decoded();
    return until(async () => (await decoded()) >= before + more);
  };

  /** Whether in time half a second passes without a new frame. */
  const standStill = async () => {
    let [last, since] = [-1, 0];
    return until(async () => {
      const now = await decoded();
      if (now !== last) [last, since] = [now, performance.now()];
      return performance.now() - since > 500;
    });
  };

  const sender = () =>
    connection()
      .getTransceivers()
      .find(({ receiver }) => receiver.track.kind === "video")?.sender;

  const sent = () => sender()?.track?.label ?? null;

  const tracks = new Set();
  const { mediaDevices } = navigator;
  const prototype = Object.getPrototypeOf(mediaDevices);
  const original = prototype.getUserMedia;
  // Everything that was ever opened.
  prototype.getUserMedia = async function (constraints) {
    const stream = await original.call(this, constraints);
    for (const track of stream.getTracks()) tracks.add(track);
    return stream;
  };
  const open = (kind) =>
    [...tracks].filter((one) => one.kind === kind && one.readyState === "live").length;
  const isClosed = (kind) => until(() => open(kind) === 0);

  window.pictures = { until, decoded, flow, standStill, sent, open, isClosed };
})();
