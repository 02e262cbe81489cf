"""Which host names are answered."""

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import AppMaker


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "127.0.0.2", "[::1]", "[::1]:8000", "LOCALHOST"]
)
def test_this_machine_is_answered_by_its_own_names(client: FlaskClient, host: str) -> None:
    assert client.get("/courses", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b", "[::2]"]
)
def test_other_names_are_refused_with_a_page(client: FlaskClient, host: str) -> None:
    reply = client.get("/courses", headers={"Host": host})
    assert reply.status_code == 400
    assert "This request cannot be understood." in reply.text
    assert "names that address in DRILLBOOK_PUBLIC_URL" in reply.text


def test_the_address_that_it_is_bound_to_is_answered(make_app: AppMaker) -> None:
    client = make_app(host="192.168.1.5", trust_network=True).test_client()
    assert client.get("/", headers={"Host": "192.168.1.5:8000"}).status_code == 200
    assert client.get("/", headers={"Host": "192.168.1.6:8000"}).status_code == 400


def test_the_public_address_is_answered(reached: FlaskClient) -> None:
    assert reached.get("/", headers={"Host": "drill.example.org"}).status_code == 200
    assert reached.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_exactly_as_many_proxies_are_believed_as_there_are(make_app: AppMaker) -> None:
    forwarded = {"Host": "inside", "X-Forwarded-Host": "evil.example, drill.example.org"}
    app = make_app(public_url="https://drill.example.org", proxy_hops=1)
    assert app.test_client().get("/", headers=forwarded).status_code == 200
    app = make_app(public_url="https://drill.example.org", proxy_hops=2)
    assert app.test_client().get("/", headers=forwarded).status_code == 400


def test_without_a_proxy_nothing_forwarded_is_believed(client: FlaskClient) -> None:
    forwarded = {"Host": "evil.example", "X-Forwarded-Host": "localhost"}
    assert client.get("/", headers=forwarded).status_code == 400
