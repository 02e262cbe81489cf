// The drill with scripts: the same page and the same buttons, but the next card is there at once,
// and answers go out behind it.

import { paintComparison } from "./comparison.js";
import { afterLine, gradesFor, hasSlipped, onTold } from "./grades.js";
import { listen } from "./keys.js";
import { makeOutbox } from "./outbox.js";
import { asksOpenly, gradeOf, severalRight } from "./quiz.js";
import { aloneUnder, makeSender } from "./sender.js";
import { makeServer } from "./server.js";
import { makeSitting } from "./sitting.js";
import { makeClock, makeIds } from "./stamps.js";
import { makeStatus } from "./status.js";
import { matches } from "./typed.js";
import * as view from "./view.js";

const GUARD_MS = 250;
const LONGEST_MS = 3_600_000;
const ENOUGH = 20;
const FETCHED = 100;
const LONGEST_TYPED = 60;
const DAY_MS = 86_400_000;
const KEPT = ["course", "track", "section", "cram", "new", "minutes", "since"];

const $ = (id) => document.getElementById(id);
const page = JSON.parse($("pack").textContent);
const address = new URLSearchParams(location.search);
const query = KEPT.filter((name) => address.get(name)).map((name) => [name, address.get(name)]);

const clock = makeClock();
clock.set(page.pack.server_time);
const newId = makeIds(() => clock.now());
const outbox = makeOutbox(page.learner, localStorage);
const server = makeServer(page.learner, query);
const status = makeStatus($("waiting"), signIn);
const sender = makeSender({ outbox, post: server.post, tell, alone: aloneUnder(`drillbook:${page.learner}`) });
const sitting = makeSitting(page.pack);
const read = new Set([address.get("read")]);

let [today, now, shownAt, paintedAt, fetching, answers] = [page.pack.study_day, null, 0, 0, false, 0];

// ---- what is on the page

function paintNext() {
  now = sitting.next();
  paintedAt = performance.now();
  if (!now) return paintNothing();
  now.card = sitting.cards().get(now.card_id);
  view.paintCount(sitting.count(now.card_id));
  const reading = page.pack.readings.find(({ id }) => id === now.card.reading);
  if (reading && !read.has(reading.id) && now.asked_as === "review") return view.paintReading(reading);
  paintFront();
}

function paintFront() {
  [shownAt, paintedAt] = [clock.now(), performance.now()];
  $("typed").value = "";
  view.paintFront(now.card, now.asked_as, isTyped(now.card));
}

function reveal() {
  paintedAt = performance.now();
  if (now.card.options.length) return view.paintChoices(now.card);
  const typed = $("typing").hidden ? "" : $("typed").value.trim();
  view.paintBack(now.card, gradesFor(now.card, now.asked_as, today, page.buttons));
  if (!typed) return;
  now.typed = typed;
  const right = matches(typed, [now.card.answer_text, ...now.card.accept]);
  if (!right) paintComparison($("comparison"), typed, now.card.answer_text);
  $("grades").dataset.suggested = right ? "good" : "forgot";
}

const isTyped = (card) =>
  page.typed_answers && !card.options.length && card.kind !== "code" &&
  card.answer_text.length <= LONGEST_TYPED;

// ---- what the buttons do

const acts = {
  read({ value }) {
    read.add(value || now.card.reading);
    paintFront();
  },
  shown: reveal,
  grade: ({ value }) => answer({ grade: value, typed: now.typed }),
  choice: ({ value }) => choose([value]),
  check() {
    choose([...document.querySelectorAll("#choices :checked")].map(({ value }) => value));
  },
  on: paintNext,
  guess: guessed,
  undo,
  later({ value }) {
    const until_day = new Date(Date.parse(today) + DAY_MS).toISOString().slice(0, 10);
    putAway({ type: "buried", card_id: value, until_day }, "Not today. It comes tomorrow.");
  },
  aside({ value }) {
    const words = "Set aside. It will not be asked again until you bring it back.";
    putAway({ type: "suspended", card_id: value }, words, value);
  },
  back({ value }) {
    send({ type: "resumed", card_id: value });
    view.paintAfter("", { undo: Boolean(sitting.last()) });
  },
};

function answer(given) {
  record(given);
  paintNext();
}

function choose(choice) {
  const event = record({ grade: gradeOf(now.card, choice), choice });
  const told = onTold(now.card, event, today);
  paintedAt = performance.now();
  view.paintAnswered(now.card, choice, told, event.grade !== "forgot");
}

function record({ grade, choice, typed, shown = now }) {
  const elapsed_ms = Math.max(0, Math.min(clock.now() - shownAt, LONGEST_MS));
  const { card, card_id, asked_as } = shown;
  const event = { type: "reviewed", card_id, grade, elapsed_ms, asked_as };
  if (choice) event.choice = choice;
  if (typed) event.typed = typed;
  Object.assign(event, stamped());
  event.answered_at = event.at;
  delete event.at;
  sitting.answer(event);
  const givenUp = grade === "forgot" && sitting.misses(card_id) > 3;
  view.paintAfter(afterLine(card, event, today, page.buttons, givenUp), { undo: true });
  view.paintSlipped(hasSlipped(card, event) ? card_id : "");
  keep(event);
  return event;
}

// A right answer that was only guessed is taken back and given again as forgotten.
function guessed() {
  const event = sitting.undo();
  send({ type: "voided", card_id: event.card_id, voids: event.id });
  record({ grade: "forgot", choice: event.choice });
  paintNext();
}

// What this page has not seen any more, the server takes back: then the button is the form's own.
function undo(button) {
  if (!sitting.last()) return submitWhenSent(button);
  const event = sitting.undo();
  send({ type: "voided", card_id: event.card_id, voids: event.id });
  now = { ...sitting.next(), card: sitting.cards().get(event.card_id) };
  view.paintCount(sitting.count(now.card_id));
  paintFront();
  if (!now.card.options.length) reveal();
  view.paintSlipped("");
  view.paintAfter("Taken back. The card is here again.", { undo: true });
}

async function submitWhenSent(button) {
  if (!button.value) return view.paintAfter(NOTHING_LEFT);
  if (outbox.size) await sender.send();
  if (outbox.size) return;
  leaving = true;
  $("drill").requestSubmit(button);
}

const NOTHING_LEFT = "Nothing left to take back in this sitting. Older answers are on the card's page.";

function putAway(event, words, back = "") {
  send(event);
  sitting.drop(event.card_id);
  view.paintSlipped("");
  view.paintAfter(words, { undo: !back && Boolean(sitting.last()), back });
  if (now?.card_id === event.card_id) paintNext();
}

// ---- sending

const stamped = () => ({ id: newId(), at: new Date(clock.now()).toISOString() });

function send(event) {
  const { id, at } = stamped();
  keep({ ...event, id, answered_at: at });
}

function keep(event) {
  answers += 1;
  status.clearSent();
  if (!outbox.put(event)) status.show("unkept", outbox.size);
  queueMicrotask(sender.send);
  fetchMore();
}

function tell(state) {
  const waiting = outbox.size;
  if (state !== "sent") return status.show(state, waiting);
  if (!waiting) status.show("sent", 0);
  fetchMore();
}

function signIn() {
  const link = document.createElement("a");
  link.href = `/sign-in?next=${encodeURIComponent("/drill")}`;
  link.textContent = "Sign in";
  return link;
}

// ---- more cards, and the end

async function fetchMore() {
  const enough = !sitting.left() || sitting.held() > ENOUGH || address.get("minutes");
  if (fetching || enough || outbox.size) return;
  fetching = true;
  const before = answers;
  const reply = await server.pack(FETCHED);
  fetching = false;
  if (reply.status !== 200 || before !== answers || outbox.size) return;
  [page.pack, today] = [reply, reply.study_day];
  clock.set(reply.server_time);
  sitting.refill(reply, $("drill").dataset.state === "waiting" ? undefined : (now ?? undefined));
  if ($("drill").dataset.state === "waiting") paintNext();
}

function paintNothing() {
  view.show("waiting");
  if (sitting.left()) return fetchMore();
  leave(endAddress());
}

const endAddress = (more = []) => {
  const told = new URLSearchParams([...query, ...more]).toString();
  return told ? `/drill/end?${told}` : "/drill/end";
};

// The summary is the server's, which must have everything first.
async function leave(where) {
  if (outbox.size) await sender.send();
  if (!outbox.size) return location.assign(where);
  leaveTo = where;
}

// ---- the page's own events

let leaving = false;
let leaveTo = "";

$("drill").addEventListener("submit", (event) => {
  const button = event.submitter;
  if (leaving || !(button?.name in acts) || (button.name === "on" && hydratedAnswered)) return;
  event.preventDefault();
  acts[button.name](button);
});

// A double tap on "Show answer" must not grade.
document.addEventListener(
  "click",
  (event) => {
    const pressed = event.target.closest("[name=grade], [name=choice], .choice");
    if (!pressed || event.detail === 0 || performance.now() - paintedAt > GUARD_MS) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

$("stop").addEventListener("click", (event) => {
  event.preventDefault();
  leave(endAddress([["stopped", "1"]]));
});

$("typed").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  if (!event.repeat) $("show").click();
});

for (const moment of ["online", "pageshow"]) addEventListener(moment, () => sender.send());
document.addEventListener("visibilitychange", () => document.hidden || sender.send());

$("keys").hidden = false;
$("keys").addEventListener("click", () => $("keys-sheet").showModal());
listen({ letterKeys: page.letter_keys });

// ---- the first card is on the page already

const hydratedAnswered = $("drill").dataset.state === "answered";
now = sitting.next();
now.card = sitting.cards().get(now.card_id);
shownAt = clock.now();
if ($("drill").dataset.state === "front" && isTyped(now.card)) paintFront();
history.replaceState(null, "", query.length ? `/drill?${new URLSearchParams(query)}` : "/drill");
sender.send();
fetchMore();
