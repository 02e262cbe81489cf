"""Refuses what another site's page would have a learner's browser do here.

A browser names the page that a request comes from; who sends neither name is no browser, and
nobody's cookie comes along with it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.wrappers import Request

from app.config import Settings
from app.web.parts import parts

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
OURS = ("same-origin", "none")
MARK = "from_anywhere"

View = TypeVar("View", bound=Callable[..., Any])


def from_anywhere(view: View) -> View:
    """For what proves itself by a secret in its address and looks at no cookie."""
    setattr(view, MARK, True)
    return view


def attach(app: Flask) -> None:
    app.before_request(_refuse_other_sites)


def _refuse_other_sites() -> None:
    if request.method in SAFE or _is_marked() or may_change(request, parts().settings):
        return
    abort(403)


def may_change(asked: Request, settings: Settings) -> bool:
    return has_bearer(asked) or _is_from_here(asked, settings)


def has_bearer(asked: Request) -> bool:
    """Such a request's cookies are not looked at, so no other site gains by making it."""
    return asked.headers.get("Authorization", "").lower().startswith("bearer ")


def _is_marked() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, MARK, False)


def _is_from_here(asked: Request, settings: Settings) -> bool:
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OURS
    origin = asked.headers.get("Origin")
    return origin is None or origin.lower() in _our_origins(asked.host, settings)


def _our_origins(host: str, settings: Settings) -> set[str]:
    """A page that came unencrypted may be anybody's, whatever host it names."""
    schemes = ("https",) if settings.is_https else ("https", "http")
    return {f"{scheme}://{host.lower()}" for scheme in schemes}
