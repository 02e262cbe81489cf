import assert from "node:assert/strict";
import { test } from "node:test";

const went = [];
globalThis.addEventListener ??= () => {};
globalThis.document ??= { addEventListener() {} };
globalThis.location = { assign: (address) => went.push(address) };
const { makeLeaving } = await import("../../app/web/static/drill/leaving.js");

function setUp({ isThere = true, waiting = 0 } = {}) {
  went.length = 0;
  const said = [];
  const world = { isThere, waiting };
  const keeping = {
    flush: async () => !world.waiting,
    isEmpty: () => !world.waiting,
    elsewhere: () => 0,
    status: { show: (state) => said.push(state) },
  };
  const isReachable = async () => world.isThere;
  const timers = { later: () => {}, cancel: () => {} };
  const leaving = makeLeaving({ learner: "7", query: [["cram", "1"]], keeping, isReachable, ...timers });
  return { leaving, said, world };
}

test("what is sent already leads to the summary, once", async () => {
  const { leaving } = setUp();
  await Promise.all([leaving.leave([["stopped", "1"]]), leaving.go()]);
  assert.deepEqual(went, ["/drill/end?cram=1&stopped=1"]);
  assert.equal(leaving.isUnderWay(), false);
});

test("what is not sent yet is waited for", async () => {
  const { leaving, world } = setUp({ waiting: 1 });
  await leaving.leave();
  assert.deepEqual(went, []);
  world.waiting = 0;
  await leaving.go();
  assert.deepEqual(went, ["/drill/end?cram=1"]);
});

test("without a connection the page stays, and goes once there is one", async () => {
  const { leaving, said, world } = setUp({ isThere: false });
  await leaving.leave();
  assert.deepEqual([went, said], [[], ["end offline"]]);
  world.isThere = true;
  await leaving.go();
  assert.deepEqual(went, ["/drill/end?cram=1"]);
});

test("who answers after having stopped stays", async () => {
  const { leaving, world } = setUp({ isThere: false });
  await leaving.leave();
  leaving.stay();
  world.isThere = true;
  await leaving.go();
  assert.deepEqual(went, []);
});
