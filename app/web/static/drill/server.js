// The few calls that the drill makes, each with when it was asked and when the reply came; no
// connection is status 0, whatever broke it.

const KEEPALIVE_BYTES = 60_000;

export function makeServer(learner, query, steady = () => performance.now()) {
  async function call(address, options) {
    const asked = steady();
    try {
      const reply = await fetch(address, { credentials: "same-origin", ...options });
      const came = steady();
      const told = reply.ok && options?.method !== "HEAD" ? await reply.json() : {};
      return { status: reply.status, asked, came, ...told };
    } catch {
      return { status: 0 };
    }
  }

  return {
    // Whether a page can be had; a proxy may answer for a service that is not there.
    async isReachable() {
      const { status } = await call("/healthz", { method: "HEAD", cache: "no-store" });
      return status > 0 && status < 500;
    },

    // Someone else may have signed in meanwhile: those cards are not ours.
    async pack(limit) {
      const reply = await call(`/api/v1/drill?${new URLSearchParams([...query, ["limit", limit]])}`);
      return reply.status === 200 && String(reply.learner) !== learner ? { status: 409 } : reply;
    },

    // The learner is named, so that nobody else who has signed in meanwhile is given these.
    post(events) {
      const body = JSON.stringify({ learner, events });
      const headers = { "Content-Type": "application/json" };
      const keepalive = body.length < KEEPALIVE_BYTES;
      return call("/api/v1/reviews", { method: "POST", headers, body, keepalive });
    },
  };
}
