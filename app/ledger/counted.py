"""Answers that came second: another of the same card and study day has counted."""

from collections.abc import Mapping, Sequence

from app.core.counting import SAME_DAY
from app.core.events import AskedAs, Event, Reviewed
from app.core.schedule import Scheduler, explain
from app.ledger.refold import Refolded


def second_ids(
    cards: Mapping[str, Refolded], sent: Sequence[Event], scheduler: Scheduler
) -> frozenset[str]:
    """Which answer counts, only the whole fold can say; what had counted before rules out nearly
    all without it."""
    perhaps = {event.id: event.card_id for event in sent if _perhaps(cards, event)}
    steps = (
        step
        for card_id in sorted(set(perhaps.values()))
        for step in explain(card_id, cards[card_id].log, scheduler)
    )
    return frozenset(s.event.id for s in steps if s.why is SAME_DAY and s.event.id in perhaps)


def _perhaps(cards: Mapping[str, Refolded], event: Event) -> bool:
    if not isinstance(event, Reviewed) or event.asked_as is not AskedAs.REVIEW:
        return False
    counted_on = cards[event.card_id].before.schedule.counted_on if event.card_id in cards else None
    return counted_on is not None and counted_on >= event.day
