// Paints the page's own pieces, which the server wrote: a state shows some and hides the others.

import { asksOpenly, paintOptions, paintReasons, paintVerdicts, severalRight } from "./quiz.js";
import { countLine, readingLine } from "./words.js";

const $ = (id) => document.getElementById(id);
const SHOWN = {
  reading: ["reading", "ask"],
  front: ["question", "reveal"],
  options: ["question", "choices"],
  back: ["question", "answer", "grades"],
  answered: ["question", "choices", "answer", "go-on"],
  waiting: [],
};
const LEAST_SEEN_PX = 64;
const PARTS = ["reading", "question", "choices", "answer", "ask", "reveal", "grades", "go-on"];

export function show(state) {
  for (const part of PARTS) $(part).hidden = !SHOWN[state].includes(part);
  $("drill").dataset.state = state;
  for (const part of ["several", "check", "typing", "guess"]) $(part).hidden = true;
}

export function paintCount(count) {
  const { number, total } = count;
  $("count").textContent = countLine(count);
  Object.assign($("meter"), { value: number - 1, max: total });
}

export function paintMenu(card_id) {
  for (const name of ["later", "aside"]) $(name).value = card_id;
  for (const name of ["note", "report", "why"]) lead($(name), card_id, name);
}

export function paintReading(reading) {
  $("reading-title").textContent = reading.title;
  $("reading-line").textContent = readingLine(reading);
  fill($("reading-text"), reading.html, reading.language);
  paintPlace(reading);
  $("once").hidden = true;
  show("reading");
  begin($("reading-title"));
}

export function paintFront(card, askedAs, typed) {
  fill($("prompt"), card.front_html, card.language);
  paintPlace(card);
  $("once").hidden = askedAs === "review";
  $("show-words").textContent = card.options.length ? "Show options" : "Show answer";
  if (card.options.length && !asksOpenly(card)) {
    paintChoices(card);
  } else {
    show("front");
    $("typing").hidden = !typed;
  }
  begin(typed ? $("typed") : $("prompt"));
}

export function paintChoices(card) {
  paintOptions($("choices"), card);
  $("choices").lang = card.language;
  show("options");
  $("several").hidden = $("check").hidden = !severalRight(card);
}

export function paintBack(card, { grades, same }) {
  paintAnswer(card);
  fill($("answer-text"), card.back_html, card.language);
  paintGrades(grades, same);
  show("back");
  $("answer").focus({ preventScroll: true });
  bringIntoSight($("answer"));
}

// Under a prompt that fills the page nothing would seem to have happened.
function bringIntoSight(element) {
  const room = $("after").getBoundingClientRect().top - element.getBoundingClientRect().top;
  if (room < LEAST_SEEN_PX) element.scrollIntoView({ block: "nearest" });
}

export function paintAnswered(card, chosen, told, right) {
  paintAnswer(card);
  paintVerdicts($("choices"), card, chosen);
  $("on-told").textContent = told;
  show("answered");
  $("several").hidden = !severalRight(card); // what stands above the options stays, or they move
  $("guess").hidden = !right;
  $("answer").focus({ preventScroll: true });
}

function paintAnswer(card) {
  $("answer-text").hidden = card.options.length > 0;
  $("comparison").hidden = true;
  fill($("explanation"), card.explanation_html ?? "", card.language);
  paintReasons($("reasons"), card);
  $("reasons").lang = card.language;
  $("my-note").hidden = !card.my_note;
  $("my-note-text").textContent = card.my_note;
  $("section").textContent = card.section_title;
  $("place").href = card.lesson_url;
}

function paintGrades(grades, same) {
  const four = grades.length === 4;
  $("grades").classList.toggle("four", four);
  delete $("grades").dataset.suggested;
  const buttons = grades.map(({ grade, label, told, name }, place) => {
    const button = Object.assign(document.createElement("button"), { name: "grade", value: grade });
    button.className = grade;
    if (name) button.ariaLabel = name;
    const [words, key, small] = ["span", "kbd", "small"].map((tag) => document.createElement(tag));
    key.textContent = four || grade === "forgot" ? place + 1 : 3;
    words.append(`${label} `, key);
    small.textContent = told;
    button.append(words, small);
    return button;
  });
  $("same").textContent = same;
  $("same").hidden = !same;
  $("grades").replaceChildren(...buttons, $("same"));
}

export function paintAfter(words, { undo = false, back = "" } = {}) {
  $("after").textContent = words;
  $("undo").hidden = !undo;
  $("back").hidden = !back;
  $("back").value = back;
}

export function paintSlipped(card_id, times = 0) {
  $("slipped").hidden = !card_id;
  $("slipped-times").textContent = times === 4 ? "four" : times;
  $("slipped-aside").value = card_id;
  lead($("slipped-note"), card_id, "note");
  lead($("slipped-read"), card_id, "place");
}

// The way back into this sitting stays in the address.
function lead(link, card_id, part) {
  link.href = `/cards/${card_id}${link.search}#${part}`;
}

function paintPlace(of) {
  $("title").textContent = `Drill, ${of.course_title}`;
  $("crumb").textContent = `${of.course_title} · ${of.track_title}`;
}

function fill(element, html, language) {
  element.innerHTML = html;
  element.lang = language;
}

// Each new thing begins at its top, and is read out.
function begin(element) {
  $("card").scrollTop = 0;
  $("more").open = false;
  element.focus({ preventScroll: true });
}
