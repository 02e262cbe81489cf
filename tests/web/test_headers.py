"""What browsers are told not to allow, on every kind of reply."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import AppMaker
from tests.web.visitors import HTTPS, SERVICE, Browser

HTTP = "http://drill.example.org"
ADDRESSES = ["/", "/courses/rivers/springs", "/search?q=spring", "/nowhere", "/healthz"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_inline_and_nothing_foreign_runs(client: FlaskClient, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ADDRESSES)
def test_types_are_not_guessed_and_addresses_not_told(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_other_site_learns_what_is_here_by_loading_it(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(("site", "told"), [(HTTPS, "max-age=31536000"), (HTTP, None)])
def test_who_came_encrypted_is_to_come_so_again(
    make_app: AppMaker, site: str, told: str | None
) -> None:
    app = make_app(**{**SERVICE, "public_url": site})
    reply = Browser(app, site).get("/sign-in")
    assert reply.headers.get("Strict-Transport-Security") == told


def test_a_style_or_a_script_carries_only_what_binds_it(client: FlaskClient) -> None:
    for name in ("base.css", "keys.js"):
        with client.get(f"/static/0/{name}") as reply:
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert "Content-Security-Policy" not in reply.headers
    with client.get("/static/0/icon.svg") as picture:  # which may be opened as a page
        assert "default-src 'none'" in picture.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_pages_keep_to_their_own_policy(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)|javascript:", page)


def test_each_page_trusts_only_what_carries_its_own_nonce(client: FlaskClient) -> None:
    nonces = []
    for _ in range(2):
        reply = client.get("/courses/rivers/springs")
        (nonce,) = set(re.findall(r'nonce="([^"]+)"', reply.text))
        tags = re.findall(r"<(?:script|link rel=.stylesheet)[^>]*>", reply.text)
        assert tags
        assert all(f'nonce="{nonce}"' in tag for tag in tags)
        policy = reply.headers["Content-Security-Policy"]
        assert f"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'" in policy
        nonces.append(nonce)
    assert nonces[0] != nonces[1]
