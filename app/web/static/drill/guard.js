// A double tap presses once: what has just come under the finger is not meant yet. When it was
// tapped counts, since a slow device hears of it only after it has painted.

const GUARD_MS = 250;

export function guard(form, isFresh) {
  form.addEventListener(
    "click",
    (event) => {
      const isByKey = event.detail === 0;
      if (isByKey || !event.target.closest("button, .choice") || !isFresh(event.timeStamp, GUARD_MS)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}
