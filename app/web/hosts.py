"""Refuses requests for hosts that are not ours, so that no other site's name leads here.

Flask's own list of trusted hosts cannot name an IPv6 address, and it would refuse the health
checks that container platforms send to an address of theirs.
"""

from flask import Flask, abort, request

from app.config import LOOPBACK
from app.web.parts import parts

CHECKED_BY_MACHINES = ("health.alive", "health.ready")


def attach(app: Flask) -> None:
    app.before_request(_refuse_strange_hosts)


def _refuse_strange_hosts() -> None:
    if request.endpoint not in CHECKED_BY_MACHINES and _name(request.host) not in _ours():
        abort(400)


def _ours() -> tuple[str | None, ...]:
    return (*LOOPBACK, parts().settings.public_host)


def _name(host: str) -> str:
    """The host without its port; an IPv6 address without its brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
