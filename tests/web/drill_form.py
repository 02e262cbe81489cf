"""The drill as a browser without scripts has it: what a form holds, and its buttons pressed."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from flask import Flask

from app.core.events import Event, Reviewed, Voided
from app.ledger.courses import follow_course
from app.ledger.learners import Learner, list_learners
from app.ledger.log import card_by_card
from app.web.parts import NAME

FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
BEGAN = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.at = BEGAN

    def __call__(self) -> datetime:
        return self.at

    def on(self, **time: float) -> None:
        self.at += timedelta(**time)


class Form:
    """One learner who follows the course, and the page that was shown last."""

    def __init__(self, app: Flask, hands: Hands) -> None:
        self.client = app.test_client()
        self.ledger = app.extensions[NAME].ledger
        self.hands = hands
        self.text = ""
        self.path = ""
        self.client.get("/courses")
        follow_course(self.ledger, self.learner.learner_id, "rivers", hands.at)

    @property
    def learner(self) -> Learner:
        return list_learners(self.ledger)[0]

    def open(self, path: str = "/drill", **query: str) -> "Form":
        return self._shown(self.client.get(path, query_string=query or None, follow_redirects=True))

    def press(self, name: str, value: str = "1", method: str = "POST", **more: str) -> "Form":
        """The clock goes on, since nobody answers in no time."""
        self.hands.on(seconds=3)
        fields = {**self.fields, name: value, **more}
        if method == "GET":
            return self.open("/drill", **fields)
        return self._shown(self.client.post("/drill", data=fields, follow_redirects=True))

    @property
    def fields(self) -> dict[str, str]:
        return {name: unescape(value) for name, value in FIELD.findall(self.text)}

    @property
    def card_id(self) -> str:
        return self.fields["card_id"]

    @property
    def state(self) -> str:
        return re.findall(r'data-state="(\w+)"', self.text)[0]

    @property
    def shown(self) -> str:
        """The words on the page, without what only scripts read."""
        page = re.sub(r"<script.*?</script>|<dialog.*?</dialog>", "", self.text, flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())

    def read(self) -> "Form":
        return self.press("read", self.value_of("ask-me"), "GET")

    def value_of(self, button: str) -> str:
        """Of a button that is not hidden; empty where there is none."""
        found = re.findall(rf'<button[^>]*?value="([^"]*)" id="{button}">', self.text)
        return unescape(found[0]) if found else ""

    def answer(self, grade: str = "good") -> "Form":
        """Through whatever stands before the grades."""
        if self.state == "reading":
            self.read()
        if self.state == "front":
            self.press("shown", "1", "GET")
        return self.press("grade", grade)

    def log(self) -> list[Event]:
        with self.ledger.read() as connection:
            cards = dict(card_by_card(connection, self.learner.learner_id))
        return sorted((event for each in cards.values() for event in each), key=lambda e: e.id)

    def counted(self) -> list[tuple[str, str]]:
        """What the log says was answered, without what was taken back."""
        events = self.log()
        undone = {event.voids for event in events if isinstance(event, Voided)}
        answers = [e for e in events if isinstance(e, Reviewed) and e.id not in undone]
        return [(answer.card_id, answer.grade.value) for answer in answers]

    def _shown(self, response: Any) -> "Form":
        assert response.status_code == 200, response.text
        self.text, self.path = response.text, response.request.full_path.rstrip("?")
        return self
