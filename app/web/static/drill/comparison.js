// "You wrote" beside "Answer", with the letters that differ underlined and named.

import { difference } from "./typed.js";

export function paintComparison(place, typed, answer) {
  const runs = difference(typed, answer);
  const list = document.createElement("dl");
  list.append(...row("You wrote", runs.typed, "not in the answer"), ...row("Answer", runs.answer, "missing"));
  place.replaceChildren(list);
  place.hidden = false;
}

function row(term, runs, what) {
  const [name, text] = [document.createElement("dt"), document.createElement("dd")];
  name.textContent = term;
  text.append(...runs.map((run) => (run.same ? run.text : marked(run.text, what))));
  return [name, text];
}

function marked(letters, what) {
  const mark = document.createElement("mark");
  const said = Object.assign(document.createElement("span"), { className: "said" });
  said.textContent = ` (${what}) `;
  mark.append(letters, said);
  return mark;
}
