"""Refuses requests for hosts that are not ours, so that no other site's name leads here.

Flask's own list of trusted hosts cannot name an IPv6 address, and it would refuse the health
checks that container platforms send to an address of theirs.
"""

from functools import lru_cache

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from app.config import Settings, is_loopback
from app.web.parts import parts

CHECKED_BY_MACHINES = ("health.alive", "health.ready")


class StrangeHost(BadRequest):
    """Whoever meets it may be the one who set this up, from another device for the first time."""

    description = (
        "It came by an address that is not known here. Whoever runs this Drillbook names that "
        "address in DRILLBOOK_PUBLIC_URL."
    )


def attach(app: Flask) -> None:
    app.before_request(_refuse_strange_hosts)


def _refuse_strange_hosts() -> None:
    by_machine = request.endpoint in CHECKED_BY_MACHINES
    if not by_machine and not is_ours(request.host, parts().settings):
        raise StrangeHost


def is_ours(host: str, settings: Settings) -> bool:
    name = _name(host)
    return name in (settings.public_host, settings.host) or _is_loopback(name)


# Asked by each request, nearly always of one and the same.
_is_loopback = lru_cache(maxsize=16)(is_loopback)


def _name(host: str) -> str:
    """The host without its port; an IPv6 address without its brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
