"""Courses, tracks and lessons as pages."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import AppMaker


def test_the_courses_are_listed_with_what_they_hold(client: FlaskClient) -> None:
    page = client.get("/courses").text
    assert '<a href="/courses/rivers">Rivers</a>' in page
    assert "How water finds its way." in page
    assert "2 tracks · 9 facts · 13 cards" in page
    assert "0 XP · Lv 1 — Spring Finder" in page


def test_without_a_lesson_the_page_says_how_to_begin(make_app: AppMaker, content: Path) -> None:
    for file in (content / "rivers").rglob("*.*"):
        file.unlink()
    (content / "rivers" / "media").rmdir()
    (content / "rivers").rmdir()
    page = make_app().test_client().get("/courses").text
    assert (
        "There are no lessons yet. Put one into <code>content/</code> and run "
        "<code>drillbook check</code>." in page
    )


def test_a_course_lists_its_tracks_in_the_authors_order(client: FlaskClient) -> None:
    page = client.get("/courses/rivers").text
    assert page.index("Where rivers begin") < page.index("Where rivers end")
    assert "Springs, glaciers and rain." in page
    assert "1 minute · 1 fact · 1 card" in page


def test_a_lesson_says_how_long_it_is_and_what_it_gives(client: FlaskClient) -> None:
    page = client.get("/courses/rivers/springs").text
    assert "<h1>Where rivers begin</h1>" in page
    assert " · 8 facts · 12 cards" in page
    assert '<a href="/courses/rivers">Rivers</a>' in page


def test_each_section_can_be_gone_to_from_the_contents(client: FlaskClient) -> None:
    page = client.get("/courses/rivers/springs").text
    for anchor in ("section-springs", "section-numbers", "section-quiz"):
        assert page.count(f'<a href="#{anchor}">') == 2  # beside the text, and folded on a phone
        assert page.count(f'id="{anchor}"') == 1


def test_each_fact_has_an_address(client: FlaskClient) -> None:
    page = client.get("/courses/rivers/springs").text
    for key in ("intermittent", "headwater", "divide", "rhine", "flow", "q-summer"):
        assert page.count(f'id="fact-{key}"') == 1


def test_a_lesson_leads_to_its_neighbours(client: FlaskClient) -> None:
    first = client.get("/courses/rivers/springs").text
    last = client.get("/courses/rivers/mouths").text
    assert 'rel="next" href="/courses/rivers/mouths"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="/courses/rivers/springs"' in last
    assert 'rel="next"' not in last


def test_the_first_visit_weighs_less_than_100_kilobytes(client: FlaskClient) -> None:
    page = client.get("/courses/rivers/springs")
    parts = [part.split('"')[0] for part in page.text.split("/static/")[1:]]
    weights = [len(client.get(f"/static/{part}", buffered=True).data) for part in parts]
    assert len(parts) >= 8
    assert len(page.data) + sum(weights) < 100_000


@pytest.mark.parametrize(
    "address",
    ["/courses/nothing", "/courses/rivers/nothing", "/courses/nothing/springs", "/courses/%00/%0a"],
)
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
