"""A form that could not be taken is shown again, with what was typed and the fault beside it."""

import sys

from flask import Response, current_app, render_template, request

from app.core.errors import DrillbookError, NotFound
from app.core.passwords import UnfitPassword
from app.services.check_password import WrongPassword
from app.services.limit_guesses import TooManyTries
from app.services.open_ledger import Busy, NoRoom, ReadOnly
from app.services.send_link import MailProblem, RefusedAddress
from app.services.sign_in import Unconfirmed
from app.services.sign_up import NoAddress

# Beside which field, and with what status; the first that fits.
PLACES: dict[type[DrillbookError], tuple[str, int]] = {
    NoAddress: ("name", 422),
    RefusedAddress: ("name", 422),
    UnfitPassword: ("password", 422),
    WrongPassword: ("password", 422),
    Unconfirmed: ("form", 422),
    TooManyTries: ("form", 429),
    MailProblem: ("form", 503),
    NoRoom: ("form", 507),
    Busy: ("form", 503),
    ReadOnly: ("form", 503),
}
# Who fills in a form can do nothing about the ledger; what is wrong with it is not for strangers.
NOT_NOW: dict[type[DrillbookError], str] = {
    NoRoom: "The server's disk is full, so this cannot be done just now. Nothing was lost.",
    Busy: "The server is busy. Try again in a moment.",
    ReadOnly: "This cannot be done just now. The person who runs this service has been told.",
}
REFUSALS = tuple(PLACES)
ELSEWHERE = (NotFound, Busy, NoRoom, ReadOnly)
MOMENT_SECONDS = "5"


def refused(template: str, error: DrillbookError, **kept: object) -> Response:
    """Never with a password in it: `typed` is for what may be seen."""
    field, status = next(place for kind, place in PLACES.items() if isinstance(error, kind))
    if (
        isinstance(error, MailProblem) and status == 503
    ):  # who runs the service has something to mend
        current_app.log_exception(sys.exc_info())
    faults = {field: NOT_NOW.get(type(error)) or sentences(error)}
    page = render_template(template, faults=faults, typed=request.form, **kept)
    response = Response(page, status)
    if isinstance(error, TooManyTries):
        response.headers["Retry-After"] = str(error.wait_seconds)
    if isinstance(error, Busy):
        response.headers["Retry-After"] = MOMENT_SECONDS
    return response


def fault_of(error: DrillbookError) -> str:
    """For the page of the form; what has nothing to do with it is answered as anywhere else."""
    if isinstance(error, ELSEWHERE):
        raise error
    if isinstance(error, MailProblem):  # who runs the service has something to mend
        current_app.log_exception(sys.exc_info())
    return sentences(error)


def sentences(error: DrillbookError) -> str:
    told = (error.what, error.remedy)
    return " ".join(f"{words[0].upper()}{words[1:]}." for words in told if words)
