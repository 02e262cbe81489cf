"""What makes the page is fetched once: a second visit asks the server for none of it."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.drilling import drilled, make_site

FETCHED = """() => performance.getEntriesByType('resource')
  .filter(({ name, transferSize }) => name.includes('/static/') && transferSize > 0)
  .map(({ name }) => name)"""


def test_a_second_visit_fetches_no_script_and_no_style(
    browser: Browser, tmp_path: Path, content: Path
) -> None:
    with drilled(browser, make_site(tmp_path / "home", content)) as drill:
        drill.open()
        assert len(drill.page.evaluate(FETCHED)) > 20
        drill.open()
        assert drill.page.evaluate(FETCHED) == []
