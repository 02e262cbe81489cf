"""Readable names made of text, for keys, anchors and options."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 64
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LITTLE_WORDS = frozenset(
    "a an the of in on at to for and or is are was were be by with its it that which what who "
    "when where how does do did this these from as".split()
)


def is_slug(text: str) -> bool:
    return len(text) <= LONGEST and SLUG.fullmatch(text) is not None


def slug(text: str, longest: int = LONGEST) -> str:
    """Empty where nothing of the text can be written in a-z and 0-9."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower())
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:longest]
        if len(longer) > longest:
            break
        made = longer
    return made


def key_from(text: str, words: int = 4) -> str:
    """The first words that say something."""
    telling = [w for w in re.findall(r"[\w'’]+", text) if w.lower() not in LITTLE_WORDS]
    return slug(" ".join(telling[:words]), 40)


class Names:
    """Hands out each name once; where it is taken, with the first number that makes it new."""

    def __init__(self, *taken: Container[str]) -> None:
        self._taken = taken
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}

    def new(self, wanted: str) -> str:
        name, number = wanted, self._numbers.get(wanted, 1)
        while name in self._given or any(name in taken for taken in self._taken):
            number += 1
            name = f"{wanted}-{number}"
        self._numbers[wanted] = number
        self._given.add(name)
        return name
