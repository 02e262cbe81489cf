// Gaps, dates and lines as they are said; app/core/gaps.py says the first two alike.

const DAY_MS = 86_400_000;
const DAYS_A_MONTH = 30.44;
const DAYS_A_YEAR = 365.25;
const MONTHS = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December",
];
export const LABELS = { forgot: "Forgot", hard: "Hard", good: "Good", easy: "Easy" };

export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function gap(days) {
  if (days <= 0) return "again today";
  if (days === 1) return "tomorrow";
  if (days <= 30) return `in ${days} days`;
  if (days < 90) return `in ${Math.round(days / 7)} weeks`;
  if (days < 365) return `in ${Math.round(days / DAYS_A_MONTH)} months`;
  return `in ${(days / DAYS_A_YEAR).toFixed(1)} years`;
}

export function shortGap(days) {
  if (days < 90) return `${days} d`;
  if (days < 365) return `${Math.round(days / DAYS_A_MONTH)} mo`;
  return `${(days / DAYS_A_YEAR).toFixed(1)} y`;
}

export function dateWords(on, today) {
  const [year, month, day] = on.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]}` + (on.slice(0, 4) === today.slice(0, 4) ? "" : ` ${year}`);
}

export const countLine = ({ number, total, repeats }) =>
  `${number} of ${total}` + (repeats ? ` · ${repeats} to repeat` : "");

export const readingLine = ({ title, minutes, cards }) =>
  `New: ${title}. ${counted(minutes, "minute")} to read, then ${counted(cards, "question")}.`;

export const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
