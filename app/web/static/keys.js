// "/" or Ctrl-K leads to the search box, on this page or on its own.
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const command = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (event.defaultPrevented || event.repeat || !(command || (slash && !typing(event.target)))) return;
  event.preventDefault();
  const box = document.querySelector("input[type=search]");
  if (box) {
    box.focus();
    box.select();
  } else {
    document.getElementById("to-search").click();
  }
});
