// The page without scripts says the same: tests/js/lines.py writes what it says, case by case.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { afterLine, gradesFor, hasSlipped } from "../../app/web/static/drill/grades.js";
import { asksOpenly, gradeOf, verdict } from "../../app/web/static/drill/quiz.js";
import { countLine, readingLine } from "../../app/web/static/drill/words.js";

const said = JSON.parse(readFileSync(new URL("lines.json", import.meta.url), "utf8"));
const [[today], [known]] = [said.today, said.card];

test("the buttons and what each of them would do", () => {
  for (const { card, asked_as, buttons, grades, same } of said.buttons) {
    assert.deepEqual(gradesFor(card, asked_as, today, buttons), { grades, same });
  }
});

test("what an answer did", () => {
  for (const { event, buttons, given_up, line } of said.after) {
    assert.equal(afterLine(known, event, today, buttons, given_up), line);
  }
});

test("when a card has slipped once too often", () => {
  for (const { lapses, event, slipped } of said.slips) {
    assert.equal(hasSlipped({ ...known, lapses }, event), slipped, `${lapses} before`);
  }
});

test("how a quiz is asked and graded", () => {
  for (const { card, openly, grades } of said.quiz) {
    assert.equal(asksOpenly(card), openly);
    for (const [chosen, grade] of Object.entries(grades)) {
      assert.equal(gradeOf(card, chosen.split(" ").filter(Boolean)), grade);
    }
  }
});

test("what is said of each option", () => {
  for (const { right, chosen, several, words } of said.verdicts) {
    assert.equal(verdict(right, chosen, several), words);
  }
});

test("counts and readings", () => {
  for (const { words, ...count } of said.counts) assert.equal(countLine(count), words);
  for (const { words, ...reading } of said.readings) assert.equal(readingLine(reading), words);
});
