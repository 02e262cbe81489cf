// The drill with scripts: the same page and the same buttons, but the next card is there at once,
// and answers go out behind it.

import { NOTHING_LEFT, makeActs } from "./acts.js";
import { makeEvents } from "./events.js";
import { makeKeeping } from "./keeping.js";
import { listen } from "./keys.js";
import { makeServer } from "./server.js";
import { makeSitting } from "./sitting.js";
import { makeStage } from "./stage.js";
import { makeClock, makeIds } from "./stamps.js";
import { paintAfter, show } from "./view.js";

const GUARD_MS = 250;
const ENOUGH = 20;
const FETCHED = 100;
const KEPT = ["course", "track", "section", "fact", "cram", "new", "minutes", "since"];

const $ = (id) => document.getElementById(id);
const page = JSON.parse($("pack").textContent);
const address = new URLSearchParams(location.search);
const query = KEPT.filter((name) => address.get(name)).map((name) => [name, address.get(name)]);
const isAnswered = $("drill").dataset.state === "answered";

let pack = page.pack;
let [fetching, leaving, leaveTo, kept] = [false, false, "", 0];

const clock = makeClock();
clock.set(pack.server_time);
const server = makeServer(page.learner, query);
const sitting = makeSitting(pack);
const keeping = makeKeeping({
  learner: page.learner,
  post: server.post,
  line: $("waiting"),
  onSettled: () => (leaveTo ? location.assign(leaveTo) : fetchMore()),
});
const stage = makeStage({ page, sitting, clock, pack: () => pack, begun: address.get("read") });
const acts = makeActs({
  page, sitting, stage, onwards, undoEarlier,
  events: makeEvents(clock, makeIds(() => clock.now())),
  pack: () => pack,
  keep(event) {
    kept += 1;
    keeping.keep(event);
    fetchMore();
  },
});

function onwards() {
  if (stage.next()) return;
  show("waiting");
  if (sitting.left()) fetchMore();
  else leave();
}

// Only when the server has all our answers does its list say what comes after them.
async function fetchMore() {
  const enough = !sitting.left() || sitting.held() > ENOUGH || address.get("minutes");
  if (fetching || enough || !keeping.isEmpty()) return;
  fetching = true;
  const before = kept;
  const reply = await server.pack(FETCHED);
  fetching = false;
  if (reply.status !== 200 || before !== kept) return;
  const waits = $("drill").dataset.state === "waiting";
  clock.set(reply.server_time);
  pack = reply;
  sitting.refill(pack, waits ? undefined : stage.now());
  if (waits) onwards();
}

// The summary is the server's, which must have everything first.
async function leave(more = []) {
  const told = new URLSearchParams([...query, ...more]).toString();
  leaveTo = told ? `/drill/end?${told}` : "/drill/end";
  if (await keeping.flush()) location.assign(leaveTo);
}

// What this page has not given itself the server takes back: the button is the form's own then.
async function undoEarlier(button) {
  if (!button.value) return paintAfter(NOTHING_LEFT);
  leaving = await keeping.flush();
  if (leaving) $("drill").requestSubmit(button);
}

$("drill").addEventListener("submit", (event) => {
  const button = event.submitter;
  if (leaving || !(button?.name in acts) || (isAnswered && button.name === "on")) return;
  event.preventDefault();
  acts[button.name](button);
});

// A double tap on "Show answer" must not grade.
document.addEventListener(
  "click",
  (event) => {
    const answers = event.target.closest("[name=grade], .choice");
    if (!answers || event.detail === 0 || !stage.isGuarded(GUARD_MS)) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

$("stop").addEventListener("click", (event) => {
  event.preventDefault();
  leave([["stopped", "1"]]);
});

$("typed").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  if (!event.repeat) $("show").click();
});

$("keys").hidden = false;
$("keys").addEventListener("click", () => $("keys-sheet").showModal());
listen({ letterKeys: page.letter_keys });

stage.takeOver();
history.replaceState(null, "", query.length ? `/drill?${new URLSearchParams(query)}` : "/drill");
keeping.flush();
fetchMore();
