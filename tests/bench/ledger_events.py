"""A learner of any size, written straight into the tables: the bench measures what comes after."""

from app.core.events import Grade
from app.ledger.append import ADD, MOVE_HEAD
from app.ledger.chain import FIRST, checksum
from app.ledger.event_rows import EventRow, sent_text
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import instant
from tests.ledger.making import NOW, answer, days

PORTION = 20_000


def learner_with(ledger: Ledger, name: str, cards: int, answers_each: int) -> Learner:
    learner = add_learner(ledger, name, NOW - days(399))
    write_answers(ledger, learner.learner_id, cards, answers_each)
    return learner


def write_answers(ledger: Ledger, learner_id: int, cards: int, answers_each: int) -> None:
    """Each card answered well on its due days, the last of them within the last weeks."""
    link, number = FIRST, 0
    total = cards * answers_each
    for first in range(0, total, PORTION):
        rows = []
        for at in range(first, min(first + PORTION, total)):
            number += 1
            card = at % cards
            back = 60 - (at // cards) * 9 + card % 7
            event = answer(number, card=card_name(card), grade=Grade.GOOD, at=NOW - days(back))
            row = EventRow(
                event.id, "reviewed", event.card_id, instant(event.effective_at), sent_text(event)
            )
            link = checksum(learner_id, number, *row.all, row.effective_at, after=link)
            rows.append(
                {
                    "learner_id": learner_id,
                    "number": number,
                    "event_id": row.event_id,
                    "kind": row.kind,
                    "card_id": row.card_id,
                    "effective_at": row.effective_at,
                    "received_at": row.effective_at,
                    "sent": row.sent,
                    "checksum": link,
                }
            )
        ledger.write(lambda connection, rows=rows: ADD.run(connection, *rows))
    head = {"learner_id": learner_id, "events": number, "head": link}
    ledger.write(lambda connection: MOVE_HEAD.run(connection, head))


def card_name(number: int) -> str:
    return f"bench.k{number:06}.1"
