// What to ask next while nobody else can be asked: the rules of app/core/queue.py, word for word.

export const OTHERS_BETWEEN = 4;
export const MOST_REPEATS = 3;

// `main` holds the cards still to be asked in their order, `given` the sitting's answers as
// { card_id, grade, asked_as }. The result names cards and whether each is only practice.
export function queue(main, given) {
  const answers = ofSitting(given);
  const asked = new Set(answers.map((answer) => answer.card_id));
  const rest = main.filter((card_id) => !asked.has(card_id)).map((card_id) => review(card_id));
  rest.push(...hardOnes(answers).map((card_id) => practice(card_id)));
  return woven(rest, forgottenOnes(answers));
}

// Without practice and cramming of cards that no review of the sitting began with.
export function ofSitting(given) {
  const begun = new Set();
  return given.filter((answer) => {
    if (answer.asked_as === "review") begun.add(answer.card_id);
    return begun.has(answer.card_id) && answer.asked_as !== "cram";
  });
}

export function timesOf(answers) {
  const times = new Map();
  for (const { card_id } of answers) times.set(card_id, (times.get(card_id) ?? 0) + 1);
  return times;
}

function forgottenOnes(answers) {
  const times = timesOf(answers);
  const last = new Map(answers.map((answer, place) => [answer.card_id, place]));
  return answers.flatMap(({ card_id, grade }, place) => {
    const missed = grade === "forgot" && last.get(card_id) === place;
    if (!missed || times.get(card_id) > MOST_REPEATS) return [];
    return [{ card_id, others_left: Math.max(0, OTHERS_BETWEEN - (answers.length - 1 - place)) }];
  });
}

function hardOnes(answers) {
  const times = timesOf(answers);
  const hard = answers.filter(({ card_id, grade }) => grade === "hard" && times.get(card_id) === 1);
  return hard.map(({ card_id }) => card_id);
}

function woven(main, repeats) {
  const [rest, waiting, result] = [[...main], [...repeats], []];
  while (rest.length || waiting.length) {
    const ripe = waiting.length && (!rest.length || waiting[0].others_left <= result.length);
    result.push(ripe ? practice(waiting.shift().card_id) : rest.shift());
  }
  return result;
}

const review = (card_id) => ({ card_id, asked_as: "review" });
const practice = (card_id) => ({ card_id, asked_as: "practice" });
