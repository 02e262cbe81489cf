// A double tap presses once: what has just come under the finger is not meant yet.

const GUARD_MS = 250;

export function guard(form, isFresh) {
  form.addEventListener(
    "click",
    (event) => {
      const isByKey = event.detail === 0;
      if (isByKey || !event.target.closest("button, .choice") || !isFresh(GUARD_MS)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
}
