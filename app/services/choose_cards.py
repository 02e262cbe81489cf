"""Which cards a learner is asked next, by what the learner asked for."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.core.errors import NotFound
from app.core.events import AskedAs
from app.core.queue import Asked, queue
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.services.find_pace import find_pace
from app.services.gather_place import NO_LIMITS, Place, gather_cram, gather_place
from app.services.gather_sitting import Sitting, gather_sitting


@dataclass(frozen=True, slots=True)
class Wanted:
    """`new` is how many new cards this day may have in all: more than the setting says is
    learning ahead. Only a place can be crammed; `since` is when this round of it began. `first`
    is asked before all others: a card whose answer was taken back.
    """

    course: str | None = None
    place: Place | None = None
    cram: bool = False
    new: int | None = None
    minutes: int | None = None
    since: datetime | None = None
    first: Asked | None = None


ALL = Wanted()


@dataclass(frozen=True, slots=True)
class Chosen:
    sitting: Sitting
    asked: tuple[Asked, ...]


def choose_cards(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, wanted: Wanted
) -> Chosen:
    chosen = _chosen(ledger, library, learner, now, wanted)
    if wanted.first is None:
        return chosen
    if not library.cards_named([wanted.first.card_id]):
        raise NotFound("this card is in no lesson any more")
    return _led_by(wanted.first, chosen)


def _led_by(first: Asked, chosen: Chosen) -> Chosen:
    new = any(each.new for each in chosen.asked if each.card_id == first.card_id)
    others = (each for each in chosen.asked if each.card_id != first.card_id)
    return replace(chosen, asked=(replace(first, new=new), *others))


def _chosen(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, wanted: Wanted
) -> Chosen:
    if wanted.cram and wanted.place:
        sitting = gather_cram(ledger, library, learner, now, wanted.place, wanted.since)
        return Chosen(sitting, tuple(replace(a, asked_as=AskedAs.CRAM) for a in _queue(sitting)))
    sitting = _sitting(ledger, library, learner, now, wanted)
    if wanted.minutes is None:
        return Chosen(sitting, _queue(sitting))
    most = find_pace(ledger, learner).reviews_in(wanted.minutes)
    return Chosen(sitting, _most_endangered(sitting)[:most])


def _sitting(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime, wanted: Wanted
) -> Sitting:
    if wanted.place:
        return gather_place(ledger, library, learner, now, wanted.place)
    if wanted.new is not None:
        settings = learner.settings.changed({"new_per_day": wanted.new})
        learner = replace(learner, settings=settings)
    if wanted.course is None:
        return gather_sitting(ledger, library, learner, now)
    if wanted.course not in [row["id"] for row in library.courses()]:
        raise NotFound(f"there is no course {wanted.course!r}")
    return gather_sitting(ledger, library.only(wanted.course), learner, now)


def _queue(sitting: Sitting) -> tuple[Asked, ...]:
    return queue(sitting.due, sitting.new, sitting.given, sitting.limits)


def _most_endangered(sitting: Sitting) -> tuple[Asked, ...]:
    """Nothing new; what was forgotten in this sitting comes after what is due."""
    recall = {card.card_id: card.recall for card in sitting.due}
    asked = queue(sitting.due, (), sitting.given, NO_LIMITS)

    def urgency(each: Asked) -> tuple[bool, float]:
        return each.asked_as is not AskedAs.REVIEW, recall.get(each.card_id, 1.0)

    return tuple(sorted(asked, key=urgency))
