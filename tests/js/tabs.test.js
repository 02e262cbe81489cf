import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAnsweredHere } from "../../app/web/static/drill/tabs.js";

const result = (card_id, second = false, type = "reviewed") => ({ second, event: { card_id, type } });

function twoTabs() {
  const heard = [];
  const channel = () => ({
    addEventListener: (name, hear) => heard.push(hear),
    postMessage: (data) => heard.forEach((hear) => hear({ data })),
  });
  return [makeAnsweredHere("7", channel()), makeAnsweredHere("7", channel())];
}

test("a card that another tab of this browser answered is not another device's", () => {
  const [one, other] = twoTabs();
  assert.equal(one.elsewhere([result("a")]), 0);
  assert.equal(other.elsewhere([result("a", true), result("b", true)]), 1);
});

test("both may be sent by one tab, since they share what waits", () => {
  const [one] = twoTabs();
  assert.equal(one.elsewhere([result("a"), result("a", true)]), 0);
});

test("to put a card off is no answer, and a browser without channels counts all the same", () => {
  const alone = makeAnsweredHere("7", null);
  assert.equal(alone.elsewhere([result("a", false, "buried")]), 0);
  assert.equal(alone.elsewhere([result("a", true)]), 1);
});

test("a card that was taken back here another device may have answered first", () => {
  const [one, other] = twoTabs();
  one.elsewhere([result("a")]);
  one.elsewhere([result("a", false, "voided")]);
  assert.equal(other.elsewhere([result("a", true)]), 1);
});
