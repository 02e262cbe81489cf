import assert from "node:assert/strict";
import { test } from "node:test";
import { makeSitting } from "../../app/web/static/drill/sitting.js";

const card = (card_id, asked_as = "review") => ({ card_id, asked_as });
const packOf = (cards, more = {}) => ({ cards, given: [], left: cards.length, total: cards.length, ...more });
const answer = (sitting, grade) =>
  sitting.answer({ id: `${sitting.next().card_id}${grade}`, ...sitting.next(), grade });

test("an undone answer brings its card back to the front, one after the other", () => {
  const sitting = makeSitting(packOf(["a", "b", "c"].map((id) => card(id))));
  answer(sitting, "good");
  answer(sitting, "forgot");
  assert.equal(sitting.next().card_id, "c");
  assert.equal(sitting.undo().card_id, "b");
  assert.deepEqual(sitting.next(), card("b"));
  assert.equal(sitting.undo().card_id, "a");
  assert.deepEqual(sitting.next(), card("a"));
  assert.equal(sitting.hasAnswers(), false);
});

test("the number counts different cards, and a repeat moves nothing", () => {
  const sitting = makeSitting(packOf([card("a"), card("b")]));
  answer(sitting, "forgot");
  assert.deepEqual(sitting.count("b"), { number: 2, total: 2, repeats: 1 });
  answer(sitting, "good");
  assert.deepEqual(sitting.next(), card("a", "practice"));
  assert.deepEqual(sitting.count("a"), { number: 2, total: 2, repeats: 1 });
});

test("what was forgotten before the page was opened is repeated, too", () => {
  const given = [{ card_id: "a", grade: "forgot", asked_as: "review" }];
  const sitting = makeSitting(packOf([card("b"), card("a", "practice")], { given, total: 2 }));
  answer(sitting, "good");
  assert.deepEqual(sitting.next(), card("a", "practice"));
  answer(sitting, "good");
  assert.equal(sitting.next(), null);
});

test("a round of cramming repeats what was missed, as cramming", () => {
  const sitting = makeSitting(packOf([card("a", "cram"), card("b", "cram")]));
  answer(sitting, "forgot");
  answer(sitting, "good");
  assert.deepEqual(sitting.next(), card("a", "cram"));
});

test("a card set aside is neither asked nor repeated", () => {
  const sitting = makeSitting(packOf([card("a"), card("b")]));
  answer(sitting, "forgot");
  sitting.drop("a");
  answer(sitting, "good");
  assert.equal(sitting.next(), null);
});

test("more cards from the server leave what is on the page where it is", () => {
  const sitting = makeSitting(packOf([card("a")], { left: 3, total: 3 }));
  assert.equal(sitting.left(), 2);
  sitting.refill(packOf([card("b"), card("a"), card("c")], { total: 3 }), card("a"));
  assert.equal(sitting.next().card_id, "a");
  assert.equal(sitting.left(), 0);
  assert.equal(sitting.held(), 3);
});

test("a card that is brought back is asked again", () => {
  const sitting = makeSitting(packOf([card("a"), card("b")]));
  sitting.drop("a");
  assert.equal(sitting.next().card_id, "b");
  sitting.bringBack("a");
  assert.equal(sitting.next().card_id, "a");
});

test("another day is another sitting: nothing of the last one is repeated or taken back", () => {
  const sitting = makeSitting(packOf([card("a"), card("b")]));
  answer(sitting, "forgot");
  sitting.drop("b");
  sitting.begin(packOf([card("b"), card("a")]));
  assert.equal(sitting.hasAnswers(), false);
  assert.deepEqual(sitting.next(), card("b"));
  assert.deepEqual(sitting.count("b"), { number: 1, total: 2, repeats: 0 });
});

test("a card that is answered, but still on the page, is not asked again by a newer list", () => {
  const sitting = makeSitting(packOf([card("a")], { left: 3, total: 3 }));
  answer(sitting, "good");
  const given = [{ ...card("a"), grade: "good" }];
  sitting.refill(packOf([card("b"), card("c")], { given, total: 3 }), null);
  assert.deepEqual(sitting.next(), card("b"));
});

test("some minutes go on counting where they were, and end with what was said", () => {
  const sitting = makeSitting(packOf([card("a"), card("b")], { left: 3, total: 3 }), { isPart: true });
  answer(sitting, "good");
  sitting.refill(packOf([card("b"), card("c")], { left: 9, total: 9 }), sitting.next());
  assert.deepEqual(sitting.count("b"), { number: 2, total: 3, repeats: 0 });
  answer(sitting, "good");
  answer(sitting, "good");
  assert.deepEqual([sitting.next(), sitting.left()], [null, 0]);
});
