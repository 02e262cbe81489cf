import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, makeClock, makeIds, studyDay } from "../../app/web/static/drill/stamps.js";

const SERVER = "2026-11-21T08:00:00Z";
const HOUR = 3_600_000;

function clockOf(wall) {
  const hands = { wall, steady: 0 };
  const clock = makeClock(() => hands.wall, () => hands.steady);
  clock.set(SERVER);
  return { clock, hands };
}

test("a device whose clock is a day ahead stamps with the server's time", () => {
  const { clock, hands } = clockOf(Date.parse(SERVER) + 24 * HOUR);
  hands.wall += HOUR;
  hands.steady += HOUR;
  assert.equal(clock.now(), Date.parse(SERVER) + HOUR);
});

test("a clock that is set back in mid-sitting takes no time back", () => {
  const { clock, hands } = clockOf(Date.parse(SERVER));
  hands.wall -= 24 * HOUR;
  hands.steady += HOUR;
  assert.equal(clock.now(), Date.parse(SERVER) + HOUR);
});

test("time goes on while the lid is closed", () => {
  const { clock, hands } = clockOf(Date.parse(SERVER));
  hands.wall += HOUR;
  assert.equal(clock.now(), Date.parse(SERVER) + HOUR);
});

test("ids are UUIDs of version 7 that sort in the order of their making", () => {
  let now = 1_800_000_000_000;
  const newId = makeIds(() => now);
  const made = Array.from({ length: 5_000 }, () => newId());
  now += 10;
  made.push(newId());
  assert.deepEqual([...made].sort(), made);
  assert.equal(new Set(made).size, made.length);
  for (const id of made) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

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
