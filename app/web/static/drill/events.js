// What is done, as the log takes it: each with an id of its own and the server's time.

import { dayAfter } from "./stamps.js";

const LONGEST_MS = 3_600_000;

export function makeEvents(clock, newId) {
  const stamped = (event) => ({
    ...event,
    id: newId(),
    answered_at: new Date(clock.now()).toISOString(),
  });
  return {
    reviewed({ card_id, asked_as, shownAt, grade, choice, typed }) {
      const elapsed_ms = Math.max(0, Math.min(clock.now() - shownAt, LONGEST_MS));
      const more = { ...(choice && { choice }), ...(typed && { typed }) };
      return stamped({ type: "reviewed", card_id, grade, elapsed_ms, asked_as, ...more });
    },
    voided: ({ id, card_id }) => stamped({ type: "voided", card_id, voids: id }),
    suspended: (card_id) => stamped({ type: "suspended", card_id }),
    resumed: (card_id) => stamped({ type: "resumed", card_id }),
    buried: (card_id, today) => stamped({ type: "buried", card_id, until_day: dayAfter(today) }),
  };
}
