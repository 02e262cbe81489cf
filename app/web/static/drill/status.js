// One line about answers that are still here, how many wait and for what; and about cards that are
// waited for.

import { counted } from "./words.js";

const kept = (count) => `${counted(count, "answer is", "answers are")} kept here`;

const WAITING = {
  offline: (count) => `No connection. Go on as usual; ${kept(count)} and will be sent.`,
  busy: (count) => `The server is busy; ${kept(count)} and will be sent.`,
  full: () =>
    "This answer could not be saved: the disk of the server is full. " +
    "It is kept here; we try again by ourselves.",
  "read-only": (count) =>
    "Answers cannot be taken just now. Lessons can be read. The person who runs this service " +
    `has been told what to do; ${kept(count)}.`,
  "signed-out": (count) =>
    `You were signed out. Sign in to send ${count === 1 ? "1 answer that is" : `${count} answers that are`} kept here.`,
  "other-learner": (count) => `Someone else has signed in here. ${kept(count)} until you sign in again.`,
  refused: (count) => `The server did not take this; ${kept(count)} and will be sent again.`,
};

const LINES = {
  unkept: () => "This browser keeps nothing for us. Leave this page open until your answers are sent.",
  second: (count) =>
    `${counted(count, "of these was", "of these were")} already answered on another device today; ` +
    `${count === 1 ? "yours counts" : "yours count"} as practice.`,
  sent: () => "Sent.",
  "new-day": () => "A new day has begun. This is what it asks.",
  lost: (count) =>
    `${counted(count, "answer", "answers")} could not be taken: ` +
    `${count === 1 ? "its card is" : "their cards are"} in no lesson any more.`,
  "end offline": () =>
    "No connection. Everything you answered is saved; the summary comes as soon as it is back.",
  "cards offline": () => "No connection. The next cards come as soon as it is back.",
  "cards signed-out": () => "You were signed out. Sign in to go on.",
  "cards other-learner": () => "Someone else has signed in here. Sign in again to go on.",
  "cards late": () => "The next cards cannot be had just now; we try again by ourselves.",
};
const PASSING = ["sent", "second", "new-day", "lost", "end offline"];
const OPEN = " This browser keeps nothing, so leave this page open.";

export function lineFor(state, count, isKept = true) {
  if (state in WAITING) return WAITING[state](count) + (isKept ? "" : OPEN);
  return LINES[state](count);
}

// Quiet while all goes well; a count that only grows is not announced again.
export function makeStatus({ line, isKept = () => true, signIn }) {
  let state = "";

  function show(next, count = 0) {
    if (next === "sent" && !(state in WAITING)) return;
    line.toggleAttribute("role", false);
    if (next !== state) line.setAttribute("role", "status");
    line.textContent = lineFor(next, count, isKept());
    line.hidden = false;
    if (next.endsWith("signed-out")) line.append(" ", signIn());
    state = next;
  }

  function hide() {
    [state, line.hidden] = ["", true];
  }

  return {
    show,
    // What the page waited for instead of its cards.
    late: (why) => show(`cards ${why}` in LINES ? `cards ${why}` : "cards late"),
    arrived: () => state.startsWith("cards ") && hide(),
    // Said once, and again after other news.
    warn: () => state || show("unkept"),
    // Another answer waits, too; what was sent is no news any more.
    recount(count) {
      if (PASSING.includes(state)) hide();
      else if (state in WAITING) show(state, count);
    },
  };
}
