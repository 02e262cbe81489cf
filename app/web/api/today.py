"""What there is to do today, and what comes next."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from app.core.ahead import Ahead
from app.services.gather_sitting import day_of
from app.services.show_today import TodayPage, show_today
from app.web.api.courses import CourseStanding, standing_of
from app.web.api.routes import Routes
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()


class Backlog(Struct, frozen=True):
    """More is due than a day can take: so many cards, of which so many are probably known, and
    the day on which nothing has to wait any more, null if that is more than a year away.
    """

    cards: int
    known: int
    through_on: date | None


class Today(Struct, frozen=True):
    """`repeats` were forgotten or hard in this sitting. `more_new` are new cards beyond today's:
    a drill with `new={new_of_day}` asks them. `last_days` end with today, or with yesterday
    until today's first answer.
    """

    server_time: datetime
    study_day: date
    state: Literal["work", "done", "nothing due", "all held", "no course"]
    begun: bool = False
    reviews: int = 0
    new: int = 0
    repeats: int = 0
    minutes: int = 0
    more_new: int = 0
    new_of_day: int = 0
    next_on: date | None = None
    next_cards: int = 0
    days: Sequence[Ahead] = ()
    last_days: Sequence[bool] = ()
    courses: Sequence[CourseStanding] = ()
    backlog: Backlog | None = None


@routes.get("/today", Today)
def today() -> Today:
    """How much is left of today, how long it takes, and what the next days will ask."""
    at, learner = now(), the_learner()
    page = show_today(parts().ledger, parts().library.now(), learner, at)
    return _today(at, page) if page else Today(at, day_of(learner, at), "no course")


def _today(at: datetime, page: TodayPage) -> Today:
    return Today(
        server_time=at,
        study_day=page.day,
        state=page.state.value,
        begun=page.begun,
        reviews=page.work.reviews,
        new=page.work.new,
        repeats=page.work.repeats,
        minutes=page.work.minutes,
        more_new=page.more.new,
        new_of_day=page.more.of_day,
        next_on=page.coming.next_on,
        next_cards=page.coming.next_cards,
        days=page.coming.days,
        last_days=page.last_days,
        courses=tuple(map(standing_of, page.courses)),
        backlog=_backlog(page),
    )


def _backlog(page: TodayPage) -> Backlog | None:
    if page.backlog is None:
        return None
    gathered = page.backlog.gathered
    return Backlog(gathered.cards, round(gathered.known), page.coming.through_on)
