"""The text before new cards: a section, or a portion of a long one, and what it asks."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.due import Given
from app.core.queue import Asked
from app.lessons.portions import Portion, portions
from app.library.snapshot import Row
from app.services.lesson_address import lesson_address, resolved

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """`cards` counts those new ones of today that come from it."""

    id: str
    course: str
    course_title: str
    track: str
    track_title: str
    section: str
    title: str
    language: str
    lesson_url: str
    html: str
    minutes: int
    cards: int


class Readings:
    """Read once a day: when the first of its new cards comes, and never in the middle of them."""

    def __init__(self, given: Iterable[Given], asked: Iterable[Asked]) -> None:
        self._begun = {each.card_id for each in given if each.new}
        self._new = [each.card_id for each in asked if each.new]
        self._used: dict[str, Reading] = {}

    def used(self) -> tuple[Reading, ...]:
        return tuple(self._used.values())

    def before(self, card: Row) -> str | None:
        """The id of what is to be read before this new card; None where nothing is."""
        number, portion = _portion_of(card)
        if not portion.html or self._of(card, portion, self._begun):
            return None
        id_ = f"{card['course']}/{card['track']}/{card['section']}/{number}"
        if id_ not in self._used:
            cards = len(self._of(card, portion, self._new))
            self._used[id_] = _reading(id_, card, portion, cards)
        return id_

    def _of(self, card: Row, portion: Portion, ids: Iterable[str]) -> list[str]:
        parts = ((id_, *id_.split(".")) for id_ in ids)
        return [
            id_ for id_, course, key, _ in parts if course == card["course"] and key in portion.keys
        ]


def _portion_of(card: Row) -> tuple[int, Portion]:
    parts = portions(card["section_html"])
    holding = (place for place, each in enumerate(parts) if card["key"] in each.keys)
    number = next(holding, 0)
    return number + 1, parts[number]


def _reading(id_: str, card: Row, portion: Portion, cards: int) -> Reading:
    place = (card["course"], card["track"])
    return Reading(
        id=id_,
        course=card["course"],
        course_title=card["course_title"],
        track=card["track"],
        track_title=card["track_title"],
        section=card["section"],
        title=card["section_title"] or card["track_title"],
        language=card["language"],
        lesson_url=lesson_address(*place, card["section"]),
        html=resolved(portion.html, *place),
        minutes=max(1, round(portion.words / WORDS_A_MINUTE)),
        cards=cards,
    )
