import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOutbox } from "../../app/web/static/drill/outbox.js";
import { LONGEST_WAIT_MS } from "../../app/web/static/drill/retry.js";
import { aloneUnder, makeSender } from "../../app/web/static/drill/sender.js";
import { makeStorage } from "./storage.js";

// A server that answers as it is told to, and remembers what it has recorded.
function setUp(...replies) {
  const outbox = makeOutbox("7", makeStorage());
  const [log, told, waits] = [new Set(), [], []];
  const post = async (events) => {
    const reply = replies.shift() ?? 200;
    if (reply === "cut" || reply === 200) {
      const results = events.map(({ id }) => ({ id, status: log.has(id) ? "already" : "recorded" }));
      for (const { id } of events) log.add(id);
      return reply === "cut" ? { status: 0 } : { status: 200, results };
    }
    return typeof reply === "number" ? { status: reply } : reply;
  };
  let waiting;
  const later = (work, ms) => {
    waits.push(ms);
    waiting = work;
  };
  const sender = makeSender({
    outbox, post, later,
    cancel: () => {},
    tell: (state) => told.push(state),
    alone: (work) => work(),
  });
  const again = () => waiting?.();
  return { outbox, sender, log, told, waits, again };
}

test("what is acknowledged is no longer kept", async () => {
  const { outbox, sender, log } = setUp();
  outbox.put({ id: "1" });
  await sender.send();
  assert.equal(outbox.size, 0);
  assert.deepEqual([...log], ["1"]);
});

test("a reply that is cut off doubles nothing", async () => {
  const { outbox, sender, log, told, again } = setUp("cut");
  outbox.put({ id: "1" });
  await sender.send();
  assert.equal(outbox.size, 1);
  await again();
  assert.equal(outbox.size, 0);
  assert.equal(log.size, 1);
  assert.deepEqual(told, ["offline", "sent"]);
});

test("it waits longer each time, and no longer than a minute", async () => {
  const { outbox, sender, waits, again } = setUp(...Array(9).fill(0));
  outbox.put({ id: "1" });
  await sender.send();
  for (let nth = 1; nth < 9; nth++) await again();
  assert.deepEqual(waits.slice(0, 3), [1_000, 2_000, 4_000]);
  assert.equal(waits.at(-1), LONGEST_WAIT_MS);
  await again();
  assert.equal(outbox.size, 0);
});

for (const [status, state] of [
  [507, "full"],
  [503, "read-only"],
  [500, "busy"],
  [403, "refused"],
]) {
  test(`${status} keeps the answers, says "${state}" and tries again`, async () => {
    const { outbox, sender, told, again } = setUp(status);
    outbox.put({ id: "1" });
    await sender.send();
    assert.deepEqual(told, [state]);
    assert.equal(outbox.size, 1);
    await again();
    assert.equal(outbox.size, 0);
  });
}

for (const [status, state] of [
  [401, "signed-out"],
  [409, "other-learner"],
]) {
  test(`${status} keeps the answers and sends nothing more by itself`, async () => {
    const { outbox, sender, told, waits } = setUp(status);
    outbox.put({ id: "1" });
    await sender.send();
    assert.deepEqual(told, [state]);
    assert.deepEqual(waits, []);
    assert.equal(outbox.size, 1);
  });
}

test("one bad answer does not hold up the good ones", async () => {
  const results = [
    { id: "1", status: "invalid", message: "no" },
    { id: "2", status: "recorded" },
  ];
  const { outbox, sender } = setUp({ status: 200, results });
  outbox.put({ id: "1" });
  outbox.put({ id: "2" });
  await sender.send();
  assert.equal(outbox.size, 0);
});

test("a reply that settles nothing is not asked for again at once", async () => {
  const { outbox, sender, waits } = setUp({ status: 200, results: [] });
  outbox.put({ id: "1" });
  await sender.send();
  assert.equal(waits.length, 1);
});

test("what is answered while sending goes along", async () => {
  const { outbox, sender, log } = setUp();
  outbox.put({ id: "1" });
  const under_way = sender.send();
  outbox.put({ id: "2" });
  await sender.send();
  await under_way;
  assert.equal(log.size, 2);
});

test("what another tab has sent meanwhile is told as sent", async () => {
  const outbox = makeOutbox("7", makeStorage());
  outbox.put({ id: "1" });
  const told = [];
  const alone = (work) => (outbox.remove("1"), work());
  await makeSender({ outbox, tell: (state) => told.push(state), alone }).send();
  assert.deepEqual(told, ["sent"]);
});

test("what was settled is told with its event", async () => {
  const results = [{ id: "1", status: "recorded", second: true }];
  const outbox = makeOutbox("7", makeStorage());
  outbox.put({ id: "1", card_id: "a" });
  const told = [];
  const post = async () => ({ status: 200, results });
  const tell = (state, each) => told.push([state, each]);
  await makeSender({ outbox, post, tell, alone: (work) => work() }).send();
  assert.deepEqual(told, [["sent", [{ ...results[0], event: { id: "1", card_id: "a" } }]]]);
});

test("a browser without locks, or one that refuses them, sends all the same", async () => {
  const refused = { request: () => Promise.reject(new DOMException("no", "SecurityError")) };
  for (const locks of [null, refused]) {
    let times = 0;
    await aloneUnder("a", locks)(() => (times += 1));
    assert.equal(times, 1);
  }
});

test("what goes wrong under a lock is not done twice", async () => {
  const locks = { request: (name, work) => work() };
  let times = 0;
  const work = async () => {
    times += 1;
    throw new Error("gone");
  };
  await assert.rejects(aloneUnder("a", locks)(work), /gone/);
  assert.equal(times, 1);
});
