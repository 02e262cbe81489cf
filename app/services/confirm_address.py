"""Takes the link that was sent to an address as the sign that it is its learner's."""

from datetime import datetime

from app.core.errors import DrillbookError
from app.ledger import mail_links
from app.ledger.ledger import Ledger


class LinkOver(DrillbookError):
    """It was used, it is too old, or it was never sent."""


def confirm_address(ledger: Ledger, secret: str, now: datetime) -> None:
    if not mail_links.confirm_address(ledger, secret, now):
        what = "this link has been used already, or is too old"
        raise LinkOver(what, "sign in: if your address is not confirmed yet, a new one is sent")
