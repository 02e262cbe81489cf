import assert from "node:assert/strict";
import { test } from "node:test";
import { lineFor } from "../../app/web/static/drill/status.js";

test("what another device answered before is counted, one alone with its own wording", () => {
  const day = "already answered on another device today";
  assert.equal(lineFor("second", 2), `2 of these were ${day}; yours count as practice.`);
  assert.equal(lineFor("second", 1), `1 of these was ${day}; yours counts as practice.`);
});
