import assert from "node:assert/strict";
import { test } from "node:test";
import { makeOutbox, storageOf } from "../../app/web/static/drill/outbox.js";
import { makeStorage } from "./storage.js";

test("what one tab keeps, the next one finds, in order", () => {
  const storage = makeStorage();
  const [one, other] = [makeOutbox("7", storage), makeOutbox("7", storage)];
  one.put({ id: "2" });
  other.put({ id: "1" });
  assert.deepEqual(makeOutbox("7", storage).all().map(({ id }) => id), ["1", "2"]);
  other.remove("2");
  assert.equal(one.size, 1);
});

test("one learner never sees another's answers", () => {
  const storage = makeStorage();
  makeOutbox("7", storage).put({ id: "1" });
  assert.equal(makeOutbox("77", storage).size, 0);
  assert.equal(makeOutbox("7", storage).size, 1);
});

test("where the browser keeps nothing, the page does and says so", () => {
  const storage = makeStorage({ full: true });
  const outbox = makeOutbox("7", storage);
  assert.equal(outbox.put({ id: "1" }), false);
  assert.equal(outbox.size, 1);
  outbox.remove("1");
  assert.equal(outbox.size, 0);
});

test("what was sent since a page was asked for, from another one too, its list may lack", () => {
  const storage = makeStorage();
  const outbox = makeOutbox("7", storage, () => 1000);
  assert.ok(outbox.wasEmptyAt(999));
  outbox.put({ id: "1" });
  assert.ok(!outbox.wasEmptyAt(1001));
  outbox.remove("1");
  const next = makeOutbox("7", storage);
  assert.deepEqual([next.wasEmptyAt(999), next.wasEmptyAt(1001)], [false, true]);
  assert.ok(makeOutbox("77", storage).wasEmptyAt(999));
});

test("a torn entry costs no other one", () => {
  const storage = makeStorage();
  const outbox = makeOutbox("7", storage);
  outbox.put({ id: "1" });
  storage.setItem("drillbook:answer:7:0", '{"id": "');
  assert.deepEqual(outbox.all(), [{ id: "1" }]);
});

test("a browser that refuses its storage at the mere name of it is one that keeps nothing", () => {
  const browser = {
    get localStorage() {
      throw new DOMException("no", "SecurityError");
    },
  };
  const outbox = makeOutbox("7", storageOf(browser));
  assert.ok(outbox.isKept);
  assert.equal(outbox.put({ id: "1" }), false);
  assert.deepEqual([outbox.size, outbox.isKept], [1, false]);
  outbox.remove("1");
  assert.deepEqual([outbox.size, outbox.isKept], [0, true]);
  assert.ok(outbox.wasEmptyAt(1));
});
