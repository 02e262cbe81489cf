import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { queue } from "../../app/web/static/drill/queue.js";

const CARDS = ["a", "b", "c", "d", "e", "f"];
const answer = (card_id, grade, asked_as = "review") => ({ card_id, grade, asked_as });
const ids = (asked) => asked.map(({ card_id }) => card_id).join("");

test("a forgotten card comes back after four others, as practice", () => {
  const asked = queue(CARDS, [answer("a", "forgot")]);
  assert.equal(ids(asked), "bcdeaf");
  assert.equal(asked[4].asked_as, "practice");
});

test("where fewer others are left it comes at the end", () => {
  assert.equal(ids(queue(["a", "b"], [answer("a", "forgot")])), "ba");
});

test("a hard one comes once, at the end", () => {
  const given = [answer("a", "hard")];
  assert.equal(ids(queue(["a", "b"], given)), "ba");
  given.push(answer("b", "good"), answer("a", "hard", "practice"));
  assert.equal(ids(queue(["a", "b"], given)), "");
});

test("after three misses of its repeats a card is left for tomorrow", () => {
  const given = [answer("a", "forgot")];
  for (let nth = 0; nth < 3; nth++) {
    assert.equal(ids(queue(["a"], given)), "a");
    given.push(answer("a", "forgot", "practice"));
  }
  assert.equal(ids(queue(["a"], given)), "");
});

test("cramming changes nothing", () => {
  assert.equal(ids(queue(CARDS, [answer("f", "forgot", "cram")])), "abcdef");
});

// Made by app/core/queue.py itself: tests/js/test_same_queue.py holds the file to it.
const SITTINGS = new URL("sittings.json", import.meta.url);

test("the browser asks exactly as the server would", () => {
  const sittings = JSON.parse(readFileSync(SITTINGS, "utf8"));
  for (const { main, given, asked } of sittings) assert.deepEqual(queue(main, given), asked);
});
