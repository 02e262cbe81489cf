"""What a drill could not send goes out from the page that is opened next."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.drilling import drilled, make_site


def test_today_sends_what_was_kept(browser: Browser, tmp_path: Path, content: Path) -> None:
    with drilled(browser, make_site(tmp_path / "home", content)) as drill:
        drill.open()
        drill.page.context.set_offline(True)
        drill.answer().says("1 answer is kept here")
        drill.page.close()
        drill.page.context.set_offline(False)
        drill.page = drill.page.context.new_page()
        drill.page.goto("/")
        drill.settled()
