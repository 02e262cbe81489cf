"""What the drill shows at this moment, for the page that works without scripts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.core.events import AskedAs, Grade
from app.core.gaps import told_gap
from app.core.queue import Asked
from app.services.gather_readings import Reading
from app.services.last_answers import LastAnswer, find_answer, find_last_answer
from app.services.manage_learners import Learner
from app.services.show_pack import DrillPack, PackCard, show_pack
from app.web.drill.lines import AFTER, GradeButtons, after_line, grade_buttons, has_slipped
from app.web.parts import parts
from app.web.wanted import NAMES, wanted_of

RECALL_FROM_DAYS = 6
NAMES_AND_LEFT = (*NAMES, "left")
KEPT = (*NAMES_AND_LEFT, "read")


@dataclass(frozen=True, slots=True)
class Scene:
    """`state` is reading, front, back, options or answered; `kept` is what the address goes on
    naming.
    """

    state: str
    pack: DrillPack
    card: PackCard
    reading: Reading | None
    grades: GradeButtons
    after: str
    last: LastAnswer | None
    slipped: bool
    answered: LastAnswer | None
    aside: str
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def several(self) -> bool:
        return sum(option.right for option in self.card.options) > 1

    @property
    def chosen(self) -> tuple[str, ...]:
        return (self.answered.answer.choice or ()) if self.answered else ()

    @property
    def number(self) -> int:
        """Of the card among the sitting's different cards; a repeat does not move it."""
        seen = {given.card_id for given in self.pack.given}
        return self.pack.done + (self.card.card_id not in seen)

    @property
    def was_right(self) -> bool:
        return self.answered is not None and self.answered.answer.grade is not Grade.FORGOT

    @property
    def on_told(self) -> str:
        """Under "Go on": when the card that was just answered comes back."""
        if self.answered is None or self.answered.answer.asked_as is not AskedAs.REVIEW:
            return ""
        due_on = self.answered.due_on if self.was_right else None
        return told_gap((due_on - self.pack.study_day).days if due_on else 0)

    @property
    def repeats(self) -> int:
        return sum(card.asked_as is AskedAs.PRACTICE for card in self.pack.cards)


def asks_openly(card: PackCard) -> bool:
    """Whether the answer is to be thought of before the options are shown: not where only they
    make the question, nor where several of them are right."""
    one = sum(option.right for option in card.options) == 1
    return one and not card.closed and card.interval_days >= RECALL_FROM_DAYS


def find_scene(learner: Learner, values: Mapping[str, str], now: datetime) -> Scene | None:
    """None when nothing is left to be asked."""
    answered = _answered(learner, values, now)
    pack = _pack(learner, values, now)
    if not pack.cards or values.get("left") == "0":
        return None
    last = find_last_answer(parts().ledger, learner, now)
    buttons, state = learner.settings.buttons, _state(pack, values, answered)
    return Scene(
        state=state,
        pack=pack,
        card=pack.cards[0],
        reading=_reading(pack),
        grades=grade_buttons(pack.cards[0], pack.study_day, buttons),
        after=_after(values) or after_line(last, pack.study_day, buttons),
        last=last,
        slipped=has_slipped(last),
        answered=answered,
        aside=values.get("aside", ""),
        # The section read before goes, while the button under the next one is to name that.
        kept=kept_of(values, NAMES_AND_LEFT if state == "reading" else KEPT),
    )


def kept_of(values: Mapping[str, str], names: Iterable[str] = KEPT) -> dict[str, str]:
    """What leads back into the same sitting, from wherever its buttons and links lead."""
    return {name: values[name] for name in names if values.get(name)}


def _answered(learner: Learner, values: Mapping[str, str], now: datetime) -> LastAnswer | None:
    answer_id = values.get("answered")
    return find_answer(parts().ledger, learner, answer_id, now) if answer_id else None


def _pack(learner: Learner, values: Mapping[str, str], now: datetime) -> DrillPack:
    wanted, card_id = wanted_of(values), values.get("card_id")
    if card_id and not values.get("on"):
        asked_as = values.get("asked_as")
        way = AskedAs(asked_as) if asked_as in tuple(AskedAs) else AskedAs.REVIEW
        wanted = replace(wanted, first=Asked(card_id, way))
    return show_pack(parts().ledger, parts().library.now(), learner, now, wanted)


def _state(pack: DrillPack, values: Mapping[str, str], answered: LastAnswer | None) -> str:
    card = pack.cards[0]
    if answered:
        return "answered"
    shown = bool(values.get("shown"))
    if card.reading and card.reading != values.get("read") and not shown:
        return "reading"
    if card.options:
        return "options" if shown or not asks_openly(card) else "front"
    return "back" if shown else "front"


def _reading(pack: DrillPack) -> Reading | None:
    wanted = pack.cards[0].reading
    return next((reading for reading in pack.readings if reading.id == wanted), None)


def _after(values: Mapping[str, str]) -> str:
    """What was done last, where that was no answer."""
    return AFTER.get(values.get("did", ""), "")
