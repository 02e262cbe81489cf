// A quiz's options as buttons or check boxes, and what came of the answer.

const LETTERS = "ABCDEFGHI";

export const severalRight = (card) => card.options.filter(({ right }) => right).length > 1;

export function gradeOf(card, chosen) {
  const fits = ({ id, right }) => right === chosen.includes(id);
  return card.options.every(fits) ? "good" : "forgot";
}

// To be thought of before the options are shown: the rule of app/web/drill/scene.py.
export const asksOpenly = (card) =>
  card.options.length > 0 && !severalRight(card) && !card.closed && card.interval_days >= 6;

export function paintOptions(list, card) {
  const several = severalRight(card);
  list.replaceChildren(
    ...card.options.map((option, place) => {
      const choice = element(several ? "label" : "button", "choice");
      if (several) {
        const box = Object.assign(element("input"), { type: "checkbox", name: "choice", value: option.id });
        choice.append(box);
      } else {
        Object.assign(choice, { name: "choice", value: option.id });
      }
      choice.append(letter(place), words(option.html));
      return inItem(choice);
    }),
  );
}

export function paintVerdicts(list, card, chosen) {
  list.replaceChildren(
    ...card.options.map((option, place) => {
      const picked = chosen.includes(option.id);
      const choice = element("div", `choice ${option.right ? "right" : picked ? "wrong" : "rest"}`);
      const mark = element("span", "mark");
      mark.lang = "en";
      mark.textContent = verdict(option.right, picked, severalRight(card));
      choice.append(letter(place), words(option.html), mark);
      return inItem(choice);
    }),
  );
}

export function verdict(right, picked, several) {
  if (right) return picked ? "✓ Right" : several ? "✓ You missed this" : "✓ Right answer";
  return picked ? "✕ You chose this" : "";
}

export function paintReasons(list, card) {
  const reasons = card.options.flatMap(({ why_html }, place) => {
    if (!why_html) return [];
    const reason = element("li");
    reason.append(letter(place), words(why_html));
    return [reason];
  });
  list.replaceChildren(...reasons);
  list.hidden = !reasons.length;
}

function letter(place) {
  const made = element("span", "letter");
  made.textContent = LETTERS[place];
  return made;
}

function words(html) {
  const made = element("span", "words");
  made.innerHTML = html;
  return made;
}

function inItem(child) {
  const made = element("li");
  made.append(child);
  return made;
}

function element(name, className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
