"""The next cards of a sitting."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from app.services.gather_readings import Reading
from app.services.show_pack import DrillPack, PackAnswer, PackCard, show_pack
from app.web.api.routes import Routes
from app.web.clock import now
from app.web.parts import parts
from app.web.wanted import WantedQuery, as_wanted
from app.web.who import the_learner

routes = Routes()


class DrillQuery(WantedQuery, forbid_unknown_fields=True, frozen=True):
    limit: Annotated[int, Meta(ge=1, le=500, description="At most so many cards.")] = 12


class Drill(Struct, frozen=True):
    """With `server_time` a page stamps its answers, whatever its own clock says: it is read when
    all else is gathered. From `day_ends_at` on, these are the cards of a day that is over.
    """

    learner: str
    server_time: datetime
    study_day: date
    day_ends_at: datetime
    cards: Sequence[PackCard]
    readings: Sequence[Reading]
    given: Sequence[PackAnswer]
    left: int
    done: int
    total: int


@routes.get("/drill", Drill, query=DrillQuery, problems=(404, 422))
def drill(query: DrillQuery) -> Drill:
    """The next cards with all that asking and grading them needs.

    Each grade says what it would do. `readings` are the texts to read before new cards.
    """
    learner, at = the_learner(), now()
    library, wanted = parts().library.now(), as_wanted(query)
    pack = show_pack(parts().ledger, library, learner, at, wanted, query.limit)
    told = {name: getattr(pack, name) for name in DrillPack.__dataclass_fields__}
    return Drill(learner=str(learner.learner_id), server_time=now(), **told)
