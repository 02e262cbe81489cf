"""One real Chromium for all tests of a process; skipped loudly only where none can be had."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Playwright, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As long as Playwright waits for a click: a busy machine is slow, and that is no fault of a page.
PATIENCE_MS = 30_000
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        found = _launched(playwright)
        yield found
        found.close()


def _launched(playwright: Playwright) -> Browser:
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    try:
        return playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
    except Error as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"NO BROWSER TESTS: Chromium cannot be started ({error.message[:200]})")
