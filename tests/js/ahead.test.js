import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAhead } from "../../app/web/static/drill/ahead.js";

const PACK = { status: 200, cards: [] };

function setUp(...replies) {
  const [taken, told, waits] = [[], [], []];
  const page = { isWaiting: true, wanted: true, stamp: 0, again: () => {} };
  const fetchMore = makeAhead({
    fetchPack: async () => {
      const reply = replies.shift() ?? PACK;
      return typeof reply === "function" ? reply() : reply;
    },
    wanted: () => page.wanted,
    stamp: () => page.stamp,
    take: (reply) => taken.push(reply),
    isWaiting: () => page.isWaiting,
    status: { late: (why) => told.push(why), arrived: () => told.push("arrived") },
    later: (work, ms) => {
      waits.push(ms);
      page.again = work;
    },
    cancel: () => {},
  });
  return { page, fetchMore, taken, told, waits, replies };
}

test("what cannot be had is said, and tried again by itself until it is there", async () => {
  const { page, fetchMore, taken, told, waits } = setUp({ status: 0 }, { status: 500 });
  await fetchMore();
  await page.again();
  await page.again();
  assert.deepEqual(told, ["offline", "busy", "arrived"]);
  assert.deepEqual(waits, [1_000, 2_000]);
  assert.deepEqual(taken, [PACK]);
});

test("who has cards to go on with is not told", async () => {
  const { page, fetchMore, told, waits } = setUp({ status: 0 });
  page.isWaiting = false;
  await fetchMore();
  assert.deepEqual([told, waits], [[], []]);
});

test("who is signed out has to come back first", async () => {
  const { fetchMore, told, waits } = setUp({ status: 401 });
  await fetchMore();
  assert.deepEqual([told, waits], [["signed-out"], []]);
});

test("a list from before the newest answer is not taken, but asked for again", async () => {
  const old = { status: 200, cards: ["old"] };
  const { page, fetchMore, taken, replies } = setUp();
  replies.push(() => {
    page.stamp += 1;
    return old;
  });
  await fetchMore();
  assert.deepEqual(taken, [PACK]);
});

test("nothing is fetched that is not wanted, nor twice at once", async () => {
  const { page, fetchMore, taken } = setUp();
  await Promise.all([fetchMore(), fetchMore()]);
  assert.equal(taken.length, 1);
  page.wanted = false;
  await fetchMore();
  assert.equal(taken.length, 1);
});
