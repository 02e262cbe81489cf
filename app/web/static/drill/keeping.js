// From the press of a button to the server's word for it: kept at once, sent behind the page, and
// one line that says what waits.

import { makeOutbox, storageOf } from "./outbox.js";
import { onReturn } from "./retry.js";
import { aloneUnder, makeSender } from "./sender.js";
import { makeStatus } from "./status.js";
import { makeAnsweredHere } from "./tabs.js";

export function makeKeeping({ learner, post, line, onSettled = () => {} }) {
  const outbox = makeOutbox(learner, storageOf(globalThis));
  const status = makeStatus({ line, isKept: () => outbox.isKept, signIn });
  const sender = makeSender({ outbox, post, tell, alone: aloneUnder(`drillbook:${learner}`) });
  const answeredHere = makeAnsweredHere(learner);

  let [second, inAll] = [0, 0]; // of what was sent, that another device was before
  let lost = 0; // what the server can never take

  function tell(state, results) {
    if (state !== "sent") return status.show(state, outbox.size);
    const elsewhere = answeredHere.elsewhere(results);
    [second, inAll] = [second + elsewhere, inAll + elsewhere];
    lost += results.filter((result) => result.status === "invalid").length;
    if (outbox.size) return;
    status.show(lost ? "lost" : second ? "second" : "sent", lost || second);
    [second, lost] = [0, 0];
    onSettled();
  }

  function signIn() {
    const link = document.createElement("a");
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    if (!outbox.isKept) link.target = "_blank"; // this page has to stay
    link.textContent = "Sign in";
    return link;
  }

  onReturn(sender.send);
  addEventListener("beforeunload", (event) => outbox.isKept || event.preventDefault());

  return {
    status,
    keep(event) {
      const isKept = outbox.put(event);
      status.recount(outbox.size);
      if (!isKept) status.warn();
      queueMicrotask(sender.send);
    },
    // Whether everything is with the server now.
    async flush() {
      if (outbox.size) await sender.send();
      return !outbox.size;
    },
    isEmpty: () => !outbox.size,
    wasEmptyAt: outbox.wasEmptyAt.bind(outbox),
    elsewhere: () => inAll,
  };
}
