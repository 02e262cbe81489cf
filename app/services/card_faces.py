"""What a card shows on its two sides, and where it stands in its lesson."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.negation import is_negative
from app.lessons.lesson import anchor_of
from app.library.snapshot import Row, Snapshot
from app.services.lesson_address import lesson_address, resolved


@dataclass(frozen=True, slots=True)
class CardOption:
    """The id is what an answer's `choice` names."""

    id: str
    html: str
    right: bool
    why_html: str | None


@dataclass(frozen=True, slots=True)
class CardFace:
    """`accept` are other spellings of `answer_text`; `closed` means never without the options: so
    marked by its author, or a question for what is not so.
    """

    kind: str
    course: str
    course_title: str
    track: str
    track_title: str
    section: str
    section_title: str
    lesson_url: str
    language: str
    front_html: str
    back_html: str
    explanation_html: str | None
    answer_text: str
    accept: tuple[str, ...]
    options: tuple[CardOption, ...]
    closed: bool


def find_faces(library: Snapshot, ids: Sequence[str]) -> dict[str, CardFace]:
    """Of those of these cards that are in the library."""
    options = options_of(library, ids)
    return {
        row["id"]: CardFace(**face_of(row), options=options[row["id"]])
        for row in library.faces(ids)
    }


def face_of(card: Row) -> dict[str, Any]:
    """All but the options; `accept` is text in the library, joined as an author writes it."""
    place = (card["course"], card["track"])
    names = ("kind", "course", "course_title", "track", "track_title", "section", "section_title")
    explanation = card["explanation_html"]
    return {
        **{name: card[name] for name in (*names, "language", "answer_text")},
        "lesson_url": lesson_address(*place, anchor_of(card["key"])),
        "front_html": resolved(card["prompt_html"], *place),
        "back_html": resolved(card["answer_html"], *place),
        "explanation_html": resolved(explanation, *place) if explanation else None,
        "accept": tuple(card["accept"].split("; ")) if card["accept"] else (),
        "closed": bool(card["closed"]) or is_negative(card["prompt_text"], card["language"]),
    }


def options_of(library: Snapshot, ids: Sequence[str]) -> Mapping[str, tuple[CardOption, ...]]:
    """None for a card that is no choice."""
    found = defaultdict[str, tuple[CardOption, ...]](tuple)
    for row in library.options(ids):
        option = CardOption(row["slug"], row["html"], bool(row["right"]), row["why_html"])
        found[row["card_id"]] += (option,)
    return found
