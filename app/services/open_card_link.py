"""The card that a reminder's link opens without signing in: good for one answer, no more."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.core.errors import DrillbookError, NotFound
from app.core.events import AskedAs
from app.core.queue import Asked
from app.core.schedule import Schedule
from app.ledger.learners import Learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards
from app.ledger.schedules import schedules_among
from app.library.snapshot import Snapshot
from app.services.choose_cards import Wanted
from app.services.gather_sitting import day_of
from app.services.last_answers import LastAnswer, find_answer
from app.services.reminder_links import LinkFor, read_link
from app.services.show_pack import DrillPack, show_pack
from app.services.signing import Signer
from app.services.use_edition import use_edition


class CardLinkOver(DrillbookError):
    """Its day and the next one are over."""


@dataclass(frozen=True, slots=True)
class CardLink:
    """`answer_id` follows from the link, so that it answers once, however often it is pressed."""

    learner: Learner
    card_id: str
    answer_id: str


@dataclass(frozen=True, slots=True)
class LinkedCard:
    """`pack` has this card only, without the learner's own words on it; None when the link asks it
    no more: `due_on` is when the drill will, `is_due` says that it does today. `answered` is what
    this link was used for, on the day of that."""

    study_day: date
    pack: DrillPack | None
    answered: LastAnswer | None
    due_on: date | None
    is_due: bool


def read_card_link(ledger: Ledger, signer: Signer, signed: str, now: datetime) -> CardLink:
    words = read_link(signer, LinkFor.CARD, signed)
    if words is None:
        raise NotFound("this link was not made here")
    learner_id, card_id, until = words
    if now >= datetime.fromisoformat(str(until)):
        raise CardLinkOver("this link was good until the day after its reminder", "use a newer one")
    return CardLink(get_learner(ledger, int(learner_id)), str(card_id), _answer_id(words))


def open_card_link(ledger: Ledger, library: Snapshot, link: CardLink, now: datetime) -> LinkedCard:
    learner, today = link.learner, day_of(link.learner, now)
    schedule, is_used = _schedule(ledger, link)
    is_due = schedule.asks_on(today)
    answered = find_answer(ledger, learner, link.answer_id, now)
    if not answered and (is_used or not is_due):
        return LinkedCard(today, None, None, schedule.due_on, is_due)
    wanted = Wanted(first=Asked(link.card_id, AskedAs.REVIEW))
    pack = show_pack(ledger, library, learner, now, wanted, most=1)
    (card,) = pack.cards
    bare = replace(pack, cards=(replace(card, my_note=""),))
    return LinkedCard(today, bare, answered, schedule.due_on, is_due)


def _schedule(ledger: Ledger, link: CardLink) -> tuple[Schedule, bool]:
    """And whether the link was used, on whatever day, and even if that was taken back."""
    edition, learner_id = use_edition(ledger, link.learner), link.learner.learner_id
    with ledger.read() as connection:
        found = schedules_among(connection, edition, [link.card_id])
        log = events_of_cards(connection, learner_id, [link.card_id]).get(link.card_id, [])
    is_used = any(event.id == link.answer_id for event in log)
    return found.get(link.card_id) or Schedule(link.card_id), is_used


def _answer_id(words: tuple[str | int, ...]) -> str:
    """A UUID of version 7 as events have them. Of what was signed and not of how it is written: a
    signature can be written in more than one way."""
    digest = bytearray(hashlib.sha256(json.dumps(words).encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x70
    digest[8] = digest[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(digest)))
