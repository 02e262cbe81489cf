// The card that is on the page now, and how far it is shown.

import { paintComparison } from "./comparison.js";
import { gradesFor } from "./grades.js";
import { matches } from "./typed.js";
import * as view from "./view.js";

const LONGEST_TYPED = 60;
const $ = (id) => document.getElementById(id);

export function makeStage({ page, sitting, clock, pack, begun }) {
  let read = new Set([begun]);
  let [now, paintedAt] = [null, -Infinity];

  // False where there is nothing to be asked.
  function next() {
    now = sitting.next();
    paintedAt = performance.now();
    if (!now) return false;
    now = { ...now, card: sitting.card(now.card_id) };
    view.paintCount(sitting.count(now.card_id));
    view.paintMenu(now.card_id);
    const reading = pack().readings.find(({ id }) => id === now.card.reading);
    if (reading && !read.has(reading.id)) view.paintReading(reading);
    else front();
    paintedAt = performance.now();
    return true;
  }

  function front() {
    read.add(now.card.reading);
    now.shownAt = clock.now();
    $("typed").value = "";
    view.paintFront(now.card, now.asked_as, isTyped(now.card));
    paintedAt = performance.now();
  }

  function reveal() {
    if (now.card.options.length) view.paintChoices(now.card);
    else back();
    paintedAt = performance.now();
  }

  function back() {
    const { card, asked_as } = now;
    now.typed = $("typing").hidden ? "" : $("typed").value.trim();
    view.paintBack(card, gradesFor(card, asked_as, pack().study_day, page.buttons));
    if (now.typed) compare();
  }

  // A suggestion only: the learner decides.
  function compare() {
    const { card, typed } = now;
    const right = matches(typed, [card.answer_text, ...card.accept]);
    if (!right) paintComparison($("comparison"), typed, card.answer_text);
    $("grades").dataset.suggested = right ? "good" : "forgot";
  }

  const isTyped = (card) =>
    page.typed_answers && !card.options.length && card.kind !== "code" &&
    card.answer_text.length <= LONGEST_TYPED;

  return {
    next,
    front,
    reveal,
    now: () => now,

    // What was read on another day is read again.
    begin() {
      read = new Set();
      return next();
    },

    // Nothing of the card was revealed, typed or chosen: another may take its place.
    isUntouched() {
      const { state } = $("drill").dataset;
      const begun = $("typed").value.trim() || document.querySelector("#choices :checked");
      return ["reading", "front", "options", "waiting"].includes(state) && !begun;
    },
    isFresh: (at, within) => at - paintedAt < within,

    again() {
      next();
      front();
      if (!now.card.options.length) reveal();
    },

    verdicts(choice, told, right) {
      view.paintAnswered(now.card, choice, told, right);
      paintedAt = performance.now();
    },

    // The server has painted the first card already.
    takeOver() {
      const first = sitting.next();
      now = { ...first, card: sitting.card(first.card_id), shownAt: clock.now() };
      if ($("drill").dataset.state !== "reading") read.add(now.card.reading);
      if ($("drill").dataset.state === "front" && isTyped(now.card)) front();
    },
  };
}
