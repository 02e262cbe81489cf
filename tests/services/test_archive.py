"""What goes out as one file comes in elsewhere as the same state."""

import json
import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.core.errors import DrillbookError
from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import Kind
from app.ledger import spool, take_in
from app.ledger.append import Outcome, record
from app.ledger.archived_event import FIELDS
from app.ledger.card_notes import card_notes_of
from app.ledger.courses import followed_courses
from app.ledger.examine import examine
from app.ledger.flags import flags_of
from app.ledger.learners import Learner, add_learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.opening import open_file
from app.ledger.rebuild import rebuild
from app.ledger.reminder_channels import NewChannel, add_channel, list_channels
from app.ledger.settings import LearnerSettings
from app.ledger.tables import events
from app.services.archive_readme import README
from app.services.import_everything import TakenIn, import_everything
from app.services.show_stats import show_stats
from tests.ledger.looking import state
from tests.ledger.making import NOW, answer, days
from tests.ledger.test_order import SCALE, history, send
from tests.services.archives import busy_learner, contents, exported


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Ledger]:
    ledger = open_file(tmp_path / "elsewhere" / "ledger.db")
    yield ledger
    ledger.close()


def taken_in(ledger: Ledger, source: Ledger, ada: Learner, name: str = "ada") -> Learner:
    """Into a learner of another number, who began only now."""
    add_learner(ledger, f"before {name}", NOW)
    there = add_learner(ledger, name, NOW)
    with exported(source, ada) as file:
        import_everything(ledger, there, file, NOW)
    rebuild(ledger, there.learner_id)
    return get_learner(ledger, there.learner_id)


def log_of(ledger: Ledger, learner: Learner) -> list[Any]:
    """But for whose they are, and so for the chain."""
    columns = [c for c in events.columns if c.name not in ("learner_id", "checksum")]
    mine = select(*columns).where(events.c.learner_id == learner.learner_id)
    with ledger.read() as connection:
        return list(map(tuple, connection.execute(mine.order_by(events.c.number))))


def test_the_state_elsewhere_is_the_same(ledger: Ledger, elsewhere: Ledger) -> None:
    ada = get_learner(ledger, busy_learner(ledger).learner_id)
    there = taken_in(elsewhere, ledger, ada)
    assert log_of(elsewhere, there) == log_of(ledger, ada)
    assert state(elsewhere, there.learner_id) == state(ledger, ada.learner_id)
    assert show_stats(elsewhere, there, NOW) == show_stats(ledger, ada, NOW)
    assert (there.settings, there.born_at) == (ada.settings, ada.born_at)
    assert followed_courses(elsewhere, there.learner_id) == ["spanish", "keras"]
    assert card_notes_of(elsewhere, there.learner_id) == {"keras.k1.1": "a\nhint, “so”"}
    assert flags_of(elsewhere, there.learner_id) == flags_of(ledger, ada.learner_id)
    assert examine(elsewhere) == []


def test_the_same_record_is_the_same_bytes(ledger: Ledger, elsewhere: Ledger) -> None:
    ada = busy_learner(ledger)
    with exported(ledger, ada) as once, exported(ledger, ada) as again:
        assert once.read() == again.read()
    there = taken_in(elsewhere, ledger, ada)
    with exported(ledger, ada) as here, exported(elsewhere, there) as other:
        one, two = contents(here), contents(other)
    assert one.pop("account.json") != two.pop("account.json")  # who runs the service
    assert one == two


def test_to_take_it_in_again_changes_nothing(ledger: Ledger) -> None:
    ada = busy_learner(ledger)
    before, log = state(ledger, ada.learner_id), log_of(ledger, ada)
    with exported(ledger, ada) as file:
        done = import_everything(ledger, ada, file, NOW)
    assert done == TakenIn(recorded=0, already=len(log))
    rebuild(ledger, ada.learner_id)
    assert (state(ledger, ada.learner_id), log_of(ledger, ada)) == (before, log)
    assert examine(ledger) == []


def test_what_was_answered_here_stays_beside_it(ledger: Ledger, elsewhere: Ledger) -> None:
    ada = busy_learner(ledger)
    there = add_learner(elsewhere, "ada", NOW)
    record(elsewhere, there.learner_id, [answer(500, card="keras.here.1")], NOW)
    with exported(ledger, ada) as file:
        done = import_everything(elsewhere, there, file, NOW)
    rebuild(elsewhere, there.learner_id)
    assert done.already == 0
    assert len(log_of(elsewhere, there)) == done.recorded + 1
    assert examine(elsewhere) == []


def test_old_devices_may_go_on_sending_what_they_kept(ledger: Ledger, elsewhere: Ledger) -> None:
    """Before the account was made here, the learner had long begun."""
    there = taken_in(elsewhere, ledger, busy_learner(ledger))
    late = answer(700, card="keras.k9.1", at=NOW - days(300))
    [result] = record(elsewhere, there.learner_id, [late], NOW)
    assert result.outcome is Outcome.RECORDED


def test_a_conflict_is_told_and_nothing_is_taken_in(ledger: Ledger, elsewhere: Ledger) -> None:
    ada = busy_learner(ledger)
    there = add_learner(elsewhere, "ada", NOW - days(9))
    record(elsewhere, there.learner_id, [answer(12, card="keras.other.1")], NOW)
    with exported(ledger, ada) as file, pytest.raises(DrillbookError) as found:
        import_everything(elsewhere, there, file, NOW)
    assert "line 12 of events.jsonl: another event with the id" in str(found.value)
    assert len(log_of(elsewhere, there)) == 1
    assert get_learner(elsewhere, there.learner_id) == replace(there, events=1)
    assert followed_courses(elsewhere, there.learner_id) == []
    assert examine(elsewhere) == []


def test_the_readme_explains_every_file_and_field(ledger: Ledger) -> None:
    with exported(ledger, busy_learner(ledger)) as file:
        names = contents(file)
    words = set(README.replace(",", " ").split())
    told = {*names, *FIELDS, *(each.name for each in fields(LearnerSettings))}
    assert told - {"README.txt"} <= {word.rstrip(":") for word in words}


def test_whatever_was_sent_in_whatever_order_comes_out_alike(
    file: Ledger, elsewhere: Ledger
) -> None:
    for seed in range(5 * SCALE):
        dice = random.Random(seed)
        ada = add_learner(file, f"ada {seed}", NOW - days(300))
        send(file, ada.learner_id, history(dice, 60), dice)
        there = taken_in(elsewhere, file, ada, f"ada {seed}")
        assert log_of(elsewhere, there) == log_of(file, ada)
        assert state(elsewhere, there.learner_id) == state(file, ada.learner_id)
    assert examine(elsewhere) == []


def test_many_are_taken_in_portion_by_portion_and_all_or_none(
    ledger: Ledger, elsewhere: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "TOGETHER", 3)
    ada = busy_learner(ledger)
    there = taken_in(elsewhere, ledger, ada)
    assert log_of(elsewhere, there) == log_of(ledger, ada)
    bob = add_learner(elsewhere, "bob", NOW)
    monkeypatch.setattr(take_in, "_put_kept", lambda *_: 1 / 0)
    with exported(ledger, ada) as file, pytest.raises(ZeroDivisionError):
        import_everything(elsewhere, bob, file, NOW)
    assert get_learner(elsewhere, bob.learner_id) == bob
    assert log_of(elsewhere, bob) == []
    assert examine(elsewhere) == []


def test_where_reminders_go_is_told_without_its_keys_and_stays_here(
    ledger: Ledger, elsewhere: Ledger
) -> None:
    ada = busy_learner(ledger)
    plan = Plan(frozenset({0, 4}), time(7, 30))
    hook = NewChannel(Kind.WEBHOOK, "https://example.org/hook", plan, {"secret": "whsec_key"})
    add_channel(ledger, ada.learner_id, "c1", hook, NOW, confirmed=True)
    there = taken_in(elsewhere, ledger, ada)
    with exported(ledger, ada) as file:
        told = contents(file)["reminders.jsonl"]
    row = json.loads(told)
    assert (row["kind"], row["where_to"]) == ("webhook", "https://example.org/hook")
    assert (row["weekdays"], row["at"]) == ([1, 5], "07:30")
    assert set(row) <= set(README.split())
    assert "whsec" not in told
    assert not list_channels(elsewhere, there.learner_id)


def test_no_secret_goes_out(ledger: Ledger) -> None:
    ada = busy_learner(ledger)
    with exported(ledger, ada) as file:
        files = contents(file)
    assert not [name for name, text in files.items() if "hash" in text or "checksum" in text]
