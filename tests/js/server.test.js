import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { makeServer } from "../../app/web/static/drill/server.js";

const { fetch } = globalThis;
afterEach(() => (globalThis.fetch = fetch));

const replying = (status, body) => {
  globalThis.fetch = async () => ({ status, ok: status === 200, json: async () => body });
};

test("the cards of who signed in meanwhile are not ours", async () => {
  replying(200, { learner: "8", cards: ["theirs"] });
  assert.deepEqual(await makeServer("7", []).pack(12), { status: 409 });
  replying(200, { learner: "7", cards: ["ours"] });
  assert.deepEqual((await makeServer("7", []).pack(12)).cards, ["ours"]);
});

test("of each reply is known when it was asked for and when it began to come", async () => {
  const hands = { steady: 100 };
  const takes = (ms, result) => async () => ((hands.steady += ms), result);
  const read = takes(5_000, { learner: "7" });
  globalThis.fetch = takes(700, { status: 200, ok: true, json: read });
  const { asked, came } = await makeServer("7", [], () => hands.steady).pack(12);
  assert.deepEqual([asked, came], [100, 800]);
});

test("whatever breaks the connection, there is none", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  assert.deepEqual(await makeServer("7", []).pack(12), { status: 0 });
});
