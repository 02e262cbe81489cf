"""Who is asking. Every view is for a learner unless it is marked as open to all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import tzlocal
from flask import Flask, Response, current_app, g, request
from werkzeug.wrappers import Request

from app.core.errors import DrillbookError
from app.services.find_local_learner import find_local_learner
from app.services.manage_learners import Learner
from app.services.sessions import Session, find_session, see_session
from app.services.tokens import Scope, Token, find_token, use_token
from app.web.clock import now
from app.web.cookie import cookie_name
from app.web.origin import has_bearer
from app.web.parts import Parts, parts
from app.web.problem import for_a_program

MARK = "open_to_all"

View = TypeVar("View", bound=Callable[..., Any])


class SignInNeeded(DrillbookError):
    """A page leads to where one signs in; a program is told in its own way."""


class OutOfScope(DrillbookError):
    """The token is good, but not for this."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        super().__init__(f"this token may not do this: it needs `{scope}`", "make one that may")


@dataclass(frozen=True, slots=True)
class Caller:
    """Neither a session nor a token where one learner needs no password."""

    learner: Learner
    session: Session | None = None
    token: Token | None = None

    def may(self, scope: Scope) -> bool:
        """Who is there without a token, in a browser, may do all that is theirs."""
        return self.token is None or scope in self.token.scopes


def open_to_all(view: View) -> View:
    setattr(view, MARK, True)
    return view


def is_open(endpoint: str | None) -> bool:
    return getattr(current_app.view_functions.get(endpoint or ""), MARK, False)


def attach(app: Flask) -> None:
    app.before_request(_require)
    app.after_request(_note_use)
    app.jinja_env.globals["caller"] = caller


def caller() -> Caller | None:
    """Looked up once a request."""
    if "caller" not in g:
        g.caller = find_caller(request, parts(), now())
    found: Caller | None = g.caller
    return found


def the_caller() -> Caller:
    found = caller()
    if found is None:
        raise SignInNeeded("you are not signed in", "sign in and try again")
    return found


def the_learner() -> Learner:
    return the_caller().learner


def require_scope(scope: Scope) -> None:
    if not the_caller().may(scope):
        raise OutOfScope(scope)


def _require() -> None:
    """An address that leads nowhere is no secret: it is answered before anybody signs in."""
    if request.endpoint is not None and not is_open(request.endpoint):
        the_caller()


def _note_use(response: Response) -> Response:
    """Afterwards, so that nobody waits twice for a ledger that somebody else keeps locked."""
    found: Caller | None = g.get("caller")
    if found and response.status_code < 500:
        note_use(found, parts(), now())
    return response


def note_use(caller: Caller, parts: Parts, now: datetime) -> None:
    if caller.session:
        see_session(parts.ledger, caller.learner, caller.session, now)
    if caller.token:
        use_token(parts.ledger, caller.learner, caller.token, now)


def find_caller(asked: Request, parts: Parts, now: datetime) -> Caller | None:
    """A request with a token is a program's: its cookies count for nothing, and pages are not for
    it, so that a token that got lost makes no other and changes no password."""
    ledger = parts.ledger
    if has_bearer(asked) and not for_a_program(asked):
        return None
    if has_bearer(asked):
        secret = asked.headers["Authorization"].partition(" ")[2].strip()
        by_token = find_token(ledger, secret, now)
        return Caller(by_token[0], token=by_token[1]) if by_token else None
    if parts.settings.is_local:
        return Caller(find_local_learner(ledger, now, tzlocal.get_localzone_name()))
    cookie = asked.cookies.get(cookie_name(parts.settings))
    by_session = find_session(ledger, cookie, now) if cookie else None
    return Caller(by_session[0], session=by_session[1]) if by_session else None
