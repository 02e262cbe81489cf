"""A ledger that cannot be written just now: who is signed in reads on and can sign out, and who
signs in is told why not, with the name that was typed."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection, event

from app.ledger.engine import WRITES
from app.ledger.ledger import Ledger
from app.services.sessions import list_sessions
from app.services.tokens import Scope, list_tokens, make_token
from app.web.parts import NAME
from tests.web.visitors import ADA, NOW, Browser, Clock, is_in_with, member

Trouble = Callable[[Flask], AbstractContextManager[None]]


@contextmanager
def full(app: Flask) -> Iterator[None]:
    """As SQLite says it where the log cannot grow any more."""

    def refuse(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    with listening(app, "begin", refuse):
        yield


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """By another program, for longer than anybody waits."""
    ledger: Ledger = app.extensions[NAME].ledger
    holder = sqlite3.connect(str(ledger.path), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ledger.close()
    with listening(app, "connect", lambda each, _: each.execute("PRAGMA busy_timeout = 1")):
        yield
    ledger.close()
    holder.execute("COMMIT")
    holder.close()


@contextmanager
def listening(app: Flask, what: str, listener: Callable[..., object]) -> Iterator[None]:
    engine = app.extensions[NAME].ledger.engine
    event.listen(engine, what, listener)
    yield
    event.remove(engine, what, listener)


@pytest.mark.parametrize(
    ("trouble", "status", "words"), [(full, 507, "disk is full"), (locked, 503, "busy")]
)
def test_who_signs_in_is_told_why_not(
    visitor: Browser,
    trouble: Callable[[Flask], AbstractContextManager[None]],
    status: int,
    words: str,
) -> None:
    member(visitor.app)
    with trouble(visitor.app):
        reply = visitor.sign_in()
    assert reply.status_code == status
    assert words in reply.text
    assert f'value="{ADA}"' in reply.text
    assert "ledger" not in reply.text
    assert reply.headers.get("Retry-After") == ("5" if status == 503 else None)
    assert visitor.sign_in().status_code == 303


def test_who_signs_out_is_out_in_this_browser_and_told_that_a_copy_is_not(
    visitor: Browser,
) -> None:
    ada = member(visitor.app)
    visitor.sign_in()
    copied = visitor.cookie()
    with locked(visitor.app):
        reply = visitor.post("/sign-out")
        assert reply.headers["Location"] == "/sign-in?done=signed-out-here"
        assert not visitor.is_in()
        assert "signed out in this browser" in visitor.get(reply.headers["Location"]).text
    assert is_in_with(visitor.app, copied)
    visitor.sign_in()
    visitor.post("/settings/devices", {"others": "yes"})
    assert not is_in_with(visitor.app, copied)
    assert len(list_sessions(visitor.app.extensions[NAME].ledger, ada, NOW)) == 1


def test_who_is_signed_in_reads_on_and_is_seen_when_it_can_be_written(
    visitor: Browser, clock: Clock
) -> None:
    ada = member(visitor.app)
    ledger = visitor.app.extensions[NAME].ledger
    make_token(ledger, ada, "my script", "t" * 43, tuple(Scope), NOW)
    program = {"headers": {"Authorization": f"Bearer {'t' * 43}"}}
    visitor.sign_in()
    clock.later(timedelta(hours=2))
    with locked(visitor.app):
        assert visitor.is_in()
        assert visitor.get("/api/v1/me", **program).status_code == 200
    assert list_sessions(ledger, ada, clock())[0].seen_at == NOW
    assert visitor.is_in()
    assert visitor.get("/api/v1/me", **program).status_code == 200
    assert list_sessions(ledger, ada, clock())[0].seen_at == clock()
    assert list_tokens(ledger, ada)[0].used_at == clock()


def test_a_request_waits_for_a_lock_once(visitor: Browser, clock: Clock) -> None:
    """What it came for, and not that it came as well."""
    member(visitor.app)
    visitor.sign_in()
    clock.later(timedelta(hours=2))
    tried: list[bool] = []

    def count(connection: Connection) -> None:
        tried.append(bool(connection.get_execution_options().get(WRITES)))

    with locked(visitor.app), listening(visitor.app, "engine_connect", count):
        reply = visitor.post("/courses/rivers/following", {"leave": "1"})
    assert reply.status_code == 503
    assert tried.count(True) == 1
