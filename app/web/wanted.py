"""What a sitting is to be made of, as an address names it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from werkzeug.exceptions import BadRequest

from app.services.choose_cards import Wanted
from app.services.gather_place import Place

NAMES = ("course", "track", "section", "cram", "new", "minutes", "since")
MOST_NEW = 1_000
MOST_MINUTES = 600


def wanted_of(values: Mapping[str, str]) -> Wanted:
    """A track names a place in its course; a course alone is the day's sitting without others."""
    course, track = values.get("course") or None, values.get("track") or None
    place = Place(course, track, values.get("section") or None) if course and track else None
    return Wanted(
        course=None if place else course,
        place=place,
        cram=bool(values.get("cram")),
        new=_number(values, "new", MOST_NEW),
        minutes=_number(values, "minutes", MOST_MINUTES),
        since=_instant(values.get("since")),
    )


def _number(values: Mapping[str, str], name: str, most: int) -> int | None:
    text = values.get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= most):
        raise BadRequest(f"{name} must be a whole number from 1 to {most}")
    return int(text)


def _instant(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest("since must be an instant as ISO 8601 writes it") from None
