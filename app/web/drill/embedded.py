"""The first pack within the page, so that its scripts have it without asking again."""

from datetime import datetime

import msgspec

from app.services.manage_learners import Learner
from app.services.show_pack import DrillPack
from app.web.drill.lines import AFTER
from app.web.wanted import NAMES


def for_scripts(pack: DrillPack, learner: Learner, at: datetime) -> str:
    """JSON in which nothing can end the element that it stands in."""
    settings = learner.settings
    page = {
        "learner": str(learner.learner_id),
        "buttons": settings.buttons,
        "typed_answers": settings.typed_answers,
        "letter_keys": settings.letter_keys,
        "names": NAMES,
        "lines": AFTER,
        "pack": {"server_time": at, **msgspec.to_builtins(pack)},
    }
    return msgspec.json.encode(page).decode().replace("<", "\\u003c")
