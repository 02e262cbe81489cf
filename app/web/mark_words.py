"""What the panel under a fact says of it."""

from datetime import date

from app.core.standing import Standing
from app.core.telling import told_day
from app.services.show_marks import FactMark
from app.web.words import counted


def told_mark(mark: FactMark, today: date) -> str:
    if mark.standing is Standing.ASIDE:
        return "Set aside. It will not be asked again until you bring it back."
    if mark.standing is Standing.NOT_MET or mark.next_on is None:
        return "Not met. You have not been asked it yet."
    told = f"{mark.standing.capitalize()}. {_likely(mark)}; {_next(mark.next_on, today)}."
    return told + _not_met(mark) if mark.not_met else told


def _likely(mark: FactMark) -> str:
    """Never certain, neither way."""
    percent = min(max(round(mark.recall * 100), 1), 99)
    known = f"bout {percent}\u00a0% likely to be known today"
    return f"A{known}" if mark.cards == 1 else f"Its weakest card is a{known}"


def _next(on: date, today: date) -> str:
    if on == today:
        return "due today"
    return f"due since {told_day(on, today)}" if on < today else f"next on {told_day(on, today)}"


def _not_met(mark: FactMark) -> str:
    return f" Not met yet: {mark.not_met:,} of its {counted(mark.cards, 'card')}."
