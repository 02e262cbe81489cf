import assert from "node:assert/strict";
import { test } from "node:test";
import { afterLine, gradesFor, hasSlipped } from "../../app/web/static/drill/grades.js";

const TODAY = "2026-11-21";
const outcome = (due_on, counted = true) => ({ due_on, counted });
const KNOWN = {
  lapses: 3,
  new: false,
  outcomes: {
    forgot: outcome("2026-11-22"),
    hard: outcome("2026-12-27"),
    good: outcome("2026-12-29"),
    easy: outcome("2028-07-01"),
  },
};
const NEW = { lapses: 0, new: true, outcomes: Object.fromEntries(Object.keys(KNOWN.outcomes).map((g) => [g, outcome("2026-11-22")])) };
const event = (grade, more = {}) => ({ grade, asked_as: "review", ...more });

test("each of four buttons says when, and in full to who listens", () => {
  const { grades, same } = gradesFor(KNOWN, "review", TODAY, 4);
  assert.deepEqual(grades.map(({ told }) => told), ["↻ 1 d", "↻ 36 d", "38 d", "1.6 y"]);
  assert.equal(grades[1].name, "Hard. Comes back in this sitting, then on 27 December");
  assert.equal(same, "");
});

test("one day for hard, good and easy is said once", () => {
  const { grades, same } = gradesFor(NEW, "review", TODAY, 4);
  assert.deepEqual(grades.map(({ told }) => told), ["↻ 1 d", "↻", "", ""]);
  assert.equal(same, "tomorrow");
});

test("two buttons say it in words, and a repeat says nothing", () => {
  const told = (askedAs) => gradesFor(KNOWN, askedAs, TODAY, 2).grades.map((each) => each.told);
  assert.deepEqual(told("review"), ["again today", "in 5 weeks"]);
  assert.deepEqual(told("practice"), ["", ""]);
});

test("the line says what the answer did", () => {
  assert.equal(afterLine(KNOWN, event("good"), TODAY, 4, false), "Good · next on 29 December");
  assert.equal(afterLine(KNOWN, event("good"), TODAY, 2, false), "Got it · next on 29 December");
  assert.equal(afterLine(KNOWN, event("forgot"), TODAY, 4, false), "Forgot · comes back in this sitting");
  assert.equal(afterLine(KNOWN, event("good", { asked_as: "practice" }), TODAY, 4, false), "Once more · schedule unchanged");
  assert.equal(afterLine(KNOWN, event("forgot"), TODAY, 4, true), "Enough for today. This one comes back tomorrow.");
});

test("the fourth slip is told, a repeat of it is not", () => {
  assert.ok(hasSlipped(KNOWN, event("forgot")));
  assert.ok(!hasSlipped(KNOWN, event("forgot", { asked_as: "practice" })));
  assert.ok(!hasSlipped(NEW, event("forgot")));
});
