// The sitting as far as this page knows it: the cards it holds, what was answered, what comes next.

import { queue } from "./queue.js";

// `isPart` is a sitting of some minutes: the server tells nothing of what was given, and has more
// than is to be asked.
export function makeSitting(pack, { isPart = false } = {}) {
  let cards, main, given, left, total, first;
  let answered = []; // by this page, newest last: what an undo takes back
  const away = new Set(); // set aside or put off by this page, whatever an older list says

  // Another study day is another sitting: nothing of the last one is repeated or taken back in it.
  function begin(pack) {
    [cards, given, answered] = [new Map(), [], []];
    away.clear();
    refill(pack);
    [left, total] = [pack.left - pack.cards.length, pack.total];
  }

  // The server's list replaces ours whole: it has seen all that we have sent. What is on the page
  // stays there.
  function refill(pack, shown = pack.cards[0]) {
    cards = new Map([...cards, ...pack.cards.map((card) => [card.card_id, card])]);
    if (!isPart) given = pack.given.map(({ card_id, grade, asked_as }) => ({ card_id, grade, asked_as }));
    const known = new Set(given.map(({ card_id }) => card_id));
    const begins = ({ card_id, asked_as }) => asked_as !== "practice" || !known.has(card_id);
    main = pack.cards.filter(begins).map(({ card_id, asked_as }) => ({ card_id, asked_as }));
    [left, total] = [pack.left - pack.cards.length, pack.total];
    if (isPart) [left, total] = [0, new Set([...known, ...pack.cards.map(({ card_id }) => card_id)]).size];
    first = shown ? { card_id: shown.card_id, asked_as: shown.asked_as } : null;
  }
  begin(pack);

  function coming() {
    const ways = new Map(main.map(({ card_id, asked_as }) => [card_id, asked_as]));
    const asked = queue([...ways.keys()], given.map(asReview)).map((each) => ({
      card_id: each.card_id,
      asked_as: ways.get(each.card_id) ?? (isCram(cards.get(each.card_id)) ? "cram" : each.asked_as),
    }));
    const rest = asked.filter(({ card_id }) => isHere(card_id) && card_id !== first?.card_id);
    return first ? [first, ...rest] : rest;
  }

  const isHere = (card_id) => cards.has(card_id) && !away.has(card_id);

  return {
    begin,
    refill,
    card: (card_id) => cards.get(card_id),
    // Cards that the server has and this page has not.
    left: () => left,
    held: () => coming().length,
    next: () => coming()[0] ?? null,

    answer(event) {
      const place = main.findIndex(({ card_id }) => card_id === event.card_id);
      const [begun] = place < 0 ? [] : main.splice(place, 1);
      given.push({ card_id: event.card_id, grade: event.grade, asked_as: event.asked_as, id: event.id });
      answered.push({ event, begun });
      first = null;
    },

    hasAnswers: () => answered.length > 0,

    undo() {
      const { event, begun } = answered.pop();
      given = given.filter(({ id }) => id !== event.id);
      if (begun) main.unshift(begun);
      first = { card_id: event.card_id, asked_as: event.asked_as };
      return event;
    },

    // Set aside, or not today: neither asked nor repeated.
    drop(card_id) {
      away.add(card_id);
      if (first?.card_id === card_id) first = null;
    },

    bringBack: (card_id) => away.delete(card_id),

    times: (card_id) => given.filter((each) => each.card_id === card_id).length,

    // "8 of 24" counts different cards; a repeat moves nothing.
    count(card_id) {
      const seen = new Set(given.map((each) => each.card_id));
      const repeats = coming().filter(({ asked_as }) => asked_as === "practice").length;
      return { number: seen.size + !seen.has(card_id), total: Math.max(total, seen.size), repeats };
    },
  };
}

const isCram = (card) => card?.asked_as === "cram";

// A round of cramming has its own repeats, by the same rules.
const asReview = (answer) => (answer.asked_as === "cram" ? { ...answer, asked_as: "review" } : answer);
