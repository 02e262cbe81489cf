// Which cards this browser has answered, in whichever of its tabs: another device is told from it.

export function makeAnsweredHere(learner, channel = channelOf(`drillbook:${learner}`)) {
  const cards = new Set();
  const add = (ids) => ids.forEach((id) => cards.add(id));
  channel?.addEventListener("message", ({ data }) => add(data));
  return {
    // How many of these results another device was before, with an answer of its own.
    elsewhere(results) {
      const given = results.filter(({ event }) => event?.type === "reviewed");
      const first = given.filter(({ second }) => !second).map(({ event }) => event.card_id);
      add(first);
      if (first.length) channel?.postMessage(first);
      return given.filter(({ second, event }) => second && !cards.has(event.card_id)).length;
    },
  };
}

function channelOf(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null; // not in every browser, and not where storage is refused
  }
}
