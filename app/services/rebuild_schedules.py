"""Folds the logs anew: after another scheduler was chosen, or when what is derived is wrong."""

from collections.abc import Callable, Sequence

from app.ledger import rebuild as folding
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger

Progress = Callable[[int, int], object]


def rebuild_schedules(
    ledger: Ledger, learners: Sequence[Learner], progress: Progress = lambda done, total: None
) -> int:
    """How many cards were folded; answers are taken meanwhile as ever."""
    total = sum(learner.events for learner in learners)
    before = cards = 0
    for learner in learners:

        def moved(done: int, _: int, before: int = before) -> None:
            progress(before + done, total)

        cards += folding.rebuild(ledger, learner.learner_id, moved)
        before += learner.events
    progress(total, total)
    return cards
