// The drill with scripts: the same page and the same buttons, but the next card is there at once,
// and answers go out behind it.

import { makeActs } from "./acts.js";
import { makeAhead } from "./ahead.js";
import { makeEvents } from "./events.js";
import { makeKeeping } from "./keeping.js";
import { guard } from "./guard.js";
import { listen } from "./keys.js";
import { makeLeaving } from "./leaving.js";
import { onReturn } from "./retry.js";
import { makeServer } from "./server.js";
import { makeSitting } from "./sitting.js";
import { makeStage } from "./stage.js";
import { makeClock, makeIds, studyDay, timesOfPage } from "./stamps.js";
import { paintAfter, show } from "./view.js";

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
let stale = false; // something was answered that the server had not when it made our list

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
const leaving = makeLeaving({
  learner: page.learner, query, keeping, isReachable: server.isReachable,
});
const stage = makeStage({ page, sitting, clock, pack: () => pack, begun: address.get("read") });
const fetchMore = makeAhead({
  // Only when the server has all our answers does its list say what comes after them.
  wanted: () => keeping.isEmpty() && !leaving.isUnderWay() && (isOver() || isShort() || (stale && !isPart)),
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
    leaving.stay();
    keeping.keep(event);
    fetchMore();
  },
});

// What was answered before the scripts were there only the server can lead on from.
const isServers = ({ name }) =>
  isAnswered && !sitting.hasAnswers() && ["on", "guess"].includes(name);

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
  clock.set(reply);
  if (reply.study_day !== pack.study_day) return takeNewDay(reply);
  use(reply);
  const { state } = $("drill").dataset;
  const isNext = state === "waiting" || wasTakenElsewhere();
  sitting.refill(pack, isNext ? undefined : state === "answered" ? null : stage.now());
  if (isNext) onwards();
}

// Another tab, another device or the lesson's author has done away with what is on the page.
function wasTakenElsewhere() {
  const knowsAll = pack.left === pack.cards.length && !isPart;
  const isAsked = ({ card_id }) => card_id === stage.now()?.card_id;
  return knowsAll && stage.isUntouched() && !pack.cards.some(isAsked);
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
  stale = false;
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
  if (submitting || !(button?.name in acts) || isServers(button)) return;
  event.preventDefault();
  acts[button.name](button);
});

$("stop").addEventListener("click", (event) => {
  event.preventDefault();
  leaving.leave([["stopped", "1"]]);
});

$("keys").hidden = false;
$("keys").addEventListener("click", () => $("keys-sheet").showModal());
listen({ letterKeys: page.letter_keys });
guard($("drill"), stage.isFresh);

clock.set({ ...pack, ...timesOfPage() });
use(pack);
stage.takeOver();
history.replaceState(null, "", query.length ? `/drill?${new URLSearchParams(query)}` : "/drill");
stale = !keeping.wasEmptyAt(performance.timeOrigin);
keeping.flush();
onReturn(() => {
  [stale, submitting] = [true, false];
  fetchMore();
});
fetchMore();
