"""Every route there is, walked from the URL map: who may use it, from where, how, and on whose
record. A route that comes in without an example here fails, so that none is forgotten.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import Kind
from app.ledger.reminder_channels import NewChannel, add_channel
from tests.web.school import API, ELSEWHERE, NOW, OURS, School, ids, school_in, sent

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
UNSAFE = METHODS[1:]
# What anybody may ask for; all else wants a learner.
OPEN = {
    "static", "health.alive", "health.ready", "api_docs.openapi", "api_docs.page",
    "accounts.ask_for_password", "accounts.begin", "accounts.end", "accounts.offer_account",
    "accounts.make_account", "accounts.account_made", "by_mail.offer_confirmation",
    "by_mail.confirm", "by_mail.offer_reset", "by_mail.send_reset", "by_mail.reset_sent",
    "by_mail.ask_for_new_password", "by_mail.reset", "settings.leaving.goodbye",
    "calendar.calendar", "reminder_links.offer_end", "reminder_links.end",
    "reminder_links.offer_snooze", "reminder_links.snooze", "card_link.show", "card_link.answer",
    "reminder_links.offer_confirmation", "reminder_links.confirm_address",
    "push.worker",
}  # fmt: skip
# What proves itself by what is signed in its address, whichever page it is sent from.
FROM_ANYWHERE = {
    "reminder_links.end",
    "reminder_links.snooze",
    "card_link.answer",
    "reminder_links.confirm_address",
}
PLACES = {
    "course": "rivers",
    "track": "springs",
    "card_id": "rivers.intermittent.1",
    "name": "map.png",
    "secret": "x" * 43,
    "signed": "x" * 43,
    "channel_id": "adas-channel",
    "version": "0" * 12,
}


@dataclass
class Record:
    """What of Ada's record a request could name, and what nobody else may read."""

    school: School
    answer: dict[str, Any]
    session: str
    token: str

    def secrets(self) -> list[str]:
        return [
            "Countess",
            "countess@example.org",
            "ada's",
            self.session,
            self.token,
            "brook, I think",
            "think of brooks",
        ]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """One for all: none of these tests may change anything of Ada's."""
    with school_in(tmp_path_factory.mktemp("school")) as school:
        yield _record(school)


@pytest.fixture
def own_record(tmp_path: Path) -> Iterator[Record]:
    with school_in(tmp_path) as school:
        yield _record(school)


def _record(school: School) -> Record:
    answer = sent(typed="brook, I think")
    school.send(answer)
    school.call("PATCH", "me/settings", json={"called": "The Countess"})
    note = {"note": "think of brooks"}
    school.ask("POST", f"/cards/{answer['card_id']}", school.ada.session | OURS, data=note)
    mail = NewChannel(Kind.EMAIL, "countess@example.org", Plan(frozenset((1,)), time(7)))
    ada_id = school.ada.learner.learner_id
    add_channel(school.ledger, ada_id, PLACES["channel_id"], mail, NOW, confirmed=True)
    rows = school.rows_of(school.ada)
    return Record(school, answer, rows["sessions"][0][1], rows["tokens"][0][1])


def form(**given: str) -> Callable[[Record], dict[str, Any]]:
    return lambda record: {"data": given}


def body(**given: Any) -> Callable[[Record], dict[str, Any]]:
    return lambda record: {"json": given}


def undo(record: Record) -> dict[str, Any]:
    return {"data": {"undo": record.answer["id"], "id": next(ids())}}


def undo_by_program(record: Record) -> dict[str, Any]:
    event = {"id": next(ids()), "type": "voided", "card_id": record.answer["card_id"]}
    more = {"answered_at": record.answer["answered_at"], "voids": record.answer["id"]}
    answer = {name: each for name, each in record.answer.items() if name != "typed"}
    return {"json": {"events": [event | more, answer | {"grade": "easy"}]}}


# One for each way to change something, as Ada's own pages and programs send it.
CHANGES: dict[str, Callable[[Record], dict[str, Any]]] = {
    "today.change_cap": form(cap="20"),
    "following.change": form(leave="1"),
    "courses.mark": form(marks="hide"),
    "drill.act": undo,
    "cards.act": undo,
    "cards.bring_back": lambda record: {
        "data": {"back": record.answer["card_id"], "id": next(ids())}
    },
    "accounts.begin": form(name="ada@example.org", password="not hers"),
    "accounts.end": form(),
    "accounts.make_account": form(name="new@example.org", password="three small rivers"),
    "by_mail.confirm": form(),
    "by_mail.send_reset": form(name="ada@example.org"),
    "by_mail.reset": form(password="four large mountains"),
    "settings.choices.save": form(called="Eve", zone="Europe/Paris"),
    "settings.schedule.change": form(scheduler="fsrs", retention="80"),
    "settings.schedule.go_on": form(),
    "settings.devices.end": lambda record: {"data": {"session": record.session}},
    "settings.programs.make": form(name="another"),
    "settings.programs.revoke": lambda record: {"data": {"token": record.token}},
    "settings.password.change": form(password="x", new="four large mountains"),
    "settings.record.take_in": lambda record: {"data": {"archive": (io.BytesIO(b"x"), "x.zip")}},
    "settings.leaving.delete": form(word="delete", password="x"),
    "reminder_links.end": form(),
    "card_link.answer": form(grade="good"),
    "reminder_links.confirm_address": form(),
    "settings.reminders.add": form(
        add="webhook", where="https://example.org/", day="1", at="07:30"
    ),
    "reminder_offer.answer": form(answer="no"),
    "settings.reminders.change_calendar": form(end="1"),
    "settings.reminder.change": form(remove="1"),
    "reminder_links.snooze": form(days="7"),
    "api.reviews": undo_by_program,
    "api.follow": body(following=False),
    "api.change_settings": body(called="Eve"),
}


def routes(school: School) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and path of each."""
    for rule in school.app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & set(METHODS)):
            yield rule.endpoint, method, _path(rule)


def _path(rule: Rule) -> str:
    found: tuple[str, str] | None = rule.build({name: PLACES[name] for name in rule.arguments})
    assert found
    return found[1]


def sending(endpoint: str, method: str, record: Record) -> dict[str, Any]:
    return CHANGES[endpoint](record) if method in UNSAFE else {}


def test_every_change_has_an_example_and_every_example_a_route(record: Record) -> None:
    unsafe = {endpoint for endpoint, method, _ in routes(record.school) if method in UNSAFE}
    assert unsafe == set(CHANGES)


def test_nobody_gets_in_without_a_session_or_a_token(record: Record) -> None:
    before = record.school.rows_of(record.school.ada)
    for endpoint, method, path in routes(record.school):
        if endpoint in OPEN:
            continue
        more = sending(endpoint, method, record)
        for headers in ({}, {"Cookie": f"__Host-drillbook={'x' * 43}"}, _bearer("x" * 43)):
            reply = record.school.ask(method, path, headers | OURS, **more)
            assert _is_turned_away(reply, path), (endpoint, method, reply.status)
            assert not leaks(reply, record), endpoint
            more = sending(endpoint, method, record)
    assert record.school.rows_of(record.school.ada) == before


def _bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def _is_turned_away(reply: TestResponse, path: str) -> bool:
    if path.startswith("/api/"):
        return reply.status_code == 401 and reply.mimetype == "application/problem+json"
    return reply.status_code == 303 and reply.location.startswith("/sign-in")


def test_what_is_open_to_all_tells_nothing_of_anybody(record: Record) -> None:
    for endpoint, method, path in routes(record.school):
        if endpoint in OPEN and method == "GET":
            assert not leaks(record.school.ask(method, path), record), endpoint


def test_no_other_site_can_have_a_browser_change_anything(record: Record) -> None:
    before = record.school.rows_of(record.school.ada)
    for endpoint, method, path in routes(record.school):
        if method in UNSAFE:
            for site in (ELSEWHERE, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}):
                headers = record.school.ada.session | site
                more = sending(endpoint, method, record)
                refused = 404 if endpoint in FROM_ANYWHERE else 403
                reply = record.school.ask(method, path, headers, **more)
                assert reply.status_code == refused, endpoint
    assert record.school.rows_of(record.school.ada) == before


def test_a_method_that_a_path_does_not_have_changes_nothing(record: Record) -> None:
    before = record.school.rows_of(record.school.ada)
    known: dict[str, set[str]] = {}
    for _, method, path in routes(record.school):
        known.setdefault(path, set()).add(method)
    for path, there in known.items():
        for method in set(METHODS) - there:
            reply = record.school.ask(method, path, record.school.ada.session | OURS)
            assert reply.status_code == 405, (method, path)
            assert there <= set(reply.headers["Allow"].split(", "))
    assert record.school.rows_of(record.school.ada) == before


def test_each_request_of_ada_sent_by_eve_shows_and_changes_nothing_of_hers(record: Record) -> None:
    """Ada's ids and all: what a request may do follows from who sends it and from nothing else."""
    school = record.school
    before = school.rows_of(school.ada)
    for endpoint, method, path in routes(school):
        for who in _ways_of(school, endpoint):
            more = sending(endpoint, method, record)
            reply = school.ask(method, path, who | OURS, **more)
            assert reply.status_code < 500, (endpoint, reply.status)
            assert not leaks(reply, record), endpoint
    assert school.rows_of(school.ada) == before


def _ways_of(school: School, endpoint: str) -> list[dict[str, str]]:
    """Who signs out is out: a session of its own for that, or the rest would show nothing."""
    if endpoint in ("accounts.end", "settings.leaving.delete"):
        return [school.eve.bearer]
    return [school.eve.session, school.eve.bearer]


def leaks(reply: TestResponse, record: Record) -> list[str]:
    with reply:
        shown = _unpacked(reply.data) if reply.data.startswith(b"PK\3\4") else reply.data
    return [secret for secret in record.secrets() if secret.encode() in shown]


def _unpacked(archive: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return b"".join(files.read(name) for name in files.namelist())


def test_ada_herself_sees_and_changes_it(own_record: Record) -> None:
    """So that the tests above look for what is really there."""
    record, school = own_record, own_record.school
    found = school.ask("GET", f"{API}/events", school.ada.session).text
    assert record.answer["id"] in found
    assert "brook, I think" in found
    before = school.rows_of(school.ada)
    school.ask("POST", "/drill", school.ada.session | OURS, **undo(record))
    assert school.rows_of(school.ada) != before
    school.ask(
        "POST", "/settings/programs/revoke", school.ada.session | OURS, data={"token": record.token}
    )
    assert not school.rows_of(school.ada)["tokens"]
