"""Where a card of ours stands in the deck: in which note, and as which of its cards."""

BACKWARD = frozenset({"meaning", "question", "c1"})


def place_of(card_id: str) -> tuple[str, int]:
    """What the note's field Key says, and the card's number there; from its own name alone."""
    note, _, part = card_id.rpartition(".")
    if part.isdecimal():
        return note, int(part) - 1
    if is_further(part):
        return card_id, 0
    return note, int(part in BACKWARD)


def is_further(part: str) -> bool:
    """A table's column after the second: its note is a note of its own."""
    return part[0] == "c" and part[1:].isdecimal() and int(part[1:]) > 2
