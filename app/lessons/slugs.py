"""Readable names made of text, for keys, anchors and options."""

import re
import unicodedata

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


def untaken(name: str, taken: set[str] | frozenset[str]) -> str:
    """The name itself, or with the first number that makes it new."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
