// The learner's study day by the server's time: that of the pack until its end, then the next ones.

const DAY_MS = 86_400_000;

export function studyDay({ study_day, day_ends_at }, now) {
  const past = now - Date.parse(day_ends_at);
  return past < 0 ? study_day : dayAfter(study_day, 1 + Math.floor(past / DAY_MS));
}

export function dayAfter(day, days = 1) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
