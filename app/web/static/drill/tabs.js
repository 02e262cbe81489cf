// Which cards this browser has answered, in whichever of its tabs: another device is told from it.

export function makeAnsweredHere(learner, channel = channelOf(`drillbook:${learner}`)) {
  const cards = new Set();

  // What was taken back another device may answer first.
  function note({ given, undone }) {
    for (const card_id of undone) cards.delete(card_id);
    for (const card_id of given) cards.add(card_id);
  }
  channel?.addEventListener("message", ({ data }) => note(data));

  return {
    // How many of these results another device was before, with an answer of its own.
    elsewhere(results) {
      const cardsOf = (type, isSecond = false) =>
        results
          .filter(({ event, second }) => event?.type === type && Boolean(second) === isSecond)
          .map(({ event }) => event.card_id);
      const told = { given: cardsOf("reviewed"), undone: cardsOf("voided") };
      note(told);
      channel?.postMessage(told);
      return cardsOf("reviewed", true).filter((card_id) => !cards.has(card_id)).length;
    },
  };
}

// What the summary is to say once, in the tab that comes from the drill.
const placeOf = (learner) => `drillbook:second:${learner}`;

export function leaveForSummary(learner, count, browser = globalThis) {
  try {
    if (count) browser.sessionStorage.setItem(placeOf(learner), count);
  } catch {
    // the drill has said it already
  }
}

export function takeForSummary(learner, browser = globalThis) {
  try {
    const count = Number(browser.sessionStorage.getItem(placeOf(learner)));
    browser.sessionStorage.removeItem(placeOf(learner));
    return count;
  } catch {
    return 0;
  }
}

function channelOf(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null; // not in every browser, and not where storage is refused
  }
}
