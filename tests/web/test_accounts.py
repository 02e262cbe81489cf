"""Signing up, in and out by the pages of a service."""

import pytest
from flask.testing import FlaskClient

from app.services.manage_learners import list_learners
from app.web.parts import NAME
from tests.mail_server import MailServer, Postbox
from tests.web.conftest import AppMaker
from tests.web.visitors import (
    ADA,
    HTTPS,
    PASSWORD,
    SERVICE,
    Browser,
    Clock,
    link_of,
)


def test_from_the_first_page_to_the_first_course(visitor: Browser, postbox: Postbox) -> None:
    assert visitor.get("/courses").headers["Location"] == "/sign-in?next=/courses"
    given = {"name": ADA, "password": PASSWORD, "zone": "Europe/Paris"}
    assert visitor.post("/sign-up", given).headers["Location"] == "/sign-up/sent"
    assert "Look into your mail" in visitor.get("/sign-up/sent").text
    assert visitor.sign_in().status_code == 422
    for _ in range(3):  # a mail program looks, too
        assert visitor.get(link_of(postbox)).status_code == 200
    assert visitor.post(postbox.links()[0].removeprefix(HTTPS)).status_code == 303
    assert "Your address is confirmed" in visitor.get("/sign-in?done=confirmed").text
    assert visitor.sign_in(to="/courses").headers["Location"] == "/courses"
    assert visitor.is_in()
    (ada,) = list_learners(visitor.app.extensions[NAME].ledger)
    assert (ada.name, ada.settings.zone, ada.is_operator) == (ADA, "Europe/Paris", False)


def test_what_was_wrong_stands_beside_its_field(visitor: Browser) -> None:
    shown = visitor.post("/sign-up", {"name": "ada@<b>", "password": PASSWORD})
    assert shown.status_code == 422
    assert 'aria-describedby="name-fault name-hint" aria-invalid="true"' in shown.text
    assert 'value="ada@&lt;b&gt;"' in shown.text
    shown = visitor.post("/sign-up", {"name": ADA, "password": "password1"})
    assert 'aria-describedby="password-fault password-hint"' in shown.text
    for text in (PASSWORD, "password1", "not the password"):
        for path in ("/sign-up", "/sign-in"):
            refused = visitor.post(path, {"name": "ada@", "password": text})
            assert refused.status_code == 422
            assert text not in refused.text


def test_a_mail_server_that_is_away_is_said_and_logged(
    make_app: AppMaker, closed_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = {"smtp_url": f"smtp://127.0.0.1:{closed_port}", "mail_from": "d@school.example"}
    visitor = Browser(make_app(clock=Clock(), sign_up="open", **SERVICE, **mail))
    for path in ("/sign-up", "/forgot"):
        reply = visitor.post(path, {"name": ADA, "password": PASSWORD})
        assert reply.status_code == 503
        assert "The mail could not be sent. Try again in a while." in reply.text
        assert f'value="{ADA}"' in reply.text
    assert "Connection refused" in capsys.readouterr().err
    assert not list_learners(visitor.app.extensions[NAME].ledger)


def test_where_sign_up_is_closed_nobody_gets_in(
    make_app: AppMaker, mail_server: MailServer
) -> None:
    mail = {"smtp_url": mail_server.url, "mail_from": "drillbook@school.example"}
    visitor = Browser(make_app(clock=Clock(), **SERVICE, **mail))
    for asked in (visitor.get("/sign-up"), visitor.post("/sign-up", {"name": ADA})):
        assert asked.status_code == 403
        assert "made by the person who runs this service" in asked.text
    assert "Make an account" not in visitor.get("/sign-in").text


def test_without_mail_the_operator_is_named(make_app: AppMaker) -> None:
    visitor = Browser(make_app(clock=Clock(), **SERVICE))
    for asked in (visitor.get("/forgot"), visitor.post("/forgot", {"name": ADA})):
        assert "Ask the person who runs this service" in asked.text


def test_who_learns_alone_has_no_account_pages(client: FlaskClient) -> None:
    for path in ("/sign-in", "/sign-up", "/forgot", "/confirm/x", "/reset/x"):
        assert client.get(path).headers["Location"] == "/"
        assert client.post(path).headers["Location"] == "/"
