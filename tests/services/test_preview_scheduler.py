"""What another scheduler would do is told before it is done, and then it is what happens."""

from collections import Counter
from datetime import timedelta

from app.ledger.append import record
from app.ledger.courses import follow_course, leave_course
from app.ledger.due_days import due_days
from app.ledger.editions import find_edition
from app.ledger.learners import Learner, add_learner, change_settings, get_learner
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.services.preview_scheduler import DAYS, Preview, preview_scheduler
from tests.ledger.looking import state
from tests.ledger.making import NOW, TODAY, answer, days

CARDS = 40


def studious(ledger: Ledger) -> Learner:
    """Who answers three times what is due, a card a day after the other."""
    ada = add_learner(ledger, "ada", NOW - days(200))
    follow_course(ledger, ada.learner_id, "keras", NOW - days(200))
    number = 0
    for card in range(CARDS):
        for back in (60 + card, 50 + card, 10 + card % 20):
            number += 1
            sent = answer(number, card=f"keras.k{card}.1", at=NOW - days(back))
            record(ledger, ada.learner_id, [sent], NOW)
    return ada


def fsrs(learner: Learner, retention: float = 0.9) -> dict[str, object]:
    return {"scheduler": "fsrs", "retention": retention}


def previewed(ledger: Ledger, ada: Learner, **more: int) -> Preview:
    return preview_scheduler(ledger, ada, ada.settings.changed(fsrs(ada)), NOW, **more)


def per_day(ledger: Ledger, learner: Learner) -> list[int]:
    with ledger.read() as connection:
        edition = find_edition(connection, learner.learner_id)
        assert edition
        asked = due_days(connection, edition, ["keras"])
    found = Counter(max(on, TODAY) for _, on in asked)
    return [found[TODAY + timedelta(days=ahead)] for ahead in range(DAYS)]


def test_it_is_what_happens_when_it_is_done(ledger: Ledger) -> None:
    ada = studious(ledger)
    preview = previewed(ledger, ada)
    assert [day.now for day in preview.days] == per_day(ledger, ada)
    change_settings(ledger, ada.learner_id, fsrs(ada))
    rebuild(ledger, ada.learner_id)
    assert [day.then for day in preview.days] == per_day(ledger, ada)
    assert preview.now != preview.then
    assert (preview.cards, preview.looked_at) == (CARDS, CARDS)


def test_nothing_is_written_by_it(ledger: Ledger) -> None:
    ada = studious(ledger)
    before = state(ledger, ada.learner_id)
    previewed(ledger, ada)
    assert state(ledger, ada.learner_id) == before
    assert get_learner(ledger, ada.learner_id).settings == ada.settings


def test_the_same_scheduler_changes_nothing(file: Ledger) -> None:
    ada = studious(file)
    preview = preview_scheduler(file, ada, ada.settings, NOW)
    assert [day.now for day in preview.days] == [day.then for day in preview.days]


def test_of_many_cards_some_stand_for_all(file: Ledger) -> None:
    ada = studious(file)
    preview = previewed(file, ada, most_cards=8)
    assert (preview.cards, preview.looked_at) == (CARDS, 8)
    assert {day.then % 5 for day in preview.days} == {0}
    assert sum(day.now for day in preview.days) == previewed(file, ada).now


def test_what_is_not_asked_is_not_counted(file: Ledger) -> None:
    ada = studious(file)
    leave_course(file, ada.learner_id, "keras")
    preview = previewed(file, ada)
    assert (preview.cards, preview.now, preview.then) == (0, 0, 0)
