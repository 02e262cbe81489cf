"""What another site's page would have a browser do here is refused."""

import pytest
from flask.testing import FlaskClient

from app.web.origin import from_anywhere
from app.web.who import open_to_all
from tests.web.conftest import AppMaker
from tests.web.visitors import HTTPS, SERVICE


@pytest.fixture
def taking(make_app: AppMaker) -> FlaskClient:
    app = make_app()
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    app.add_url_rule("/take", "take", lambda: "taken", methods=methods)
    app.add_url_rule("/hook", "hook", from_anywhere(lambda: "taken"), methods=["POST"])
    return app.test_client()


OURS = [
    {},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "https://localhost"},
]
OTHERS = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "nonsense"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:9"},
    {"Origin": "http://evil.example/localhost"},
    {"Origin": "//localhost@evil.example"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "http://[::1"},
    {"Origin": "http://localhost/"},
    {"Origin": "http://localhost:99999999"},
    {"Origin": "ftp://localhost"},
]


@pytest.mark.parametrize("headers", OURS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_our_own_pages_may_change_things(
    taking: FlaskClient, method: str, headers: dict[str, str]
) -> None:
    assert taking.open("/take", method=method, headers=headers).text == "taken"


@pytest.mark.parametrize("headers", OTHERS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_sites_may_not(taking: FlaskClient, method: str, headers: dict[str, str]) -> None:
    reply = taking.open("/take", method=method, headers=headers)
    assert reply.status_code == 403
    assert "This came from another site and was not done." in reply.text


@pytest.mark.parametrize(("scheme", "status"), [("https", 200), ("http", 403)])
def test_an_unencrypted_page_of_the_same_host_is_not_ours(
    make_app: AppMaker, scheme: str, status: int
) -> None:
    """Whoever sits on the way can have written it."""
    app = make_app(**SERVICE)
    app.add_url_rule("/hook", "hook", open_to_all(lambda: "taken"), methods=["POST"])
    origin = {"Origin": f"{scheme}://drill.example.org"}
    reply = app.test_client().post("/hook", base_url=HTTPS, headers=origin)
    assert reply.status_code == status


@pytest.mark.parametrize("headers", OTHERS)
def test_a_link_from_another_site_may_lead_here(
    taking: FlaskClient, headers: dict[str, str]
) -> None:
    assert taking.get("/take", headers=headers).text == "taken"


def test_what_proves_itself_by_its_address_may_come_from_anywhere(taking: FlaskClient) -> None:
    assert taking.post("/hook", headers={"Origin": "https://evil.example"}).text == "taken"
