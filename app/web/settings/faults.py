"""What is wrong with a form of reminders, at the field that it is about."""

from app.core.errors import DrillbookError
from app.services.set_up_reminders import NoAddress, Refused, RefusedAddress, Unreached
from app.web.refusals import fault_of
from app.web.settings.plan import NoDays, NoTime

FIELDS: dict[type[DrillbookError], str] = {
    NoAddress: "where",
    RefusedAddress: "where",
    Refused: "where",
    Unreached: "where",
    NoDays: "day",
    NoTime: "at",
}


def faults_of(error: DrillbookError) -> dict[str, str]:
    """What is about no field is about the whole form."""
    field = next((field for kind, field in FIELDS.items() if isinstance(error, kind)), "form")
    return {field: fault_of(error)}
