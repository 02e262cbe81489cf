"""A course whose order, siblings and directions are known without asking the library."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.services.write_keys import write_keys

HEAD = "---\nid: lesson-{n}\ntitle: Lesson {n}\n---\n\n## Words of {n}\n\n"
GAPS = "one two three four five six".split()
NOTES_A_LESSON = 10


@dataclass(frozen=True, slots=True)
class Planned:
    card_id: str
    group: str
    waits_for: str | None = None


def write_course(content: Path, lessons: int) -> tuple[Planned, ...]:
    """Its cards in the order of the lessons."""
    course = content / "town"
    course.mkdir(parents=True)
    (course / "course.toml").write_text('title = "Town"\n')
    planned: list[Planned] = []
    for number in range(lessons):
        text = HEAD.format(n=number)
        for note in range(NOTES_A_LESSON):
            key = f"n{number:02}-{note}"
            words, parts = _note(key, note)
            text += words
            planned += _cards(key, parts)
        (course / f"{number:02}.md").write_text(text)
    write_keys([course], only_tell=False)
    return tuple(planned)


def _note(key: str, number: int) -> tuple[str, list[str]]:
    """Both ways, a question, few gaps, and more of them than a day may ask of one note."""
    match number % 5:
        case 0:
            way = f'{{.terms ask="Which word of {key}?"}}\n- **W{key}** — what {key} means.'
            return f"{way} {{#{key} .both}}\n\n", ["term", "meaning"]
        case 1 | 2:
            return f"Q: What is {key} good for?\nA: For {key} and more. {{#{key}}}\n\n", ["answer"]
        case 3:
            return _gaps(key, 2)
        case _:
            return _gaps(key, 6)


def _gaps(key: str, count: int) -> tuple[str, list[str]]:
    gaps = " and ".join(f"its =={n}:{word} {key}==" for n, word in enumerate(GAPS[:count], 1))
    return f"Of {key} there are {gaps}. {{#{key}}}\n\n", [str(n + 1) for n in range(count)]


def _cards(key: str, parts: list[str]) -> Iterator[Planned]:
    for part in parts:
        first = f"town.{key}.term" if part == "meaning" else None
        yield Planned(f"town.{key}.{part}", key, first)
