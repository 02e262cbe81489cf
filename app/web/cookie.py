"""The one cookie: a session's secret. What it opens is in the ledger, so it can be ended there."""

from flask import Response, request

from app.config import Settings
from app.web.parts import parts

LIFE_SECONDS = 180 * 24 * 60 * 60  # the ledger ends a session earlier when it is not used


def session_secret() -> str | None:
    return request.cookies.get(cookie_name(parts().settings))


def give_session(response: Response, secret: str) -> None:
    response.set_cookie(
        cookie_name(parts().settings),
        secret,
        max_age=LIFE_SECONDS,
        secure=parts().settings.is_https,
        httponly=True,
        samesite="Lax",
    )


def take_session(response: Response) -> None:
    response.delete_cookie(
        cookie_name(parts().settings),
        secure=parts().settings.is_https,
        httponly=True,
        samesite="Lax",
    )


def cookie_name(settings: Settings) -> str:
    """With this prefix browsers take it over https only, and from no neighbouring host."""
    return "__Host-drillbook" if settings.is_https else "drillbook"
