"""Pictures and sounds over HTTP."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.sample import blue_square


def test_a_picture_is_served_as_what_it_is(client: FlaskClient) -> None:
    reply = client.get("/courses/rivers/media/map.png", buffered=True)
    assert reply.data == blue_square()
    assert reply.content_type == "image/png"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_picture_of_a_lesson_is_found_where_its_page_looks(client: FlaskClient) -> None:
    assert 'src="media/map.png"' in client.get("/courses/rivers/springs").text


def test_an_unchanged_picture_is_not_sent_again(client: FlaskClient) -> None:
    address = "/courses/rivers/media/map.png"
    with client.get(address) as first:
        known = first.headers["ETag"]
    with client.get(address, headers={"If-None-Match": known}) as again:
        assert again.status_code == 304


@pytest.mark.parametrize(
    "name",
    ["missing.png", "../course.toml", "..%2fcourse.toml", "%2e%2e/01-springs.md", "page.html", "/"],
)
def test_nothing_else_is_served(client: FlaskClient, content: Path, name: str) -> None:
    (content / "rivers" / "media" / "page.html").write_text("<p>a page</p>")
    assert client.get(f"/courses/rivers/media/{name}").status_code == 404


def test_a_page_that_calls_itself_a_picture_is_not_served(
    client: FlaskClient, content: Path
) -> None:
    (content / "rivers" / "media" / "false.png").write_text("<script>alert(1)</script>")
    assert client.get("/courses/rivers/media/false.png").status_code == 404
