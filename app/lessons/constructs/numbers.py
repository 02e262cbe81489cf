"""The numbers of hidden words: what `1` is today it must be tomorrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.lessons.lesson import Edit
from app.lessons.reading import Reading


@dataclass(frozen=True, slots=True)
class Numbered:
    """`meta["number"]` is what is written, or None; `at` is where a number would be written."""

    meta: dict[str, Any]
    at: tuple[int, int]


# Each number is a card with all of the note's text in it: without an end they would fill a disk.
MOST_NUMBERS = 20
MOST_MARKS = 100


def number(reading: Reading, written_key: str, places: Sequence[Numbered]) -> bool:
    """Gives a number to each place that has none; False where no cards can come of it."""
    known = reading.lock.numbers(written_key) if written_key else frozenset()
    written = {place.meta["number"] for place in places} - {None}
    unnumbered = [place for place in places if place.meta["number"] is None]
    _judge(reading, known, places)
    if len(places) == 1 and unnumbered:
        if known - {1}:
            _report_unnumbered(reading, known, places[0])
        places[0].meta["number"] = 1
        return True
    if unnumbered and known and not written:
        _report_unnumbered(reading, known, places[0])
    following = max(known | written, default=0) + 1
    for place in unnumbered:
        place.meta["number"] = following
        reading.edits.append(Edit(*place.at, f"{following}:"))
        following += 1
    return _judge_count(reading, places)


def _report_unnumbered(reading: Reading, known: frozenset[int], place: Numbered) -> None:
    what = f"no mark has a number, where {_listed(known)} is known already"
    reading.report.error(*place.at, what, "write the old number on the mark it belongs to")


def _judge_count(reading: Reading, places: Sequence[Numbered]) -> bool:
    few = len({place.meta["number"] for place in places}) <= MOST_NUMBERS
    if few and len(places) <= MOST_MARKS:
        return True
    remedy = f"divide it: a note has {MOST_NUMBERS} numbers and {MOST_MARKS} marks at most"
    reading.report.error(*places[0].at, "this note hides too much", remedy)
    return False


def _judge(reading: Reading, known: frozenset[int], places: Sequence[Numbered]) -> None:
    free = max(known, default=0) + 1
    for place in sorted(places, key=lambda place: place.meta["number"] or 0):
        this = place.meta["number"]
        if this is None or 0 < this < free:
            continue
        if this == free:
            free += 1
        elif this == 0:
            reading.report.error(*place.at, "a mark has the number 0", "numbers begin at 1")
        else:
            what = f"the number {this} is above the next free one, {free}"
            reading.report.error(*place.at, what, rf"write {free}, or \: if no number is meant")


def _listed(numbers: frozenset[int]) -> str:
    return " and ".join(str(number) for number in sorted(numbers))
