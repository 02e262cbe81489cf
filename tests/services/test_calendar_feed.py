"""The coming two weeks as a calendar: what Today says, under an address that can be taken back."""

from datetime import date, timedelta
from pathlib import Path
from typing import cast

import pytest
from icalendar import Calendar
from icalendar import Event as Entry

from app.ledger.learners import get_learner, remove_learner
from app.ledger.ledger import Ledger
from app.services.calendar_feed import Calendars
from app.services.signing import Signer
from tests.ledger.making import NOW, days
from tests.services.numbered import cards, numbered_library
from tests.web.learning import Learning, learning

SIGNER = Signer(lambda: (b"k" * 32,))
HERE = "https://drill.example.org"


@pytest.fixture
def ada(file: Ledger, tmp_path: Path) -> Learning:
    ada = learning(file, numbered_library(tmp_path, facts=140))
    ada.follow("keras")
    ada.settings(zone="Europe/Berlin")
    ada.answers(cards(0, 130), ago=6)
    return ada


@pytest.fixture
def calendars(file: Ledger) -> Calendars:
    return Calendars(file, SIGNER, HERE)


def text_of(calendars: Calendars, ada: Learning, later: float = 0) -> bytes:
    learner = get_learner(ada.ledger, ada.learner.learner_id)
    return calendars.calendar(ada.library.now(), learner, NOW + days(later))


def entries(text: bytes) -> dict[date, Entry]:
    found = [cast(Entry, each) for each in Calendar.from_ical(text).walk("VEVENT")]
    return {each.decoded("dtstart"): each for each in found}


def signed(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".ics")


def test_it_says_of_each_day_what_today_says(calendars: Calendars, ada: Learning) -> None:
    page, said = ada.today(), entries(text_of(calendars, ada))
    assert said[page.day]["summary"].startswith(f"{page.work.cards} cards, about ")
    for day in page.coming.days:
        if day.cards:
            assert said[day.on]["summary"].startswith(f"{day.cards} card")
        else:
            assert day.on not in said


def test_every_entry_is_a_whole_day_that_keeps_nobody_busy(
    calendars: Calendars, ada: Learning
) -> None:
    for on, entry in entries(text_of(calendars, ada)).items():
        assert entry.decoded("dtend") == on + timedelta(days=1)
        assert entry["transp"] == "TRANSPARENT"
        assert entry["url"] == f"{HERE}/drill"


def test_it_is_the_same_until_something_changes(calendars: Calendars, ada: Learning) -> None:
    before = text_of(calendars, ada)
    assert text_of(calendars, ada, later=0.01) == before
    ada.answers(cards(0, 1))
    assert text_of(calendars, ada, later=0.02) != before


def test_a_day_keeps_its_entry_from_one_day_to_the_next(
    calendars: Calendars, ada: Learning
) -> None:
    first, next_day = entries(text_of(calendars, ada)), entries(text_of(calendars, ada, later=1))
    both = first.keys() & next_day.keys()
    assert both
    assert all(first[on]["uid"] == next_day[on]["uid"] for on in both)


def test_who_follows_nothing_has_an_empty_calendar(calendars: Calendars, ada: Learning) -> None:
    ada.leave("keras")
    assert entries(text_of(calendars, ada)) == {}


def test_there_is_no_address_until_one_is_made(calendars: Calendars, ada: Learning) -> None:
    assert calendars.find_address(ada.learner) is None


def test_an_address_leads_to_its_learner_until_another_is_made(
    calendars: Calendars, ada: Learning
) -> None:
    calendars.make_address(ada.learner, NOW)
    first = calendars.find_address(ada.learner)
    assert first
    assert first.startswith(f"{HERE}/calendar/")
    found = calendars.find_learner(signed(first))
    assert found
    assert found.learner_id == ada.learner.learner_id
    calendars.make_address(ada.learner, NOW + days(1))
    assert calendars.find_learner(signed(first)) is None


def test_an_address_that_was_taken_back_leads_nowhere(calendars: Calendars, ada: Learning) -> None:
    calendars.make_address(ada.learner, NOW)
    address = calendars.find_address(ada.learner)
    assert address
    calendars.end_address(ada.learner)
    assert calendars.find_learner(signed(address)) is None


def test_a_deleted_account_has_no_calendar(calendars: Calendars, ada: Learning) -> None:
    calendars.make_address(ada.learner, NOW)
    address = calendars.find_address(ada.learner)
    assert address
    remove_learner(ada.ledger, ada.learner.learner_id)
    assert calendars.find_learner(signed(address)) is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "x",
        SIGNER.sign("calendar"),
        SIGNER.sign("calendar", "1", "2"),
        SIGNER.sign("reminder unsubscribe", 1, 2),
        SIGNER.sign("calendar", 99, 1),
    ],
)
def test_what_was_not_signed_for_it_leads_nowhere(calendars: Calendars, words: str) -> None:
    assert calendars.find_learner(words) is None
