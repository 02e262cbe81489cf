// Shows a saved lesson by itself, at the place that was being read.
const EVERY_MS = 250;
const LEAVES_MS = 10_000;
const PLACE = `place:${location.pathname}`;

const place = sessionStorage.getItem(PLACE);
if (place !== null) {
  sessionStorage.removeItem(PLACE);
  scrollTo({ top: Number(place), behavior: "instant" });
}

// Who has pressed something waits for its page: to load this one again would call that off. Where
// none comes, as with a download, the looking goes on.
let left = -Infinity;
addEventListener("beforeunload", () => (left = performance.now()));
const isLeft = () => performance.now() - left < LEAVES_MS;

async function look() {
  if (document.visibilityState !== "visible") return;
  try {
    const reply = await fetch("/preview/version", { cache: "no-store" });
    if (!reply.ok || (await reply.text()) === document.body.dataset.library || isLeft()) return;
    sessionStorage.setItem(PLACE, String(scrollY));
    location.reload();
  } catch (error) {
    if (error.name !== "TypeError") throw error; // the server is being started again
  }
}

for (;;) {
  await look();
  await new Promise((later) => setTimeout(later, EVERY_MS));
}
