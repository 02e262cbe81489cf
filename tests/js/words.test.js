import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dateWords, daysBetween, gap, shortGap } from "../../app/web/static/drill/words.js";

// The page without scripts says them in Python: tests/core/test_gaps.py reads the same file.
const { gaps, dates } = JSON.parse(readFileSync(new URL("gaps.json", import.meta.url), "utf8"));

test("gaps are said as the server says them", () => {
  for (const [days, long, short] of gaps) assert.deepEqual([gap(days), shortGap(days)], [long, short]);
});

test("dates too", () => {
  for (const [on, today, words] of dates) assert.equal(dateWords(on, today), words);
});

test("days are counted across a change of the clocks", () => {
  assert.equal(daysBetween("2026-10-20", "2026-11-02"), 13);
});
