import assert from "node:assert/strict";
import { test } from "node:test";
import { lineFor, makeStatus } from "../../app/web/static/drill/status.js";

test("what another device answered before is counted, one alone with its own wording", () => {
  const day = "already answered on another device today";
  assert.equal(lineFor("second", 2), `2 of these were ${day}; yours count as practice.`);
  assert.equal(lineFor("second", 1), `1 of these was ${day}; yours counts as practice.`);
});

test("what can never be taken is told, and not as kept", () => {
  const gone = "in no lesson any more.";
  assert.equal(lineFor("lost", 1), `1 answer could not be taken: its card is ${gone}`);
  assert.equal(lineFor("lost", 2), `2 answers could not be taken: their cards are ${gone}`);
});

test("what waits on this page alone is told with the remedy", () => {
  assert.match(lineFor("offline", 1, false), /1 answer is kept here.* so leave this page open\.$/);
  assert.doesNotMatch(lineFor("offline", 1), /leave this page open/);
});

function setUp(isKept = () => true) {
  const line = { hidden: true, toggleAttribute() {}, setAttribute() {}, append() {} };
  return { line, status: makeStatus({ line, isKept, signIn: () => "" }) };
}

test("that nothing is kept is said once and stays while all goes well", () => {
  const { line, status } = setUp(() => false);
  status.warn();
  status.show("sent");
  status.recount(1);
  assert.match(line.textContent, /^This browser keeps nothing for us\./);
  assert.equal(line.hidden, false);
});

test("what was waited for says nothing more once it is there", () => {
  const { line, status } = setUp();
  for (const [why, words] of [["offline", "No connection."], ["busy", "The next cards cannot be had"]]) {
    status.late(why);
    assert.ok(line.textContent.startsWith(words));
    status.arrived();
    assert.ok(line.hidden);
  }
});

test("a line about answers is not taken away by cards that arrive", () => {
  const { line, status } = setUp();
  status.show("offline", 2);
  status.arrived();
  assert.equal(line.hidden, false);
});

test("to have sent is news only after something waited", () => {
  const { line, status } = setUp();
  for (const why of ["offline", "new-day"]) {
    status[why === "offline" ? "late" : "show"](why);
    const said = line.textContent;
    status.show("sent");
    assert.equal(line.textContent, said);
  }
  status.show("busy", 1);
  status.show("sent");
  assert.equal(line.textContent, "Sent.");
});

test("news are gone with the next answer", () => {
  const { line, status } = setUp();
  status.show("new-day");
  status.recount(1);
  assert.ok(line.hidden);
});
