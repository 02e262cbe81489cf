"""Another scheduler, chosen now and in use as soon as every card is folded with it."""

from collections.abc import Mapping
from typing import Any

from app.ledger import learners
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.services.refolding import Refolding, needs_refolding

FIELDS = ("scheduler", "retention")


def change_scheduler(
    ledger: Ledger, refolding: Refolding, learner: Learner, changes: Mapping[str, Any]
) -> Learner:
    """Also back again while the change is still under way, which then must not be the last."""
    changed = learners.change_settings(ledger, learner.learner_id, changes)
    if refolding.find(changed) or needs_refolding(ledger, changed):
        refolding.start(changed)
    return changed
