"""A lesson on paper."""

from playwright.sync_api import Page, expect

COLOURS = """
(e) => [getComputedStyle(e).color, getComputedStyle(document.documentElement).backgroundColor]
"""


def test_paper_is_white_and_holds_the_lesson_alone(page: Page) -> None:
    page.goto("/courses/rivers/springs")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (
        "header.bar",
        "nav.contents",
        ".contents-folded",
        ".copy",
        ".turn",
        ".skip",
        "summary",
    ):
        expect(page.locator(gone).first).not_to_be_visible()
    for selector in ("h1", ".prose p", ".explanation", "pre.code"):
        colours = page.locator(selector).first.evaluate(COLOURS)
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    expect(page.get_by_text("Ground water comes out slowly")).to_be_visible()


def test_it_prints(page: Page) -> None:
    page.goto("/courses/rivers/springs")
    assert page.pdf().startswith(b"%PDF")
