"""A quiz card grades itself: all that is right and nothing else, or it was forgotten."""

from collections.abc import Collection

from app.core.events import Grade


def grade_of(chosen: Collection[str], right: Collection[str]) -> Grade:
    return Grade.GOOD if set(chosen) == set(right) else Grade.FORGOT
