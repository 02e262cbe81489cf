"""Every page at every width, and light and dark: nothing pushed aside, nothing that fails axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

ADDRESSES = [
    "/",
    "/statistics",
    "/courses",
    "/courses/rivers",
    "/courses/rivers/springs",
    "/courses/rivers/springs#fact-rhine",
    "/courses/rivers/springs#section-numbers",
    "/search",
    "/search?q=river",
    "/search?q=kers",
    "/nowhere",
]
WIDTHS = [320, 390, 1280]
SMALL = """
() => [...document.querySelectorAll('a, button, summary, input:not([disabled])')]
  .filter((e) => e.checkVisibility() && !e.closest('p:not(.trail), li p, .prose p, .skip'))
  .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.bottom > 0 && (box.height < 44 || box.width < 44))
  .map(([name]) => name)
"""


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light")])
def test_every_page_fits_and_is_accessible(
    browser: Browser, site: str, width: int, scheme: str
) -> None:
    touch = width < 1000
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=touch,
        is_mobile=touch,
    )
    page = context.new_page()
    for address in ADDRESSES:
        page.goto(address)
        for folded in page.locator("summary:visible").all():
            folded.click()
        assert page.evaluate("document.documentElement.scrollWidth") == width, address
        assert faults(page) == [], address
        assert page.evaluate(SMALL) == [], address
        assert page.locator("h1").count() == 1
    context.close()


def faults(page: Page) -> list[str]:
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


def test_a_task_list_is_accessible(page: Page) -> None:
    page.goto("/courses/rivers/mouths")
    assert faults(page) == []


@pytest.mark.parametrize(
    ("theme", "paper"), [("light", "rgb(247, 246, 243)"), ("dark", "rgb(21, 24, 26)")]
)
def test_a_chosen_theme_wins_over_the_systems(page: Page, theme: str, paper: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    page.goto("/")
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    shown = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(shown) == paper


def test_long_code_scrolls_inside_its_block_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/courses/rivers/springs")
    code = page.locator("pre.code")
    code.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(e) => e.scrollLeft > 0", arg=code.element_handle())


def test_a_wide_table_scrolls_and_keeps_its_first_column(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/courses/rivers/springs")
    table, first = page.locator(".table"), page.locator(".table tbody td").first
    assert table.evaluate("e => (e.scrollLeft = 200, e.scrollLeft)") > 20
    where, stays = table.bounding_box(), first.bounding_box()
    assert where is not None
    assert stays is not None
    assert abs(where["x"] - stays["x"]) < 1


def test_the_contents_lead_to_a_section(page: Page) -> None:
    page.goto("/courses/rivers/springs")
    page.get_by_role("navigation", name="On this page").get_by_text("Quiz").click()
    heading = page.get_by_role("heading", name="Quiz")
    page.wait_for_url("**#section-quiz")
    assert heading.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(228, 240, 238)"


def stop_the_clock(page: Page) -> None:
    """What a page shows for a moment only stays until it was seen."""
    page.evaluate("setTimeout = () => 0")


def test_code_can_be_copied(page: Page) -> None:
    page.goto("/courses/rivers/springs")
    page.locator("pre.code").focus()
    stop_the_clock(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("def flow(")
    assert copied.endswith("return speed * area")


def test_on_touch_the_copy_button_is_always_there(browser: Browser, site: str) -> None:
    context = browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("/courses/rivers/springs")
    assert page.locator(".copy").evaluate("e => getComputedStyle(e).opacity") == "1"
    context.close()


def test_pictures_show(page: Page) -> None:
    page.goto("/courses/rivers/springs")
    assert page.locator("img").evaluate("e => e.decode().then(() => e.naturalWidth)") == 8
