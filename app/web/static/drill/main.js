// The drill with scripts: the same page and the same buttons, but the next card is there at once,
// and answers go out behind it.

import { makeActs } from "./acts.js";
import { makeAhead } from "./ahead.js";
import { makeEvents } from "./events.js";
import { makeKeeping } from "./keeping.js";
import { listen } from "./keys.js";
import { makeLeaving } from "./leaving.js";
import { onReturn } from "./retry.js";
import { makeServer } from "./server.js";
import { makeSitting } from "./sitting.js";
import { makeStage } from "./stage.js";
import { makeClock, makeIds, studyDay } from "./stamps.js";
import { paintAfter, show } from "./view.js";

const GUARD_MS = 250;
const ENOUGH = 20;
const FETCHED = 100;
const MOST_FETCHED = 500;
const AFTER_MS = 100; // a timer may be a little early

const $ = (id) => document.getElementById(id);
const page = JSON.parse($("pack").textContent);
const address = new URLSearchParams(location.search);
const query = page.names.filter((name) => address.get(name)).map((name) => [name, address.get(name)]);
const isAnswered = $("drill").dataset.state === "answered";
const isPart = Boolean(address.get("minutes"));

let pack = page.pack;
let [submitting, kept, dayEnd] = [false, 0, 0];

const clock = makeClock();
const today = () => studyDay(pack, clock.now());
const isOver = () => today() !== pack.study_day;
const isWaiting = () => $("drill").dataset.state === "waiting";

const server = makeServer(page.learner, query);
const sitting = makeSitting(pack, { isPart });
const keeping = makeKeeping({
  learner: page.learner,
  post: server.post,
  line: $("waiting"),
  onSettled: () => (leaving.isUnderWay() ? leaving.go() : fetchMore()),
});
const leaving = makeLeaving(query, keeping);
const stage = makeStage({ page, sitting, clock, pack: () => pack, begun: address.get("read") });
const fetchMore = makeAhead({
  // Only when the server has all our answers does its list say what comes after them.
  wanted: () => keeping.isEmpty() && !leaving.isUnderWay() && (isOver() || isShort()),
  fetchPack: () => server.pack(isPart && !isOver() ? Math.min(toCome(), MOST_FETCHED) : FETCHED),
  stamp: () => kept,
  status: keeping.status,
  isWaiting,
  take,
});
const acts = makeActs({
  page, sitting, stage, today, onwards, undoEarlier,
  events: makeEvents(clock, makeIds(() => clock.now())),
  pack: () => pack,
  keep(event) {
    kept += 1;
    keeping.keep(event);
    fetchMore();
  },
});

function toCome() {
  return sitting.left() + sitting.held();
}

function isShort() {
  return sitting.left() > 0 && sitting.held() <= ENOUGH;
}

function onwards() {
  if (!stage.next()) show("waiting");
  if (isWaiting() && !sitting.left() && !isOver()) leaving.leave();
  else fetchMore();
}

function take(reply) {
  if (reply.study_day !== pack.study_day) return takeNewDay(reply);
  use(reply);
  const { state } = $("drill").dataset;
  sitting.refill(pack, state === "waiting" ? undefined : state === "answered" ? null : stage.now());
  if (state === "waiting") onwards();
}

// Not in the middle of a card: the next answer asks again.
function takeNewDay(reply) {
  if (!stage.isUntouched()) return;
  use(reply);
  sitting.begin(pack);
  paintAfter("");
  keeping.status.show("new-day");
  if (!stage.begin()) leaving.leave();
}

function use(reply) {
  clock.set(reply.server_time);
  pack = reply;
  clearTimeout(dayEnd);
  dayEnd = setTimeout(fetchMore, Date.parse(pack.day_ends_at) - clock.now() + AFTER_MS);
}

// What this page has not given itself the server takes back: the button is the form's own then.
async function undoEarlier(button) {
  if (!button.value) return paintAfter(page.lines.nothing);
  submitting = await keeping.flush();
  if (submitting) $("drill").requestSubmit(button);
}

$("drill").addEventListener("submit", (event) => {
  const button = event.submitter;
  if (submitting || !(button?.name in acts) || (isAnswered && button.name === "on")) return;
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
  leaving.leave([["stopped", "1"]]);
});

$("typed").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  if (!event.repeat) $("show").click();
});

$("keys").hidden = false;
$("keys").addEventListener("click", () => $("keys-sheet").showModal());
listen({ letterKeys: page.letter_keys });

use(pack);
stage.takeOver();
history.replaceState(null, "", query.length ? `/drill?${new URLSearchParams(query)}` : "/drill");
keeping.flush();
onReturn(fetchMore);
fetchMore();
