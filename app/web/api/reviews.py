"""Where answers go: one event or many, and for each what became of it."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from flask import request
from msgspec import Meta, Raw, Struct
from werkzeug.exceptions import Conflict

from app.core.events import Event
from app.services.gather_sitting import day_of
from app.services.manage_learners import Learner
from app.services.record_answers import MOST_TOGETHER
from app.services.take_answers import Outcome, Sent, Taken
from app.services.tokens import Scope
from app.web.api.routes import Routes
from app.web.api.sent_events import SentEvent, Unreadable, read_event
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()
# What the ledger said when this was tried before, so that nobody waits for its lock twice.
PROBLEM = "drillbook.ledger_problem"
LEARNER = Meta(description="Whose answers these are; those of another are refused (409).")


class Reviews(Struct, frozen=True):
    """Each event is looked at by itself: one that is wrong does not cost the others."""

    events: Annotated[Sequence[SentEvent], Meta(max_length=MOST_TOGETHER)]
    learner: Annotated[str | int | None, LEARNER] = None


class RawReviews(Struct, forbid_unknown_fields=True, frozen=True):
    """The same with events not looked at yet."""

    events: Annotated[list[Raw], Meta(max_length=MOST_TOGETHER)]
    learner: str | int | None = None


class Results(Struct, frozen=True):
    """In the order of the events. What is `recorded` or `already` is safe; `conflict` means that
    another event is in the log under this id; what is `invalid` never becomes valid.
    """

    results: Sequence[Taken]


@routes.post(
    "/reviews",
    Results,
    scope=Scope.ANSWER,
    body=RawReviews,
    shown=Reviews,
    problems=(400, 409, 413, 415, 422),
)
def reviews(body: RawReviews) -> Results:
    """Put events into the learner's log; send them again as often as needed."""
    learner = the_learner()
    if not is_for(body, learner):
        raise Conflict("learner: these are the answers of another learner")
    if PROBLEM in request.environ:
        raise request.environ[PROBLEM]
    read = read_events(body, learner)
    events = [each for each in read if not isinstance(each, Unreadable)]
    taken = iter(parts().gathering.take(Sent(learner, events)))
    return Results([_refused(e) if isinstance(e, Unreadable) else next(taken) for e in read])


def is_for(body: RawReviews, learner: Learner) -> bool:
    return body.learner is None or str(body.learner) == str(learner.learner_id)


def read_events(body: RawReviews, learner: Learner) -> list[Event | Unreadable]:
    zone = learner.settings.zone
    return [read_event(raw, partial(day_of, learner), zone) for raw in body.events]


def _refused(event: Unreadable) -> Taken:
    return Taken(event.id, Outcome.INVALID, event.why)
