// Results as one types; without it the form does the same at Enter.
const WAIT_MS = 120;
const box = document.getElementById("q");
let timer;
let asked;

async function show() {
  asked?.abort();
  asked = new AbortController();
  const address = box.value.trim() ? `/search?q=${encodeURIComponent(box.value.trim())}` : "/search";
  try {
    const reply = await fetch(address, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const found = page.getElementById("results");
    if (!reply.ok || !found) return;
    const results = document.getElementById("results");
    results.querySelector("[role=status]").textContent = found.querySelector("[role=status]").textContent;
    results.querySelector("ol")?.remove();
    const hits = found.querySelector("ol");
    if (hits) results.append(hits);
    document.title = page.title;
    history.replaceState(null, "", address);
  } catch (error) {
    if (error.name !== "AbortError" && error.name !== "TypeError") throw error;
  }
}

box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, WAIT_MS);
});
