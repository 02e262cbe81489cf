// Sends what the outbox holds until it is acknowledged, however often the way is cut.

import { makeRetry } from "./retry.js";

export const TOGETHER = 100;
const SAFE = new Set(["recorded", "already", "conflict"]);

// `post` takes a list of events and gives { status, results }, status 0 without a connection.
// `tell` hears how it went: "sent" or a state of `stateOf`, with the results of what was settled,
// each with its event.
export function makeSender({ outbox, post, tell, alone, ...timers }) {
  const retry = makeRetry(send, timers);
  let sending = false;

  async function send() {
    retry.stop();
    if (sending) return;
    sending = true;
    try {
      await alone(sendAll);
    } finally {
      sending = false;
    }
  }

  async function sendAll() {
    if (!outbox.size) return tell("sent", []); // another tab was at it
    for (let events; (events = outbox.all().slice(0, TOGETHER)).length; ) {
      const { status, results = [] } = await post(events);
      const told = results.map((result, place) => ({ ...result, event: events[place] }));
      const settled = status === 200 ? settle(results) : 0;
      if (!settled) return pause(status);
      retry.worked();
      tell("sent", told);
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
    if (!isForPeople(state)) retry.again();
  }

  return { send };
}

const STATES = { 0: "offline", 401: "signed-out", 409: "other-learner", 507: "full" };

export function stateOf(status) {
  return STATES[status] ?? (status === 503 ? "read-only" : status >= 500 ? "busy" : "refused");
}

// What no waiting mends.
export const isForPeople = (state) => state === "signed-out" || state === "other-learner";

// One tab sends at a time where the browser can say so; elsewhere both may, which doubles nothing.
export function aloneUnder(name, locks = globalThis.navigator?.locks) {
  if (!locks) return (work) => work();
  return async (work) => {
    let begun = false;
    const begin = () => {
      begun = true;
      return work();
    };
    try {
      await locks.request(name, begin);
    } catch (error) {
      if (begun) throw error;
      await work(); // a browser may have locks and refuse them, as it does storage
    }
  };
}
