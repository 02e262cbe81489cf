"""This request as a visit: what the services about accounts want to know of it."""

import secrets

from flask import request

from app.services.known_device import find_device
from app.services.visit import Visit
from app.web import device
from app.web.clock import now
from app.web.cookie import signed_device
from app.web.parts import parts


def this_visit() -> Visit:
    """The secret is 256 bits, drawn here and now."""
    signed = signed_device()
    return Visit(
        request.remote_addr or "",
        device.in_words(request.user_agent.string),
        secrets.token_urlsafe(32),
        now(),
        find_device(parts().signer, signed) if signed else None,
    )
