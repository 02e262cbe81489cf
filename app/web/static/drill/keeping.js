// From the press of a button to the server's word for it: kept at once, sent behind the page, and
// one line that says what waits.

import { makeOutbox } from "./outbox.js";
import { aloneUnder, makeSender } from "./sender.js";
import { makeStatus } from "./status.js";

export function makeKeeping({ learner, post, line, onSettled = () => {} }) {
  const outbox = makeOutbox(learner, localStorage);
  const status = makeStatus(line, signIn);
  const sender = makeSender({ outbox, post, tell, alone: aloneUnder(`drillbook:${learner}`) });

  let practice = 0; // of what was sent, that another device was before

  function tell(state, results) {
    if (state !== "sent") return status.show(state, outbox.size);
    practice += results.filter(({ second }) => second).length;
    if (outbox.size) return;
    status.show(practice ? "second" : "sent", practice);
    practice = 0;
    onSettled();
  }

  for (const moment of ["online", "pageshow"]) addEventListener(moment, () => sender.send());
  document.addEventListener("visibilitychange", () => document.hidden || sender.send());

  return {
    keep(event) {
      const isKept = outbox.put(event);
      if (isKept) status.recount(outbox.size);
      else status.show("unkept", outbox.size);
      queueMicrotask(sender.send);
    },
    // Whether everything is with the server now.
    async flush() {
      if (outbox.size) await sender.send();
      return !outbox.size;
    },
    isEmpty: () => !outbox.size,
  };
}

function signIn() {
  const link = document.createElement("a");
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = "Sign in";
  return link;
}
