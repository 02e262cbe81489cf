// The grade buttons with what each would do: the rules of app/web/drill/lines.py.

import { LABELS, dateWords, daysBetween, gap, shortGap } from "./words.js";

const FOUR = ["forgot", "hard", "good", "easy"];
const TWO = ["forgot", "good"];
const SLIPPED_TIMES = 4;
const comesBack = (grade) => grade === "forgot" || grade === "hard";

export function gradesFor(card, askedAs, today, buttons) {
  if (askedAs !== "review") return { grades: TWO.map((grade) => made(grade, TWO, "", "")), same: "" };
  const grades = buttons === 2 ? TWO : FOUR;
  const days = Object.fromEntries(grades.map((grade) => [grade, daysTo(card, grade, today)]));
  const same = grades === FOUR && days.hard === days.good && days.good === days.easy;
  return {
    grades: grades.map((grade) =>
      made(grade, grades, told(grade, days[grade], grades, same), name(card, grade, grades, today)),
    ),
    same: same ? gap(days.good) : "",
  };
}

const made = (grade, grades, told, name) => ({ grade, label: label(grade, grades), told, name });
const label = (grade, grades) => (grade === "good" && grades === TWO ? "Got it" : LABELS[grade]);

function daysTo(card, grade, today) {
  const { due_on } = card.outcomes[grade];
  return due_on ? daysBetween(today, due_on) : 0;
}

function told(grade, days, grades, same) {
  if (grades === TWO) return grade === "forgot" ? "again today" : gap(days);
  if (same && grade !== "forgot") return comesBack(grade) ? "↻" : "";
  return comesBack(grade) ? `↻ ${shortGap(days)}` : shortGap(days);
}

function name(card, grade, grades, today) {
  const { due_on } = card.outcomes[grade];
  const day = due_on ? dateWords(due_on, today) : "today";
  const when = comesBack(grade) ? `Comes back in this sitting, then on ${day}` : `Next on ${day}`;
  return `${label(grade, grades)}. ${when}`;
}

// Under "Go on", once a quiz card is answered.
export function onTold(card, event, today) {
  if (event.asked_as !== "review") return "";
  return event.grade === "forgot" ? "again today" : gap(daysTo(card, event.grade, today));
}

export function afterLine(card, event, today, buttons, givenUp) {
  if (givenUp) return "Enough for today. This one comes back tomorrow.";
  if (event.asked_as !== "review") return "Once more · schedule unchanged";
  const words = label(event.grade, buttons === 2 || event.choice ? TWO : FOUR);
  if (comesBack(event.grade)) return `${words} · comes back in this sitting`;
  const { due_on } = card.outcomes[event.grade];
  return due_on ? `${words} · next on ${dateWords(due_on, today)}` : words;
}

// At the fourth time and at every fourth after it.
export function hasSlipped(card, event) {
  const lapsed = event.grade === "forgot" && event.asked_as === "review" && !card.new;
  return lapsed && card.outcomes.forgot.counted && (card.lapses + 1) % SLIPPED_TIMES === 0;
}
