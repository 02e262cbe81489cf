"""A learner with a past before the settings: alone, and in a service with an account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import get_learner
from app.ledger.ledger import Ledger
from app.services.manage_learners import Learner, add_learner, set_password
from app.services.sessions import begin_session
from app.web.parts import NAME, Parts
from tests.ledger.making import NOW, answer, days
from tests.web.conftest import AppMaker

PASSWORD = "three small rivers"
SITE = {
    "mode": "service",
    "public_url": "http://drill.example.org",
    "secret_key": b"k" * 32,
}


@dataclass
class Person:
    """Who sits before the browser."""

    app: Flask
    client: FlaskClient
    learner: Learner

    @property
    def ledger(self) -> Ledger:
        return self.parts.ledger

    @property
    def parts(self) -> Parts:
        parts: Parts = self.app.extensions[NAME]
        return parts

    def now(self) -> Learner:
        return get_learner(self.ledger, self.learner.learner_id)


def with_a_past(app: Flask, name: str) -> Learner:
    ledger = app.extensions[NAME].ledger
    ada = add_learner(ledger, name, NOW - days(100), "Europe/Paris")
    follow_course(ledger, ada.learner_id, "rivers", NOW - days(100))
    for number, back in enumerate((40, 39, 20, 5), 1):
        sent = answer(number, card="rivers.origin.1", at=NOW - days(back))
        record(ledger, ada.learner_id, [sent], NOW)
    return ada


@pytest.fixture
def alone(make_app: AppMaker) -> Person:
    app = make_app(clock=lambda: NOW)
    return Person(app, app.test_client(), with_a_past(app, "me"))


@pytest.fixture
def service(make_app: AppMaker) -> Flask:
    return make_app(clock=lambda: NOW, **SITE)


@pytest.fixture
def ada(service: Flask) -> Person:
    learner = with_a_past(service, "ada@example.org")
    set_password(service.extensions[NAME].ledger, learner.name, PASSWORD)
    return Person(service, signed_in(service, learner, "a" * 43), learner)


def signed_in(app: Flask, learner: Learner, secret: str, at: datetime = NOW) -> FlaskClient:
    ledger = app.extensions[NAME].ledger
    begin_session(ledger, get_learner(ledger, learner.learner_id), secret, "Firefox on Linux", at)
    client = app.test_client(use_cookies=False)
    client.environ_base["HTTP_HOST"] = "drill.example.org"
    client.environ_base["HTTP_COOKIE"] = f"drillbook={secret}"
    return client


def told(reply: Any) -> str:
    """The page after a form, or the address that it leads to."""
    return f"{reply.status_code} {reply.headers.get('Location', '')}".strip()
