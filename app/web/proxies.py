"""Believes exactly as many forwarded values as there are proxies, or clients could forge them."""

from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Request

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment


def behind(hops: int, inner: "WSGIApplication") -> "WSGIApplication":
    return ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops) if hops else inner


def seen_by(environ: "WSGIEnvironment", hops: int) -> Request:
    """The same for who is behind no such application."""
    inner: Any = _keep
    seen: Any = behind(hops, inner)(dict(environ), inner)
    return Request(seen)


def _keep(environ: "WSGIEnvironment", *_: object) -> "WSGIEnvironment":
    return environ
