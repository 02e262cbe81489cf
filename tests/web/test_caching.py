"""What browsers may keep."""

import gzip
import re

import pytest
from flask.testing import FlaskClient


def test_a_page_is_a_learners_own_and_never_kept(client: FlaskClient) -> None:
    reply = client.get("/courses/rivers/springs")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "ETag" not in reply.headers


def test_a_picture_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    address = "/courses/rivers/media/map.png"
    with client.get(address) as first:
        assert first.headers["Cache-Control"] == "no-cache"
        known = {"If-None-Match": first.headers["ETag"]}
    with client.get(address, headers=known) as again:
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Cache-Control"] == "no-cache"


def test_an_error_is_not_kept(client: FlaskClient) -> None:
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"


def test_what_a_page_is_made_of_is_kept_for_a_year(client: FlaskClient) -> None:
    address = client.get("/").text.split('href="/static/')[1].split('"')[0]
    with client.get(f"/static/{address}") as reply:
        assert "immutable" in reply.headers["Cache-Control"]
    with client.get("/static/0/base.css") as reply:
        assert reply.headers["Cache-Control"] == "no-cache"


def test_what_a_script_names_beside_itself_is_kept_as_long(client: FlaskClient) -> None:
    client.post("/courses/rivers", data={"then": "drill"})
    (main,) = re.findall(r'src="(/static/[^"]*/main\.js)"', client.get("/drill").text)
    with client.get(main) as reply:
        (beside, *_) = re.findall(r'from "\./(.*?)"', reply.text)
    with client.get(f"{main.rpartition('/')[0]}/{beside}") as reply:
        assert "immutable" in reply.headers["Cache-Control"]


def test_texts_travel_packed_to_who_can_unpack_them(client: FlaskClient) -> None:
    address = "/static/0/base.css"
    with client.get(address) as plain:
        assert "Content-Encoding" not in plain.headers
        text = plain.data
    with client.get(address, headers={"Accept-Encoding": "br, gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(text) / 2
        assert gzip.decompress(packed.data) == text
        assert packed.mimetype == "text/css"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_a_packed_text_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    accepting = {"Accept-Encoding": "gzip"}
    with client.get("/static/0/base.css", headers=accepting) as first:
        known = accepting | {"If-None-Match": first.headers["ETag"]}
    with client.get("/static/0/base.css", headers=known) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["missing.css", "../site.py", "..%2fsite.py", "%00", ""])
def test_only_what_is_there_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404
    assert client.get(f"/static/0/{name}").status_code == 404
    packed = client.get(f"/static/0/{name}", headers={"Accept-Encoding": "gzip"})
    assert packed.status_code == 404
