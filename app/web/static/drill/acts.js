// What each button of the page does, by its name; without scripts app/web/drill/acts.py does it.

import { afterLine, hasSlipped, onTold } from "./grades.js";
import { MOST_REPEATS } from "./queue.js";
import { gradeOf } from "./quiz.js";
import { paintAfter, paintSlipped } from "./view.js";

export function makeActs({ page, sitting, stage, events, keep, pack, today, onwards, undoEarlier }) {
  function record(given) {
    const now = stage.now();
    const event = events.reviewed({ ...now, ...given });
    sitting.answer(event);
    const missed = event.grade === "forgot" && sitting.times(event.card_id) > MOST_REPEATS;
    paintAfter(afterLine(now.card, event, pack().study_day, page.buttons, missed), { undo: true });
    paintSlipped(hasSlipped(now.card, event) ? event.card_id : "", now.card.lapses + 1);
    keep(event);
    return event;
  }

  function choose(choice) {
    const { card } = stage.now();
    const event = record({ grade: gradeOf(card, choice), choice });
    stage.verdicts(choice, onTold(card, event, pack().study_day), event.grade !== "forgot");
  }

  function takeBack() {
    const event = sitting.undo();
    keep(events.voided(event));
    return event;
  }

  function putAway(event, words, back = "") {
    keep(event);
    sitting.drop(event.card_id);
    paintSlipped("");
    paintAfter(words, { undo: !back && sitting.hasAnswers(), back });
    if (stage.now()?.card_id === event.card_id) onwards();
  }

  return {
    read: stage.front,
    shown: stage.reveal,
    on: onwards,
    grade({ value }) {
      record({ grade: value });
      onwards();
    },
    choice: ({ value }) => choose([value]),
    check() {
      const checked = document.querySelectorAll("#choices :checked");
      choose(Array.from(checked, ({ value }) => value));
    },
    // A right answer that was only guessed is taken back and given again as forgotten.
    guess() {
      const { choice } = takeBack();
      record({ grade: "forgot", choice });
      onwards();
    },
    undo(button) {
      if (!sitting.hasAnswers()) return undoEarlier(button);
      takeBack();
      stage.again();
      paintSlipped("");
      paintAfter(page.lines.undone, { undo: true });
    },
    later: ({ value }) => putAway(events.buried(value, today()), page.lines.later),
    aside: ({ value }) => putAway(events.suspended(value), page.lines.aside, value),
    back({ value }) {
      keep(events.resumed(value));
      sitting.bringBack(value);
      paintAfter("", { undo: sitting.hasAnswers() });
    },
  };
}
