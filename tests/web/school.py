"""A service with two learners, each signed in and with a token: as one of them, or as nobody."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.config import Settings
from app.ledger.ledger import Ledger
from app.ledger.tables import metadata
from app.services.build_library import build_library
from app.services.manage_learners import Learner, add_learner
from app.services.sessions import begin_session
from app.services.tokens import Scope, make_token
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.ledger.making import event_id
from tests.web.sample import write_course
from tests.web.visitors import HTTPS, NOW, SERVICE

API = "/api/v1"
OURS = {"Sec-Fetch-Site": "same-origin"}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}


@dataclass
class Person:
    learner: Learner
    secret: str
    token: str

    @property
    def session(self) -> dict[str, str]:
        return {"Cookie": f"__Host-drillbook={self.secret}"}

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@dataclass
class School:
    app: Flask
    ada: Person = field(init=False)
    eve: Person = field(init=False)
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client(use_cookies=False)
        self.ada, self.eve = self._person("ada"), self._person("eve")

    def _person(self, name: str) -> Person:
        learner = add_learner(self.ledger, f"{name}@example.org", NOW)
        secret, token = f"{name}-session-".ljust(43, "s"), f"{name}-token-".ljust(43, "t")
        begin_session(self.ledger, learner, secret, f"{name}'s browser", NOW)
        make_token(self.ledger, learner, f"{name}'s script", token, tuple(Scope), NOW)
        return Person(learner, secret, token)

    @property
    def ledger(self) -> Ledger:
        ledger: Ledger = self.app.extensions[NAME].ledger
        return ledger

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any
    ) -> TestResponse:
        return self.client.open(path, method=method, base_url=HTTPS, headers=headers, **more)

    def call(self, method: str, path: str, **more: Any) -> Any:
        """As Ada's program."""
        reply = self.ask(method, f"{API}/{path}", self.ada.bearer, **more)
        return reply.get_json(force=True)

    def send(self, *events: Any) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = self.call("POST", "reviews", json={"events": events})[
            "results"
        ]
        return results

    def rows_of(self, person: Person) -> dict[str, list[tuple[Any, ...]]]:
        """All that the ledger keeps of one learner."""
        found = {}
        with self.ledger.read() as connection:
            for table in metadata.sorted_tables:
                if "learner_id" in table.c:
                    mine = select(table).where(table.c.learner_id == person.learner.learner_id)
                    found[table.name] = sorted(map(tuple, connection.execute(mine)), key=repr)
        return found


NUMBERS = itertools.count(1)


def ids() -> Iterator[str]:
    """Each sorts after those before it: events of one instant are taken in that order."""
    return (event_id(number) for number in NUMBERS)


def sent(card: str = "rivers.intermittent.1", **more: Any) -> dict[str, Any]:
    """An answer as a program sends it."""
    return {
        "id": next(ids()),
        "type": "reviewed",
        "card_id": card,
        "grade": "good",
        "answered_at": NOW.isoformat(),
        "elapsed_ms": 4_000,
    } | more


@contextmanager
def school_in(folder: Path) -> Iterator[School]:
    """Ada follows the course of the samples."""
    write_course(folder / "content")
    settings = Settings(home=folder / "home", content=folder / "content", **SERVICE)  # type: ignore[arg-type]
    build_library(settings.content, settings.library_file)
    school = School(create_web_app(settings, lambda: NOW))
    school.call("PUT", "courses/rivers/following")
    yield school
    school.ledger.close()
