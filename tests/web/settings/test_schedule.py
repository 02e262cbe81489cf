"""Another scheduler, looked at first and then chosen."""

import threading

import pytest

from app.ledger.learners import change_settings
from app.services.refolding import UnderWay, needs_refolding
from tests.ledger.looking import state
from tests.web.settings.conftest import Person, told

FSRS = {"scheduler": "fsrs", "percent": "85"}


def refolded() -> None:
    for thread in threading.enumerate():
        if thread.name == "refolding":
            thread.join()


@pytest.mark.parametrize("where", ["alone", "ada"])
def test_it_is_looked_at_first(where: str, request: pytest.FixtureRequest) -> None:
    person: Person = request.getfixturevalue(where)
    page = person.client.get("/settings/schedule", query_string=FSRS).text
    assert "Change to FSRS at 85 %" in page
    assert '<th scope="row">Today</th>' in page
    assert '<th scope="row">Tomorrow</th>' in page
    assert page.count('<th scope="row">') == 14
    assert person.now().settings == person.learner.settings


def test_what_one_has_needs_no_change(alone: Person) -> None:
    page = alone.client.get("/settings/schedule?scheduler=sm2&percent=80").text
    assert "This is what you have." in page
    assert "Change to" not in page


def test_it_is_in_use_when_it_is_done(alone: Person) -> None:
    before = state(alone.ledger, alone.learner.learner_id)
    reply = alone.client.post("/settings/schedule", data=FSRS)
    assert told(reply) == "303 /settings/schedule?said=changed"
    refolded()
    assert (alone.now().settings.scheduler, alone.now().settings.retention) == ("fsrs", 0.85)
    assert state(alone.ledger, alone.learner.learner_id) != before
    page = alone.client.get("/settings/schedule?said=changed").text
    assert "Changed. Every card has its new date." in page
    assert "FSRS, at 85 %" in alone.client.get("/settings").text


@pytest.mark.parametrize("percent", ["", "69", "98", "85.5", "many", "9" * 5_000])
def test_a_share_that_cannot_be_is_refused_beside_its_field(alone: Person, percent: str) -> None:
    form = {**FSRS, "percent": percent}
    for reply in (
        alone.client.get("/settings/schedule", query_string=form),
        alone.client.post("/settings/schedule", data=form),
    ):
        assert reply.status_code == 422
        assert 'id="percent-fault">Give a whole number from 70 to 97.' in reply.text
    assert alone.now().settings == alone.learner.settings


def test_a_scheduler_that_is_not_there_is_refused(alone: Person) -> None:
    assert alone.client.get("/settings/schedule?scheduler=leitner").status_code == 422
    assert alone.client.post("/settings/schedule", data={"scheduler": "x"}).status_code == 422


def test_what_is_under_way_is_shown(alone: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        type(alone.parts.refolding), "find", lambda self, learner: UnderWay(120, 400)
    )
    assert 'value="120" max="400"' in alone.client.get("/settings/schedule").text
    progress = alone.client.get("/settings/schedule/progress").json
    assert progress == {"over": False, "done": 120, "total": 400}


def test_what_was_left_undone_goes_on_by_one_press(alone: Person) -> None:
    """As after a process was killed half-way."""
    change_settings(alone.ledger, alone.learner.learner_id, {"scheduler": "fsrs"})
    assert "The new schedule is not made yet." in alone.client.get("/settings/schedule").text
    alone.client.post("/settings/schedule/again")
    refolded()
    assert not needs_refolding(alone.ledger, alone.now())
    assert alone.client.get("/settings/schedule/progress").json == {"over": True}
