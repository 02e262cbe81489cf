"""Reminders are offered once: on the third study day, when somebody has come back twice."""

from datetime import datetime

from app.core.reminders.calendar import Plan
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.reminder_channels import ReminderChannel, list_channels
from app.ledger.reminder_marks import Mark, find_mark, set_mark
from app.notify.address import NoAddress, parse_address
from app.services.send_link import Post
from app.services.set_up_reminders import add_email
from app.services.show_today import TodayPage
from app.services.signing import Signer

STUDY_DAY = 3


def is_offered(ledger: Ledger, learner: Learner, page: TodayPage) -> bool:
    if page.study_days != STUDY_DAY:
        return False
    answered = find_mark(ledger, learner.learner_id, Mark.OFFER) is not None
    return not (answered or list_channels(ledger, learner.learner_id))


def find_own_address(learner: Learner) -> str | None:
    """What the account is called by, where that is an address whose mail was answered."""
    if learner.confirmed_at is None:
        return None
    try:
        return parse_address(learner.name)
    except NoAddress:  # a name that the operator chose
        return None


def decline_offer(ledger: Ledger, learner: Learner, now: datetime) -> None:
    set_mark(ledger, learner.learner_id, Mark.OFFER, now)


def accept_offer(
    ledger: Ledger,
    post: Post | None,
    signer: Signer,
    learner: Learner,
    plan: Plan,
    channel_id: str,
    now: datetime,
) -> ReminderChannel | None:
    """None where there is no way yet that could be taken without asking."""
    set_mark(ledger, learner.learner_id, Mark.OFFER, now)
    own = find_own_address(learner)
    if post is None or own is None:
        return None
    return add_email(ledger, post, signer, learner, own, plan, channel_id, now)
