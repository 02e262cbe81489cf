// A copy button on each code block, where the browser lets a page write to the clipboard.
const SHOWN_MS = 2000;

function button(code) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = "Copy";
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""));
    made.textContent = "Copied";
    setTimeout(() => (made.textContent = "Copy"), SHOWN_MS);
  });
  return made;
}

if (navigator.clipboard) {
  for (const block of document.querySelectorAll("pre.code")) {
    const frame = document.createElement("div");
    frame.className = "copyable";
    block.replaceWith(frame);
    frame.append(block, button(block));
  }
}
