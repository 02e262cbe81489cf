"""The three cookies. One holds a session's secret; what it opens is in the ledger, so it can be
ended there. One says, signed, in whose account this browser signed in last. And one, signed too,
over whose channel it gets reminders.
"""

from flask import Response, request

from app.config import Settings
from app.web.parts import parts

DAY_SECONDS = 24 * 60 * 60
LIFE_SECONDS = 180 * DAY_SECONDS  # the ledger ends a session earlier when it is not used
KNOWN_SECONDS = 400 * DAY_SECONDS  # browsers keep none longer


def give_session(response: Response, secret: str) -> None:
    _give(response, cookie_name(parts().settings), secret, LIFE_SECONDS)


def take_session(response: Response) -> None:
    _take(response, cookie_name(parts().settings))


def signed_device() -> str:
    return request.cookies.get(_device_name(), "")


def give_device(response: Response, signed: str) -> None:
    _give(response, _device_name(), signed, KNOWN_SECONDS)


def take_device(response: Response) -> None:
    _take(response, _device_name())


def signed_reminded() -> str:
    return request.cookies.get(_reminded_name(), "")


def give_reminded(response: Response, signed: str) -> None:
    _give(response, _reminded_name(), signed, KNOWN_SECONDS)


def cookie_name(settings: Settings) -> str:
    """With this prefix browsers take it over https only, and from no neighbouring host."""
    return "__Host-drillbook" if settings.is_https else "drillbook"


def _device_name() -> str:
    return f"{cookie_name(parts().settings)}-device"


def _reminded_name() -> str:
    return f"{cookie_name(parts().settings)}-reminded"


def _give(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=parts().settings.is_https,
        httponly=True,
        samesite="Lax",
    )


def _take(response: Response, name: str) -> None:
    response.delete_cookie(name, secure=parts().settings.is_https, httponly=True, samesite="Lax")
