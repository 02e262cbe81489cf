"""What a reminder says: what Today says, and the question that the drill begins with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from app.core.due import asked_today
from app.core.reminders.calendar import ends_at, local_date
from app.core.reminders.decide import Left
from app.ledger.channel_rows import ReminderChannel
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.notify.channel import Reminder
from app.services.find_pace import find_pace
from app.services.gather_sitting import gather_sitting
from app.services.reminder_links import MakeLinks, Occasion

ID_LENGTH = 32
NOTHING_DUE = "This only shows that reminders arrive."


@dataclass(frozen=True, slots=True)
class Reviews:
    """What is left to review of a learner's day, the first one first; new cards are not due."""

    left: Left
    card_ids: tuple[str, ...]


def find_reviews(ledger: Ledger, library: Snapshot, learner: Learner, now: datetime) -> Reviews:
    sitting = gather_sitting(ledger, library, learner, now)
    asked = asked_today(sitting.due, sitting.new, sitting.given, sitting.limits).reviews
    left = Left(len(asked), studied=bool(sitting.given))
    return Reviews(left, tuple(card.card_id for card in asked))


def compose_reminder(
    ledger: Ledger, library: Snapshot, reviews: Reviews, occasion: Occasion, make: MakeLinks
) -> Reminder:
    """Of what was composed before, the id stays the same, whatever was answered in between."""
    links = make(occasion)
    (first,) = library.faces([occasion.card_id])
    learner = occasion.learner
    return Reminder(
        id=reminder_id(learner.learner_id, occasion.channel_id, occasion.on),
        on_date=occasion.on,
        good_until=occasion.good_until,
        count=reviews.left.cards,
        minutes=find_pace(ledger, learner).minutes(reviews.left.cards),
        courses=_titles(library, reviews.card_ids),
        question=first["prompt_text"],
        called=learner.settings.called,
        card_url=links.card_url,
        drill_url=links.drill_url,
        settings_url=links.settings_url,
        snooze_url=links.snooze_url,
        unsubscribe_url=links.unsubscribe_url,
    )


def compose_test(
    ledger: Ledger,
    library: Snapshot,
    learner: Learner,
    channel: ReminderChannel,
    now: datetime,
    make: MakeLinks,
) -> Reminder:
    """What would come now; where nothing is due, it says that it only tries out the way."""
    reviews = find_reviews(ledger, library, learner, now)
    first = next(iter(reviews.card_ids), "")
    zone = ZoneInfo(learner.settings.zone)
    on = local_date(now, zone)
    occasion = Occasion(learner, channel.channel_id, on, ends_at(on, zone), first)
    links = make(occasion)
    test_id = sha256(f"test {channel.channel_id} {now.isoformat()}".encode()).hexdigest()
    if first:
        due = compose_reminder(ledger, library, reviews, occasion, make)
        return replace(due, id=test_id[:ID_LENGTH])
    return Reminder(
        id=test_id[:ID_LENGTH],
        on_date=on,
        good_until=occasion.good_until,
        count=0,
        minutes=0,
        courses=(),
        question=NOTHING_DUE,
        called=learner.settings.called,
        card_url=links.drill_url,
        drill_url=links.drill_url,
        settings_url=links.settings_url,
        snooze_url=links.snooze_url,
        unsubscribe_url=links.unsubscribe_url,
    )


def reminder_id(learner_id: int, channel_id: str, on: date) -> str:
    """Follows from what it is for: also after a restored backup, nobody sees it twice."""
    return sha256(f"{learner_id} {channel_id} {on.isoformat()}".encode()).hexdigest()[:ID_LENGTH]


def _titles(library: Snapshot, card_ids: Sequence[str]) -> tuple[str, ...]:
    """The course with the most cards first."""
    titles = {row["id"]: row["title"] for row in library.courses()}
    counted = Counter(card_id.partition(".")[0] for card_id in card_ids)
    return tuple(titles[course] for course, _ in counted.most_common())
