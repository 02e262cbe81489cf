"""Settings as a form sends them."""

import pytest

from app.ledger.learners import add_learner, get_learner
from app.ledger.ledger import Ledger
from app.services.change_settings import change_settings, zones
from tests.ledger.making import NOW

FORM = {
    "called": " Ada ",
    "zone": "Asia/Tokyo",
    "rollover_hour": "3",
    "new_per_day": "0",
    "cap_per_day": "250",
    "buttons": "2",
    "typed_answers": "on",
    "theme": "dark",
    "text_percent": "115",
}


def test_all_of_them_are_kept(file: Ledger) -> None:
    ada = add_learner(file, "ada", NOW)
    assert change_settings(file, ada, FORM) == {}
    kept = get_learner(file, ada.learner_id).settings
    assert (kept.called, kept.zone, kept.rollover_hour) == ("Ada", "Asia/Tokyo", 3)
    assert (kept.new_per_day, kept.cap_per_day, kept.buttons) == (0, 250, 2)
    assert (kept.typed_answers, kept.letter_keys) == (True, False)
    assert (kept.theme, kept.text_percent) == ("dark", 115)
    assert kept.scheduler == ada.settings.scheduler


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("called", "x" * 101, "at most 100 characters"),
        ("called", "a\x1bb", "can be shown"),
        ("zone", "Europe/Berln", "Is it Europe/Berlin?"),
        ("zone", "", "Try Europe/Paris"),
        ("zone", "../../etc/passwd", "no time zone"),
        ("rollover_hour", "24", "from 0 to 23"),
        ("new_per_day", "many", "from 0 to 1,000"),
        ("new_per_day", "-1", "from 0 to 1,000"),
        ("new_per_day", "٣", "from 0 to 1,000"),
        ("cap_per_day", "0", "from 1 to 10,000"),
        ("cap_per_day", "9" * 5_000, "from 1 to 10,000"),
        ("buttons", "3", "one of these"),
        ("theme", "red", "one of these"),
        ("text_percent", "125", "one of these"),
    ],
)
def test_a_fault_is_told_by_its_field_and_nothing_is_changed(
    file: Ledger, field: str, typed: str, said: str
) -> None:
    ada = add_learner(file, "ada", NOW)
    faults = change_settings(file, ada, {**FORM, field: typed})
    assert list(faults) == [field]
    assert said in faults[field]
    assert get_learner(file, ada.learner_id).settings == ada.settings


def test_all_faults_are_told_at_once(file: Ledger) -> None:
    ada = add_learner(file, "ada", NOW)
    assert len(change_settings(file, ada, {**FORM, "zone": "x", "buttons": "x"})) == 2


def test_the_zones_to_choose_from_are_places() -> None:
    assert {"Europe/Berlin", "America/New_York", "UTC"} <= set(zones())
    assert "EST5EDT" not in zones()
