"""Who is asking, by what they bring."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.services.manage_learners import add_learner
from app.services.sessions import begin_session, end_session
from app.services.tokens import Scope, make_token, revoke_token
from app.web.parts import NAME
from app.web.who import open_to_all, the_learner
from tests.web.conftest import AppMaker

NOW = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
SECRET = "s" * 43


@pytest.fixture
def service(make_app: AppMaker) -> Flask:
    app = make_app(
        clock=lambda: NOW,
        mode="service",
        public_url="http://drill.example.org",
        secret_key=b"k" * 32,
    )
    app.add_url_rule("/who", "who", lambda: the_learner().name)
    app.add_url_rule("/api/who", "api-who", lambda: the_learner().name)
    app.add_url_rule("/anybody", "anybody", open_to_all(lambda: "welcome"))
    return app


def asked(app: Flask, path: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return app.test_client(use_cookies=False).get(
        path, headers={"Host": "drill.example.org"} | named
    )


def test_who_runs_it_alone_is_the_one_learner_without_being_asked(make_app: AppMaker) -> None:
    app = make_app(clock=lambda: NOW)
    app.add_url_rule("/who", "who", lambda: the_learner().name)
    assert app.test_client().get("/who").text == "me"
    assert app.test_client().get("/who").text == "me"


def test_a_learner_that_was_there_before_is_the_one(make_app: AppMaker) -> None:
    app = make_app(clock=lambda: NOW)
    add_learner(app.extensions[NAME].ledger, "Ada", NOW)
    app.add_url_rule("/who", "who", lambda: the_learner().name)
    assert app.test_client().get("/who").text == "Ada"


def test_a_session_says_who_asks_until_it_is_ended(service: Flask) -> None:
    ledger = service.extensions[NAME].ledger
    ada = add_learner(ledger, "ada@example.org", NOW)
    session = begin_session(ledger, ada, SECRET, "a browser", NOW)
    assert asked(service, "/who", Cookie=f"drillbook={SECRET}").text == "ada@example.org"
    end_session(ledger, ada, session.session_id)
    assert asked(service, "/who", Cookie=f"drillbook={SECRET}").status_code == 303


def test_a_token_says_who_asks_and_the_cookie_beside_it_does_not(service: Flask) -> None:
    ledger = service.extensions[NAME].ledger
    ada = add_learner(ledger, "ada@example.org", NOW)
    bob = add_learner(ledger, "bob@example.org", NOW)
    begin_session(ledger, ada, SECRET, "a browser", NOW)
    token = make_token(ledger, bob, "my script", "t" * 43, tuple(Scope), NOW)
    both = {"Cookie": f"drillbook={SECRET}", "Authorization": f"Bearer {'t' * 43}"}
    assert asked(service, "/api/who", **both).text == "bob@example.org"
    revoke_token(ledger, bob, token.token_id)
    assert asked(service, "/api/who", **both).status_code == 401


def test_a_page_leads_to_where_one_signs_in_and_back(service: Flask) -> None:
    reply = asked(service, "/who?a=1")
    assert reply.status_code == 303
    assert reply.headers["Location"] == "/sign-in?next=/who%3Fa%3D1"


def test_a_program_is_told_that_it_must_sign_in(service: Flask) -> None:
    reply = asked(service, "/api/who")
    assert (reply.status_code, reply.mimetype) == (401, "application/problem+json")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_what_is_open_to_all_asks_nobody(service: Flask) -> None:
    assert asked(service, "/anybody").text == "welcome"


def test_an_address_that_leads_nowhere_is_answered_as_such(service: Flask) -> None:
    assert asked(service, "/nowhere").status_code == 404


def test_without_its_ledger_nobody_is_let_in(make_app: AppMaker, tmp_path: Path) -> None:
    app = make_app()
    assert app.test_client().get("/readyz").status_code == 200
    app.extensions[NAME].ledger.close()
    (tmp_path / "home" / "ledger.db").write_bytes(b"not a ledger" * 999)
    assert app.test_client().get("/courses").status_code == 503
    assert app.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200
