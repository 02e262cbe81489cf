"""What a learner has done."""

from app.services.show_stats import Stats, show_stats
from app.web.api.routes import Routes
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()


@routes.get("/stats", Stats)
def stats() -> Stats:
    """Days, answers, time and XP, in all and per course."""
    return show_stats(parts().ledger, the_learner(), now())
