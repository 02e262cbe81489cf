// One line about answers that are still here: how many wait, and for what.

import { counted } from "./words.js";

const kept = (count) => `${counted(count, "answer is", "answers are")} kept here`;

const LINES = {
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
  unkept: () => "This browser keeps nothing for us. Leave this page open until your answers are sent.",
  second: (count) =>
    `${counted(count, "of these was", "of these were")} already answered on another device today; ` +
    `${count === 1 ? "yours counts" : "yours count"} as practice.`,
  sent: () => "Sent.",
};

export const lineFor = (state, count) => LINES[state](count);

// Quiet while all goes well; a count that only grows is not announced again.
export function makeStatus(line, signIn) {
  let state = "";
  return {
    show(next, count) {
      if (next === "sent" && !state) return;
      line.toggleAttribute("role", false);
      if (next !== state) line.setAttribute("role", "status");
      line.textContent = lineFor(next, count);
      line.hidden = false;
      if (next === "signed-out") line.append(" ", signIn());
      state = next;
    },
    // Another answer waits, too; what was sent is no news any more.
    recount(count) {
      if (state === "sent" || state === "second") [state, line.hidden] = ["", true];
      else if (state) this.show(state, count);
    },
  };
}
