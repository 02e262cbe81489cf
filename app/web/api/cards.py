"""One card, with its history."""

from app.services.show_card import CardPage, show_card
from app.web.api.routes import Routes
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()


@routes.get("/cards/<card:card_id>", CardPage, problems=(404,))
def card(card_id: str) -> CardPage:
    """Its sides, its schedule, and what each step of its history did and why."""
    return show_card(parts().ledger, parts().library.now(), the_learner(), card_id, now())
