"""This request as a visit: what the services about accounts want to know of it."""

import secrets

from flask import request

from app.services.visit import Visit
from app.web import device
from app.web.clock import now


def this_visit() -> Visit:
    """The secret is 256 bits, drawn here and now."""
    return Visit(
        request.remote_addr or "",
        device.in_words(request.user_agent.string),
        secrets.token_urlsafe(32),
        now(),
    )
