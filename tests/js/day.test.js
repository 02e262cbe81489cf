import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, studyDay } from "../../app/web/static/drill/day.js";

const PACK = { study_day: "2026-12-31", day_ends_at: "2027-01-01T04:00:00+01:00" };
const at = (instant) => studyDay(PACK, Date.parse(instant));

test("the day is the pack's until its end", () => {
  assert.equal(at("2027-01-01T02:59:59Z"), "2026-12-31");
  assert.equal(at("2027-01-01T03:00:00Z"), "2027-01-01");
});

test("a page left open for days knows how many", () => {
  assert.equal(at("2027-01-03T02:59:59Z"), "2027-01-02");
});

test("a month ends", () => assert.equal(dayAfter("2027-02-28"), "2027-03-01"));
