import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, matches } from "../../app/web/static/drill/typed.js";

test("case, accents, spaces and a full stop make no difference", () => {
  assert.ok(matches("  francois   chollet. ", ["François Chollet"]));
});

test("any accepted spelling will do", () => {
  assert.ok(matches("tf", ["On TensorFlow only", "TensorFlow", "TF"]));
});

test("nothing typed is no answer, and another word is another word", () => {
  assert.ok(!matches(" ", [""]));
  assert.ok(!matches("Keras", ["Theano"]));
});

test("letters that differ are told apart from those that do not", () => {
  const { typed, answer } = difference("Teano", "Theano");
  assert.deepEqual(typed, [{ text: "Teano", same: true }]);
  assert.deepEqual(answer, [
    { text: "T", same: true },
    { text: "h", same: false },
    { text: "eano", same: true },
  ]);
});

test("both texts are there in full", () => {
  const { typed, answer } = difference("a🙂c", "xyz");
  const whole = (runs) => runs.map(({ text }) => text).join("");
  assert.equal(whole(typed), "a🙂c");
  assert.equal(whole(answer), "xyz");
});
