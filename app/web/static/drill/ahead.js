// The cards to come: fetched before they are needed, and where the page has none left, again and
// again until they are there.

import { makeRetry } from "./retry.js";
import { isForPeople, stateOf } from "./sender.js";

// `wanted` says whether there is anything to fetch, `stamp` changes with each answer: a list that
// was made before the newest one is no longer true.
export function makeAhead({ fetchPack, wanted, stamp, take, isWaiting, status, ...timers }) {
  const retry = makeRetry(fetchMore, timers);
  let fetching = false;

  async function fetchMore() {
    retry.stop();
    if (fetching || !wanted()) return;
    fetching = true;
    const before = stamp();
    const reply = await fetchPack();
    fetching = false;
    if (reply.status !== 200) return fail(stateOf(reply.status));
    retry.worked();
    if (before !== stamp()) return fetchMore();
    status.arrived();
    take(reply);
  }

  // While there are cards to go on with, nobody needs to know; the next answer asks again.
  function fail(state) {
    if (!isWaiting()) return;
    status.late(state);
    if (!isForPeople(state)) retry.again();
  }

  return fetchMore;
}
