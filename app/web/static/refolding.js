// How far the new schedule is, each second; without it the page tells when it is loaded again.
const EACH_MS = 1000;
const bar = document.getElementById("refolding");

async function look() {
  try {
    const reply = await fetch("/settings/schedule/progress");
    const told = await reply.json();
    if (told.over) {
      location.replace("/settings/schedule?said=changed");
      return;
    }
    bar.max = Math.max(told.total, 1);
    bar.value = told.done;
  } catch (error) {
    if (error.name !== "TypeError" && error.name !== "SyntaxError") throw error;
  }
  setTimeout(look, EACH_MS);
}

setTimeout(look, EACH_MS);
