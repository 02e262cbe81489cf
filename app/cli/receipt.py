"""What a learner's deck carries, in words for a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli.words import count

if TYPE_CHECKING:
    from app.services.export_progress import PersonalDeck

WIDTH = 30


def lines(deck: "PersonalDeck") -> Iterator[str]:
    receipt = deck.receipt
    yield deck.path.as_posix()
    yield _line("cards", f"{receipt.cards}, {receipt.begun} of them begun")
    if receipt.suspended:
        yield _line("suspended", receipt.suspended)
    yield _line("due today", receipt.due_today)
    for week in receipt.due_by_week:
        yield _line(f"due in 7 days from {week.begins_on}", week.due)
    yield _line("due later", receipt.due_later)
    yield _line("reviews carried", receipt.reviews)
    if receipt.left_behind:
        left = count(receipt.left_behind, "card")
        yield _line("left behind", f"{left} that the lessons no longer ask")
    yield f'  In Anki\'s import window, tick "{receipt.box}".'


def _line(what: str, value: object) -> str:
    return f"  {what:{WIDTH}}  {value}"
