// Trying again by itself, each time after twice the wait and no longer than a minute; and at once
// when the network or the learner comes back.

export const FIRST_WAIT_MS = 1_000;
export const LONGEST_WAIT_MS = 60_000;

export function makeRetry(work, { later = setTimeout, cancel = clearTimeout } = {}) {
  let timer;
  let wait = FIRST_WAIT_MS;
  return {
    again() {
      cancel(timer);
      timer = later(work, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_MS);
    },
    stop: () => cancel(timer),
    worked() {
      wait = FIRST_WAIT_MS;
    },
  };
}

export function onReturn(work) {
  addEventListener("online", () => work());
  addEventListener("pageshow", (event) => event.persisted && work());
  document.addEventListener("visibilitychange", () => document.hidden || work());
}
