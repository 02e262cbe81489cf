// The way to the summary, which is the server's: it must have everything first, and be there.

import { makeRetry, onReturn } from "./retry.js";
import { leaveForSummary } from "./tabs.js";

export function makeLeaving({ learner, query, keeping, isReachable, ...timers }) {
  let way = null;
  const retry = makeRetry(go, timers);
  onReturn(go);

  async function leave(more = []) {
    way = [...query, ...more];
    if (await keeping.flush()) await go();
  }

  // Once: what was settled meanwhile may have led there already. Without a connection this page
  // stays, since the browser would put an error in its place.
  async function go() {
    retry.stop();
    const wanted = way;
    if (!wanted || !keeping.isEmpty()) return;
    const isThere = await isReachable();
    if (way !== wanted) return;
    if (!isThere) return wait();
    way = null;
    leaveForSummary(learner, keeping.elsewhere());
    location.assign(wanted.length ? `/drill/end?${new URLSearchParams(wanted)}` : "/drill/end");
  }

  function wait() {
    keeping.status.show("end offline");
    retry.again();
  }

  return {
    leave,
    go,
    // Who stopped and then answers has not stopped.
    stay() {
      way = null;
      retry.stop();
    },
    isUnderWay: () => way !== null,
  };
}
