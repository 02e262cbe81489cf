"""The drill in real Chromium: from a key to the next card, and what a first visit loads.

`python -m tests.bench.drill [ANSWERS]`, by default sixty with each delay of the network. A frame of
0 is the very next one after the key: nothing could be painted sooner.
"""

import io
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from app.config import Settings
from app.services.build_library import build_library
from app.wiring import create_web_app
from tests.bench.figures import spread_of
from tests.bench.http_school import write_library
from tests.bench.measure import load
from tests.browser.conftest import served
from tests.chromium import ARGUMENTS, NAMES

CARDS = 400
ANSWERS = 60
DELAYS_MS = (0, 500)
BETWEEN_KEYS_MS = 150
SETTLING_MS = 1_500
KERAS = Path(__file__).parents[2] / "content"
# Listens before the page does; what the key changes is changed when its listeners are through.
WATCH = """() => {
  let frame = 0;
  const tick = () => { frame += 1; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  window.painted = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "3") return;
    const [pressed, at] = [performance.now(), frame];
    const seen = new MutationObserver(() => {
      seen.disconnect();
      const [changed, then] = [performance.now() - pressed, frame];
      requestAnimationFrame(() =>
        window.painted.push([changed, performance.now() - pressed, then - at]));
    });
    const all = { attributes: true, childList: true, subtree: true };
    seen.observe(document.getElementById("drill"), all);
  }, true);
}"""


def painting(browser: Browser, address: str, answers: int, delay_ms: int) -> str:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto("/drill")
    page.wait_for_function("() => !document.getElementById('keys').hidden")
    slow = {"offline": False, "latency": delay_ms, "downloadThroughput": -1, "uploadThroughput": -1}
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.evaluate(WATCH)
    for _ in range(answers):
        _answer(page)
    found = page.evaluate("() => window.painted")
    context.close()
    frames = Counter(frame for _, _, frame in found)
    changed, painted = ([each[n] for each in found] for n in (0, 1))
    return (
        f"network {delay_ms:>3} ms  {len(found)} cards  changed {spread_of(changed)}  "
        f"on the frame {spread_of(painted)}  frames late {dict(sorted(frames.items()))}"
    )


def _answer(page: Page) -> None:
    while page.locator("#drill").get_attribute("data-state") in ("reading", "front"):
        page.keyboard.press("Space")
    page.wait_for_timeout(BETWEEN_KEYS_MS)
    page.keyboard.press("3")
    page.wait_for_timeout(BETWEEN_KEYS_MS)


def visiting(browser: Browser, address: str) -> list[str]:
    """With an empty cache, as nobody has been here before; and the first drill after it."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    loaded: list[float] = []
    kinds: Counter[str] = Counter()
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def began(event: dict[str, Any]) -> None:
        kinds[event.get("type", "Other")] += 1

    session.on("Network.requestWillBeSent", began)
    session.on("Network.loadingFinished", lambda e: loaded.append(e["encodedDataLength"]))
    lines = []
    page.goto("/")
    page.wait_for_timeout(SETTLING_MS)
    lines.append(_told("the first page", loaded, kinds))
    page.get_by_role("button", name="Start with the first section").click()
    page.wait_for_url("**/drill*")
    page.wait_for_timeout(SETTLING_MS)
    lines.append(_told("with the first drill", loaded, kinds))
    context.close()
    return lines


def _told(what: str, loaded: list[float], kinds: Counter[str]) -> str:
    sorts = ", ".join(f"{count} {kind.lower()}" for kind, count in kinds.most_common())
    return (
        f"{what:24} {sum(loaded) / 1000:7.1f} kB over the network in {len(loaded)} "
        f"requests ({sorts}; fonts: {kinds['Font']})"
    )


def site(home: Path, content: Path) -> Flask:
    settings = Settings(home=home, content=content)
    if not settings.library_file.exists():
        build_library(settings.content, settings.library_file)
    return create_web_app(settings)


def begin(app: Flask) -> None:
    """One course to drill, and as many new cards of it as the bench answers."""
    client, ours = app.test_client(), {"Sec-Fetch-Site": "same-origin"}
    client.put("/api/v1/courses/bench/following", headers=ours)
    client.patch("/api/v1/me/settings", json={"new_per_day": CARDS}, headers=ours)


def main() -> None:
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS
    print(f"the drill in Chromium; {load()}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        installed = next(filter(None, map(shutil.which, NAMES)), None)
        browser = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        with served(site(home / "first", KERAS)) as address:
            for line in visiting(browser, address):
                print(line, flush=True)
        write_library(home, CARDS)
        app = site(home, home / "content")
        begin(app)
        with served(app) as address:
            for delay_ms in DELAYS_MS:
                print(painting(browser, address, answers, delay_ms), flush=True)
        browser.close()
    print(f"at the end: {load()}")


if __name__ == "__main__":
    with redirect_stderr(io.StringIO()):  # a line for each request
        main()
