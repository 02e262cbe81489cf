"""Who learns here: added, listed, given a password, removed for good."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.core.errors import DrillbookError, NotFound
from app.core.passwords import require_password
from app.ledger import courses, learners, passwords
from app.ledger.learners import Learner as Learner
from app.ledger.ledger import Ledger
from app.ledger.settings import LearnerSettings as LearnerSettings
from app.services.account_name import account_name
from app.services.hashing import HASHING


def add_learner(ledger: Ledger, name: str, now: datetime, zone: str | None = None) -> Learner:
    settings = LearnerSettings()
    if zone is not None:
        settings = settings.changed({"zone": zone})
    return learners.add_learner(ledger, account_name(name), now, settings)


def list_learners(ledger: Ledger) -> list[Learner]:
    return learners.list_learners(ledger)


def get_learner(ledger: Ledger, name: str) -> Learner:
    found = learners.find_learner(ledger, account_name(name))
    if found is None:
        raise NotFound(f"there is no learner {name!r}", "see `drillbook learner list`")
    return found


def only_learner(ledger: Ledger) -> Learner:
    """Where one person learns alone, no name has to be given."""
    found = learners.list_learners(ledger)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound("there is no learner yet", "add one: `drillbook learner add NAME`")
    raise DrillbookError("there is more than one learner", "name one: `--learner NAME`")


def set_password(ledger: Ledger, name: str, password: str) -> None:
    """Hashed before the ledger is asked to write: that takes long, and is meant to."""
    learner = get_learner(ledger, name)
    require_password(password, learner.name)
    passwords.set_password(ledger, learner.learner_id, HASHING.hash(password))


def change_settings(ledger: Ledger, name: str, changes: Mapping[str, Any]) -> Learner:
    """Another scheduler shows after `rebuild_schedules`; until then the old one goes on."""
    return learners.change_settings(ledger, get_learner(ledger, name).learner_id, changes)


def remove_learner(ledger: Ledger, name: str) -> None:
    learners.remove_learner(ledger, get_learner(ledger, name).learner_id)


def follow_course(ledger: Ledger, learner: Learner, course: str, now: datetime) -> None:
    courses.follow_course(ledger, learner.learner_id, course, now)


def followed_courses(ledger: Ledger, learner: Learner) -> list[str]:
    return courses.followed_courses(ledger, learner.learner_id)
