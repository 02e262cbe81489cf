"""The search page."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient


def test_an_empty_box_says_what_it_searches(client: FlaskClient) -> None:
    page = client.get("/search").text
    assert 'placeholder="Search all lessons and cards"' in page
    assert "Nothing found" not in page


def test_a_hit_leads_to_its_exact_place(client: FlaskClient) -> None:
    page = client.get("/search?q=headwat").text
    assert 'href="/courses/rivers/springs#fact-headwater"' in page
    assert "<mark>Headwater</mark>" in page
    assert "Rivers · Where rivers begin · Springs" in page


def test_one_place_is_counted_as_one(client: FlaskClient) -> None:
    assert ">1 place<" in client.get("/search?q=sediment").text


def test_nothing_found_says_so_in_words(client: FlaskClient) -> None:
    assert 'Nothing found for "kers".' in client.get("/search?q=kers").text


def test_more_than_a_page_is_said(many_places: None, client: FlaskClient) -> None:
    page = client.get("/search?q=canal").text
    assert "The first 20 places" in page
    assert page.count("<li>") == 20


@pytest.mark.parametrize(
    "query",
    ['"', "*", "NEAR(", "a AND", "🦫", "<script>alert(1)</script>", "%00", "a" * 10_000, "'; --"],
)
def test_no_query_is_too_odd(client: FlaskClient, query: str) -> None:
    reply = client.get("/search", query_string={"q": query})
    assert reply.status_code == 200
    assert "<script>alert" not in reply.text


def test_the_words_asked_for_stay_in_the_box(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": 'a "river"'}).text
    assert 'value="a &#34;river&#34;"' in page


@pytest.fixture
def many_places(content: Path) -> None:
    facts = "\n\n".join(f"The canal number {n} is called ==C{n}==. {{#c{n}}}" for n in range(30))
    lesson = f"---\nid: canals\ntitle: Cut water\n---\n\n## Channels\n\n{facts}\n"
    (content / "rivers" / "03-canals.md").write_text(lesson)
