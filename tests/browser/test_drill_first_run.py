"""From nothing at all to the first day's end: the real program in two empty folders."""

import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from app.services.open_ledger import open_ledger
from tests.browser.drilling import Drill, Log, device
from tests.browser.test_drill_killed import Serving
from tests.ports import held_port

NEW = [sys.executable, "-c", "from app.cli.main import main; main()", "new", "welcome"]


def test_an_empty_folder_becomes_a_course_that_is_learned(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "content").mkdir()
    with held_port() as port:
        serving = Serving(tmp_path / "home", tmp_path / "content", port)
        serving.start()
        try:
            with device(browser, serving.address, viewport={"width": 390, "height": 844}) as page:
                learned(begun(page, serving))
        finally:
            serving.kill()


def begun(page: Page, serving: Serving) -> Drill:
    page.goto("/")
    expect(page.locator("main")).to_contain_text("There are no lessons yet.")
    subprocess.run(NEW, env=serving.environ, check=True, capture_output=True)
    # The page shows by itself what is saved beside it.
    expect(page.get_by_role("heading", level=1)).to_have_text("Learn it once, keep it")
    page.get_by_role("button", name="Start with the first section").click()
    page.wait_for_url("**/drill?course=welcome")
    return Drill(page, Log(open_ledger(serving.ledger)))


def learned(drill: Drill) -> None:
    page = drill.ready().page
    expect(page.locator("#reading-title")).to_have_text("A first section")
    expect(page.locator("#reading-line")).to_have_text(
        "New: A first section. 1 minute to read, then 4 questions."
    )
    page.get_by_role("button", name="Ask me").click()
    expect(page.locator("#count")).to_have_text("1 of 5")
    for _ in range(4):
        drill.rested()
        page.get_by_role("button", name="Show answer").click()
        drill.given.append((drill.card_id, "good"))
        page.locator("#grades .good").press("Enter")
    expect(page.locator("#prompt")).to_have_text("Which gas do plants take up in daylight?")
    drill.given.append((drill.card_id, "good"))
    page.get_by_role("button", name="Carbon dioxide").press("Enter")
    expect(page.locator("#reasons")).to_contain_text("they give it off")
    drill.rested()
    page.get_by_role("button", name="Go on").click()
    drill.ended()
    expect(page.locator("h1")).to_have_text("Done for today")
    summary = re.compile(r"5 cards in \d minutes?\. You knew all at the first")
    expect(page.locator("main")).to_contain_text(summary)
    expect(page.locator("main")).to_contain_text("+25 XP · Lv 1 — Newcomer")
    page.get_by_role("link", name="Back to Today").click()
    expect(page.locator("main")).to_contain_text("Done for today. Next: tomorrow, 5 cards.")
    drill.log.ledger.close()
