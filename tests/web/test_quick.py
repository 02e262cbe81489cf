"""The short way of an answer: what it answers, Flask would have answered alike; no more."""

import asyncio
import io
import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app.ledger.ledger import file_ledger
from app.services.gather_answers import Gathering
from app.services.sessions import end_session, find_session
from app.services.tokens import Scope, list_tokens, make_token, revoke_token
from app.web.parts import NAME
from app.web.quick import Quick, Reply
from app.web.site import create_app
from tests.web.conftest import AppMaker
from tests.web.school import API, ELSEWHERE, OURS, School, school_in, sent
from tests.web.visitors import HTTPS, NOW, SERVICE

REVIEWS = f"{API}/reviews"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with school_in(tmp_path) as found:
        yield found


def environ_of(body: Any, headers: dict[str, str], **more: Any) -> dict[str, Any]:
    asked = {"path": REVIEWS, "method": "POST", "base_url": HTTPS, "headers": headers, "json": body}
    environ = EnvironBuilder(**(asked | more)).get_environ()
    return {**environ, "wsgi.errors": io.StringIO()}


def asked(quick: Quick, environ: dict[str, Any]) -> Reply | None:
    """On a loop in a thread of its own: in this one Playwright leaves its own behind."""

    async def ask() -> Reply | None:
        coming = quick(environ, environ["wsgi.input"].read())
        return await coming if coming else None

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def quickly(school: School, headers: dict[str, str], *events: Any, **more: Any) -> Reply | None:
    return asked(Quick(school.app), environ_of({"events": events} | more, headers))


def results(reply: Reply | None) -> list[Any]:
    assert reply
    assert reply.status == 200
    found: list[Any] = json.loads(reply.body)["results"]
    return found


def test_a_programs_answer_is_answered_as_flask_answers_it(school: School) -> None:
    event = sent()
    reply = quickly(school, school.ada.bearer, event)
    assert results(reply)[0]["status"] == "recorded"
    again = quickly(school, school.ada.bearer, event)
    by_flask = school.ask("POST", REVIEWS, school.ada.bearer, json={"events": [event]})
    assert again
    assert again.body == by_flask.data
    own = dict(again.headers)
    theirs = dict(by_flask.headers)
    assert len(own.pop("X-Request-Id")) == len(theirs.pop("X-Request-Id"))
    assert own == theirs
    assert len(again.headers) == len(own) + 1


def test_a_browsers_answer_is_taken_by_its_session(school: School) -> None:
    reply = quickly(school, school.ada.session | OURS, sent(), sent("rivers.delta.1"))
    assert [each["status"] for each in results(reply)] == ["recorded", "recorded"]
    assert not quickly(school, school.ada.session | ELSEWHERE, sent())
    assert not quickly(school, {}, sent())


def test_what_has_ended_is_dead_at_once(school: School) -> None:
    ada, quick = school.ada, Quick(school.app)
    body = {"events": [sent()]}
    for known in (ada.bearer, ada.session):
        assert asked(quick, environ_of(body, known))
    (token,) = list_tokens(school.ledger, ada.learner)
    revoke_token(school.ledger, ada.learner, token.token_id)
    assert not asked(quick, environ_of(body, ada.bearer))
    found = find_session(school.ledger, ada.secret, NOW)
    assert found
    end_session(school.ledger, ada.learner, found[1].session_id)
    assert not asked(quick, environ_of(body, ada.session))


@pytest.mark.parametrize(
    ("scopes", "until"), [((Scope.READ, Scope.SETTINGS), None), (tuple(Scope), NOW)], ids=str
)
def test_a_token_that_may_not_is_left_to_flask(school: School, scopes: Any, until: Any) -> None:
    token = "weak".ljust(43, "w")
    begun = NOW - timedelta(days=1)
    make_token(school.ledger, school.ada.learner, "weak", token, scopes, begun, until)
    assert not quickly(school, {"Authorization": f"Bearer {token}"}, sent())


@pytest.mark.parametrize(
    "changes",
    [
        {"base_url": "https://evil.example"},
        {"method": "PUT"},
        {"path": f"{API}/me"},
        {"path": "/api/v1//reviews"},
        {"environ_overrides": {"HTTP_CONNECTION": "Upgrade", "HTTP_UPGRADE": "websocket"}},
        {"json": None, "data": b"{", "content_type": "application/json"},
        {"json": None, "data": b'{"events":[]}', "content_type": "text/plain"},
        {"json": {"events": [{"id": "x"}]}},
        {"json": {"events": [sent()], "learner": 99}},
        {"json": {"events": [sent()], "more": 1}},
        {"json": {"events": [sent("rivers.nothing.1")]}},
    ],
    ids=str,
)
def test_whatever_is_amiss_is_left_to_flask_and_nothing_is_taken(
    school: School, changes: dict[str, Any]
) -> None:
    before = school.rows_of(school.ada)["events"]
    environ = environ_of({"events": [sent()]}, school.ada.bearer, **changes)
    assert asked(Quick(school.app), environ) is None
    assert school.rows_of(school.ada)["events"] == before
    assert environ["wsgi.errors"].getvalue() == ""


def test_a_locked_ledger_is_waited_for_once(tmp_path: Path) -> None:
    """What it said is for Flask to tell, which does not try again."""
    with school_in(tmp_path) as school:
        ledger = file_ledger(school.ledger.path or tmp_path, busy_ms=0)
        app = create_app(replace(school.app.extensions[NAME], ledger=ledger, gathering=None))
        library = school.app.extensions[NAME].library
        gathering = Gathering(ledger, library, lambda: NOW)
        app.extensions[NAME] = replace(app.extensions[NAME], gathering=gathering)
        other = sqlite3.connect(ledger.path or "", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        environ = environ_of({"events": [sent()]}, school.ada.bearer)
        assert asked(Quick(app), environ) is None
        other.close()
        app.extensions[NAME] = replace(app.extensions[NAME], gathering=None)
        environ["wsgi.input"].seek(0)
        _, status, _ = run_wsgi_app(app, environ)
        assert status.startswith("503 ")
        ledger.close()


def test_each_answer_is_one_line_in_the_log(school: School) -> None:
    environ = environ_of({"events": [sent()]}, school.ada.bearer)
    reply = asked(Quick(school.app), environ)
    assert reply
    (line,) = environ["wsgi.errors"].getvalue().splitlines()
    assert f" POST {REVIEWS} 200 " in line
    assert line.endswith(dict(reply.headers)["X-Request-Id"])


def test_its_use_is_noted(school: School) -> None:
    eve = school.eve
    assert list_tokens(school.ledger, eve.learner)[0].used_at is None
    assert quickly(school, eve.bearer, sent())
    assert list_tokens(school.ledger, eve.learner)[0].used_at == NOW


def test_who_is_alone_at_home_needs_no_password(make_app: AppMaker) -> None:
    app = make_app(clock=lambda: NOW + timedelta(days=1))
    environ = environ_of({"events": [sent()]}, OURS, base_url="http://localhost:8000")
    assert results(asked(Quick(app), environ))[0]["status"] == "invalid"  # given before it began
    strange = environ_of({"events": [sent()]}, ELSEWHERE, base_url="http://localhost:8000")
    assert not asked(Quick(app), strange)


def test_behind_a_proxy_the_host_is_the_one_that_the_proxy_names(make_app: AppMaker) -> None:
    app = make_app(**SERVICE, proxy_hops=1)
    school = School(app)
    inside = {"X-Forwarded-Host": "drill.example.org", "X-Forwarded-Proto": "https"}
    body = {"events": [sent()]}
    base = {"base_url": "http://10.0.0.7"}
    quick = Quick(app)
    assert asked(quick, environ_of(body, school.ada.bearer | inside, **base))
    strange = {"X-Forwarded-Host": "evil.example"}
    assert not asked(quick, environ_of(body, school.ada.bearer | strange, **base))
