"""A link inside the repository leads somewhere, to the very heading."""

import pytest

from tests.docs.pages import PAGES, Page

ANCHORS = {page.path: page.anchors for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_within_leads_somewhere(page: Page) -> None:
    lost = []
    for line, href in page.links():
        if "://" in href or href.startswith("mailto:"):
            continue
        file, _, anchor = href.partition("#")
        target = (page.path.parent / file).resolve() if file else page.path
        if not target.exists() or (anchor and anchor not in ANCHORS[target]):
            lost.append(f"{page.name}:{line} {href}")
    assert not lost
