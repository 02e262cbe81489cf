"""Fifty queries in five classes, taken from the generated course itself, so that all find."""

from tests.bench.course import Course

CLASSES = ("rare", "common", "prefix", "code", "two words")
EACH = 10


def queries(course: Course) -> dict[str, list[str]]:
    """A word's place in `course.words` is its rank: the first are the most common."""
    common, rare = course.words[:EACH], course.words[6_000 : 6_000 + EACH]
    return {
        "rare": rare,
        "common": common,
        "prefix": [word[:4] for word in course.words[100 : 100 + EACH]],
        "code": course.code_terms(EACH),
        "two words": [
            f"{one} {other}" for one, other in zip(common, course.words[50:], strict=False)
        ],
    }
