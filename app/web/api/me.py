"""Who is asking, and what they have chosen."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType
from werkzeug.exceptions import UnprocessableEntity

from app.core.errors import DrillbookError
from app.services.change_scheduler import change_scheduler
from app.services.manage_learners import Learner
from app.services.tokens import Scope
from app.web.api.routes import Routes
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()

Zone = Annotated[str, Meta(max_length=100, description="As the IANA writes it: Europe/Paris.")]
Called = Annotated[str, Meta(max_length=100, description="What the pages call the learner.")]
Hour = Annotated[int, Meta(ge=0, le=23, description="When a study day begins.")]
NewPerDay = Annotated[int, Meta(ge=0, le=1_000)]
CapPerDay = Annotated[int, Meta(ge=1, le=10_000, description="At most so many reviews a day.")]
Retention = Annotated[float, Meta(ge=0.70, le=0.97, description="What fsrs aims at.")]
TextPercent = Literal[90, 100, 115, 130]
SchedulerName = Literal["sm2", "fsrs"]
Theme = Literal["system", "light", "dark"]
Buttons = Literal[2, 4]


class LearnerSettings(Struct, frozen=True):
    called: Called
    zone: Zone
    rollover_hour: Hour
    new_per_day: NewPerDay
    cap_per_day: CapPerDay
    scheduler: SchedulerName
    retention: Retention
    buttons: Buttons
    typed_answers: bool
    theme: Theme
    text_percent: TextPercent
    letter_keys: bool
    lesson_marks: bool


class SettingsChange(Struct, forbid_unknown_fields=True, frozen=True):
    """Only what is to be another. All of it is changed or, where anything does not fit, nothing.
    Another scheduler or retention is in use as soon as every card was folded with it.
    """

    called: Called | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    rollover_hour: Hour | UnsetType = UNSET
    new_per_day: NewPerDay | UnsetType = UNSET
    cap_per_day: CapPerDay | UnsetType = UNSET
    scheduler: SchedulerName | UnsetType = UNSET
    retention: Retention | UnsetType = UNSET
    buttons: Buttons | UnsetType = UNSET
    typed_answers: bool | UnsetType = UNSET
    theme: Theme | UnsetType = UNSET
    text_percent: TextPercent | UnsetType = UNSET
    letter_keys: bool | UnsetType = UNSET
    lesson_marks: bool | UnsetType = UNSET


class Me(Struct, frozen=True):
    """`name` is what one signs in with; `events` counts what the log holds."""

    id: int
    name: str
    born_at: datetime
    is_operator: bool
    events: int
    settings: LearnerSettings


@routes.get("/me", Me)
def me() -> Me:
    """The learner who is asking, with their settings."""
    return _me(the_learner())


@routes.patch(
    "/me/settings", Me, scope=Scope.SETTINGS, body=SettingsChange, problems=(400, 415, 422)
)
def change_settings(body: SettingsChange) -> Me:
    """Change some settings and leave the others."""
    changes: dict[str, Any] = msgspec.to_builtins(body)
    try:
        the_learner().settings.changed(changes)
    except DrillbookError as error:
        raise UnprocessableEntity(str(error)) from None
    return _me(change_scheduler(parts().ledger, parts().refolding, the_learner(), changes))


def _me(learner: Learner) -> Me:
    return Me(
        id=learner.learner_id,
        name=learner.name,
        born_at=learner.born_at,
        is_operator=learner.is_operator,
        events=learner.events,
        settings=msgspec.convert(learner.settings, LearnerSettings, from_attributes=True),
    )
