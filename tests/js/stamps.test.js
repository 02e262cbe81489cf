import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, makeClock, makeIds, studyDay, timesOfPage } from "../../app/web/static/drill/stamps.js";

const SERVER = "2026-11-21T08:00:00Z";
const HOUR = 3_600_000;

function clockOf(wall) {
  const hands = { wall, steady: 0 };
  const clock = makeClock(() => hands.wall, () => hands.steady);
  clock.set({ server_time: SERVER, asked: 0, came: 0 });
  return { clock, hands };
}

const SECOND = 1_000;
const told = (seconds) => new Date(Date.parse(SERVER) + seconds * SECOND).toISOString();

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

test("a reply that was long on its way does not put the clock back", () => {
  const { clock, hands } = clockOf(0);
  hands.steady += 9 * SECOND;
  clock.set({ server_time: told(2), asked: 1 * SECOND, came: 9 * SECOND });
  assert.equal(clock.now(), Date.parse(told(9)));
});

test("a clock that was behind goes on to what a reply tells", () => {
  const { clock, hands } = clockOf(0);
  hands.steady += 9 * SECOND;
  clock.set({ server_time: told(11), asked: 1 * SECOND, came: 8 * SECOND });
  assert.equal(clock.now(), Date.parse(told(12)));
});

test("a clock that was put forward goes back to what the next reply tells", () => {
  const { clock, hands } = clockOf(0);
  hands.wall += HOUR;
  hands.steady += 9 * SECOND;
  clock.set({ server_time: told(8.5), asked: 8 * SECOND, came: 9 * SECOND });
  assert.equal(clock.now(), Date.parse(told(8.5)));
});

test("a page counts from when it came, however late its scripts run", () => {
  const hands = { wall: 0, steady: 5 * SECOND };
  const clock = makeClock(() => hands.wall, () => hands.steady);
  const page = { requestStart: 1 * SECOND, responseStart: 2 * SECOND };
  clock.set({ server_time: SERVER, ...timesOfPage(page) });
  assert.equal(clock.now(), Date.parse(told(3)));
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
