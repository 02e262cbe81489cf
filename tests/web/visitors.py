"""Visitors of a service: each with a browser of their own, before one application or another."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.ledger.learners import put_confirmed
from app.services.manage_learners import Learner, add_learner, set_password
from app.web.parts import NAME
from tests.mail_server import Postbox

ADA = "ada@example.org"
PASSWORD = "three small rivers"
NOW = datetime(2026, 11, 2, 10, 20, tzinfo=UTC)
NEW = "four large mountains"
EVE = "eve@example.org"
HTTPS = "https://drill.example.org"
SERVICE = {"mode": "service", "public_url": HTTPS, "secret_key": b"k" * 32}


@dataclass
class Clock:
    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def later(self, by: timedelta) -> None:
        self.at += by


@dataclass
class Browser:
    """Posts as our own pages do."""

    app: Flask
    site: str = HTTPS
    address: str = "192.0.2.1"
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, **self._as_here(more))

    def post(
        self, path: str, form: dict[str, str] | str | None = None, **more: Any
    ) -> TestResponse:
        return self.client.post(path, data=form or {}, **self._as_here(more))

    def sign_in(self, name: str = ADA, password: str = PASSWORD, to: str = "/") -> TestResponse:
        return self.post("/sign-in", {"name": name, "password": password, "next": to})

    def is_in(self) -> bool:
        return self.get("/courses").status_code == 200

    def cookie(self) -> str:
        name = "__Host-drillbook" if self.site.startswith("https:") else "drillbook"
        found = self.client.get_cookie(name, domain="drill.example.org")
        return f"{name}={found.value}" if found else ""

    def _as_here(self, more: dict[str, Any]) -> dict[str, Any]:
        return {
            "base_url": self.site,
            "environ_base": {"REMOTE_ADDR": self.address},
            "headers": {"Sec-Fetch-Site": "same-origin"},
            **more,
        }


def is_in_with(app: Flask, cookie: str, site: str = HTTPS) -> bool:
    """As somebody who copied it."""
    thief = app.test_client(use_cookies=False)
    reply = thief.get("/courses", base_url=site, headers={"Cookie": cookie})
    return reply.status_code == 200


def member(app: Flask, name: str = ADA, password: str = PASSWORD) -> Learner:
    """Made by the operator and confirmed, so that a test may begin where it begins."""
    ledger = app.extensions[NAME].ledger
    added = add_learner(ledger, name, NOW)
    set_password(ledger, name, password)
    ledger.write(lambda connection: put_confirmed(connection, added.learner_id, NOW))
    return added


def link_of(postbox: Postbox) -> str:
    """The path of the newest."""
    return postbox.links()[-1].removeprefix(HTTPS)
