"""The smaller rows of an archive, read from JSON that anybody may have written."""

from datetime import datetime
from typing import Any

from app.core.events import CARD_ID
from app.ledger import card_notes, flags
from app.ledger.archive import CardNote, Followed
from app.ledger.flags import Flag
from app.lessons.slugs import is_slug

LONGEST_ID = 100


def followed_of(given: dict[str, Any]) -> Followed:
    course = given["course"]
    if not is_slug(course):
        raise ValueError
    return Followed(course, instant_of(given["followed_at"]))


def card_note_of(given: dict[str, Any]) -> CardNote:
    text = _text(given["text"], card_notes.LONGEST_TEXT)
    return CardNote(_card(given), text, instant_of(given["written_at"]))


def flag_of(given: dict[str, Any]) -> Flag:
    flag_id = _text(given["flag_id"], LONGEST_ID)
    text = _text(given["text"], flags.LONGEST_TEXT)
    return Flag(flag_id, _card(given), text, instant_of(given["flagged_at"]))


def instant_of(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError
    return at


def _card(given: dict[str, Any]) -> str:
    card_id: str = given["card_id"]
    if not CARD_ID.fullmatch(card_id):
        raise ValueError
    return card_id


def _text(text: str, longest: int) -> str:
    """One that both databases can keep: a server takes no NUL, and none takes half a character."""
    if not 0 < len(text.encode("utf-8").decode("utf-8")) <= longest or "\0" in text:
        raise ValueError
    return text
