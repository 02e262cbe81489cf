"""Flask's own session is not used, so no request reads it, signs it or answers with its cookie."""

from typing import Any

from flask import Flask, Request
from flask.sessions import SessionInterface


class NoSession(SessionInterface):
    """Without one, Flask gives views an empty one that refuses to keep anything."""

    def open_session(self, app: Flask, request: Request) -> Any:
        return None


def attach(app: Flask) -> None:
    app.session_interface = NoSession()
