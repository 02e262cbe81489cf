// Each key presses the real button, so that there is one way for everything to happen.

const LETTERS = { u: "undo", b: "later", s: "aside", n: "note", r: "report", w: "why", e: "place" };
const GOES_ON = ["ask-me", "show", "check-button", "on"];
const seen = (element) => element !== null && element.checkVisibility();
const $ = (id) => document.getElementById(id);

export function listen({ letterKeys }) {
  document.addEventListener("keydown", (event) => {
    if (event.target === $("typed")) return typing(event);
    if (event.repeat || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, dialog")) return;
    const button = buttonFor(event, letterKeys);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

// In the field all keys are the text's but two: Escape gives the others back.
function typing(event) {
  if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
  event.preventDefault();
  if (event.repeat) return;
  if (event.key === "Enter") $("show").click();
  else $("prompt").focus({ preventScroll: true });
}

function buttonFor(event, letterKeys) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === " " || key === "Enter") return event.target.closest("a, button, summary") ? null : onwards();
  if (key === "Escape") return seen($("more")) && $("more").open ? $("more").firstElementChild : $("stop");
  if (key === "?") return $("keys");
  const state = $("drill").dataset.state;
  if (state === "options" || state === "answered") {
    const place = /^[1-9]$/.test(key) ? Number(key) - 1 : letterKeys ? "abcdefghi".indexOf(key) : -1;
    const choice = document.querySelectorAll("#choices .choice")[place];
    // B pressed twice has chosen once and does not put the card off.
    if (key.length === 1 && choice) return state === "options" ? choice : null;
  }
  if (state === "back" && /^[1-4]$/.test(key)) return grade(Number(key));
  if (!letterKeys || !(key in LETTERS)) return null;
  const button = $(LETTERS[key]);
  return key in { u: 1, e: 1 } && !seen(button) ? null : button;
}

const onwards = () => GOES_ON.map($).find(seen) ?? (seen($("grades")) ? grade(3) : null);

// With two buttons 2, 3 and 4 all mean "Got it".
function grade(number) {
  const buttons = document.querySelectorAll("#grades > button");
  return buttons[buttons.length === 2 ? Math.min(number, 2) - 1 : number - 1];
}
