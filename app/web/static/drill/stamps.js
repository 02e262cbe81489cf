// When an answer was given, by the server's clock, the study day of that, and an id that no other
// answer has.

const DAY_MS = 86_400_000;
const SPREAD = 0x1000;

// The device's own clock may be wrong by a day, so only what has passed on it is believed. It may
// also be set back in mid-sitting; the other clock of the browser cannot, but it sleeps with the lid.
export function makeClock(wall = () => Date.now(), steady = () => performance.now()) {
  let known = { server: wall(), wall: wall(), steady: steady() };

  function now() {
    const passed = Math.max(wall() - known.wall, steady() - known.steady);
    return Math.round(known.server + passed);
  }

  return {
    now,

    // The server told its time between the asking and the coming of this reply. A clock that agrees
    // with that stays as it is: a slow reply would only put it back, behind what was answered since.
    set({ server_time, asked, came }) {
      const told = Date.parse(server_time) + steady() - came;
      const ahead = now() - told;
      if (ahead >= 0 && ahead <= came - asked) return;
      known = { server: told, wall: wall(), steady: steady() };
    },
  };
}

// When the page itself was asked for and came, which is long before its scripts run. A browser
// that does not tell gets the time of now.
export function timesOfPage(page = performance.getEntriesByType("navigation")[0]) {
  const now = performance.now();
  return { asked: page?.requestStart ?? now, came: page?.responseStart ?? now };
}

// That of the pack until its end, then the next ones.
export function studyDay({ study_day, day_ends_at }, now) {
  const past = now - Date.parse(day_ends_at);
  return past < 0 ? study_day : dayAfter(study_day, 1 + Math.floor(past / DAY_MS));
}

export function dayAfter(day, days = 1) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

// UUIDs of version 7: they sort by time, and within a millisecond in the order of their making.
export function makeIds(now, random = (bytes) => crypto.getRandomValues(bytes)) {
  let last = 0;
  return function newId() {
    last = Math.max(last + 1, now() * SPREAD);
    const ms = Math.floor(last / SPREAD).toString(16).padStart(12, "0");
    const nth = (last % SPREAD).toString(16).padStart(3, "0");
    const rest = random(new Uint8Array(8));
    rest[0] = (rest[0] & 0x3f) | 0x80;
    const tail = Array.from(rest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${ms.slice(0, 8)}-${ms.slice(8)}-7${nth}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}
