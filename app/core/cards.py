"""What an author writes once (a note) and what a learner is asked (its cards)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    CLOZE = "cloze"
    TERM = "term"
    QUESTION = "question"
    TABLE = "table"
    CODE = "code"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Side:
    """One face of a card, ready to show, and as plain text."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice's option; the slug is for statistics only, the order never is."""

    slug: str
    side: Side
    right: bool
    why: Side | None


@dataclass(frozen=True, slots=True)
class Face:
    """One prompt that a note makes. `waits_for` names the part that must be known first."""

    part: str
    prompt: Side
    answer: Side
    waits_for: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """`text` is all that it says, with nothing hidden; where words are hidden in their place,
    `marked` is its HTML with each of them in a `span.mark` with its `data-number` and `data-hint`.
    """

    key: str
    kind: Kind
    line: int
    faces: tuple[Face, ...]
    text: str
    marked: str = ""
    options: tuple[Option, ...] = ()
    explanation: Side | None = None
    accept: tuple[str, ...] = ()
    same_fact_as: str | None = None
    as_of: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """The id is `course.key.part`: no lesson in it, so that a fact may move."""

    id: str
    note: Note
    face: Face
    siblings: str

    @property
    def accept(self) -> tuple[str, ...]:
        """Other spellings of the answer; the way back has another answer."""
        return () if self.face.waits_for else self.note.accept

    @property
    def waits_for(self) -> str | None:
        if self.face.waits_for is None:
            return None
        return f"{self.id.rpartition('.')[0]}.{self.face.waits_for}"


def card_id(course: str, key: str, part: str) -> str:
    return f"{course}.{key}.{part}"


def cards_of(course: str, note: Note, siblings: str | None = None) -> tuple[Card, ...]:
    group = siblings or note.key
    return tuple(
        Card(card_id(course, note.key, face.part), note, face, group) for face in note.faces
    )


def sibling_groups(same_facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Joins notes on one fact, through any chain of them; a group is named by its first key."""
    group: dict[str, str] = {}

    def head(key: str) -> str:
        while group.setdefault(key, key) != key:
            key = group[key]
        return key

    for one, other in same_facts:
        first, second = sorted((head(one), head(other)))
        group[second] = first
    return {key: head(key) for key in list(group)}
