// Sends what the outbox holds until it is acknowledged, however often the way is cut.

export const TOGETHER = 100;
export const FIRST_WAIT_MS = 1_000;
export const LONGEST_WAIT_MS = 60_000;
const SAFE = new Set(["recorded", "already", "conflict"]);

// `post` takes a list of events and gives { status, results }, status 0 without a connection.
// `tell` hears how it went: "sent", "offline", "full", "busy", "read-only", "signed-out",
// "other-learner" or "refused", with the results of what was settled.
export function makeSender({ outbox, post, tell, later = setTimeout, cancel = clearTimeout, alone }) {
  let timer;
  let sending = false;
  let wait = FIRST_WAIT_MS;

  async function send() {
    cancel(timer);
    if (sending) return;
    sending = true;
    try {
      await alone(sendAll);
    } finally {
      sending = false;
    }
  }

  async function sendAll() {
    for (let events; (events = outbox.all().slice(0, TOGETHER)).length; ) {
      const { status, results = [] } = await post(events);
      const settled = status === 200 ? settle(results) : 0;
      if (!settled) return pause(status);
      wait = FIRST_WAIT_MS;
      tell("sent", results);
    }
  }

  // A conflict is an answer that is in the log under this very id: nothing is left to be sent.
  // What is invalid never becomes valid; it is told once and not sent for ever.
  function settle(results) {
    const done = results.filter(({ status }) => SAFE.has(status) || status === "invalid");
    for (const { id } of done) outbox.remove(id);
    return done.length;
  }

  // Whoever has to sign in first comes back to a fresh page, which sends by itself.
  function pause(status) {
    const state = stateOf(status);
    tell(state, []);
    if (state === "signed-out" || state === "other-learner") return;
    timer = later(send, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT_MS);
  }

  return { send };
}

const STATES = { 0: "offline", 401: "signed-out", 409: "other-learner", 507: "full" };

function stateOf(status) {
  return STATES[status] ?? (status === 503 ? "read-only" : status >= 500 ? "busy" : "refused");
}

// One tab sends at a time where the browser can say so; elsewhere both may, which doubles nothing.
export function aloneUnder(name, locks = globalThis.navigator?.locks) {
  return locks ? (work) => locks.request(name, work) : (work) => work();
}
