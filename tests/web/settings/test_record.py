"""A record out of one Drillbook and into another, by the page."""

import io

from app.services.manage_learners import add_learner
from app.web.settings import record
from tests.ledger.looking import state
from tests.ledger.making import NOW
from tests.services.archives import contents, zipped
from tests.web.settings.conftest import Person, signed_in, told
from tests.web.settings.test_schedule import refolded


def files_of(person: Person) -> dict[str, str]:
    with person.client.get("/settings/record/drillbook.zip") as reply:
        return contents(io.BytesIO(reply.data))


def test_out_and_in_elsewhere(ada: Person) -> None:
    with ada.client.get("/settings/record/drillbook.zip") as reply:
        assert reply.headers["Content-Disposition"] == "attachment; filename=drillbook.zip"
        assert reply.mimetype == "application/zip"
        file = reply.data
    bob = add_learner(ada.ledger, "bob@example.org", NOW)
    there = signed_in(ada.app, bob, "b" * 43)
    taken = there.post("/settings/record", data={"archive": (io.BytesIO(file), "mine.zip")})
    assert told(taken) == "303 /settings/record?recorded=4&already=0"
    refolded()
    assert state(ada.ledger, bob.learner_id) == state(ada.ledger, ada.learner.learner_id)
    assert "Taken in: 4 events." in there.get("/settings/record?recorded=4&already=0").text


def test_a_file_is_larger_than_any_other_request_may_be(alone: Person) -> None:
    files = files_of(alone)
    large = zipped({**files, "picture.bin": bytes(300_000)}, method=0)
    reply = alone.client.post("/settings/record", data={"archive": (large, "mine.zip")})
    assert told(reply) == "303 /settings/record?recorded=0&already=4"
    refolded()
    told_here = alone.client.get("/settings/record?recorded=0&already=4").text
    assert "What was answered in it was here already: 4 events." in told_here


def test_a_file_that_is_no_archive_is_refused_beside_its_field(alone: Person) -> None:
    for archive in ((io.BytesIO(b"a text"), "a.zip"), (io.BytesIO(b""), "")):
        reply = alone.client.post("/settings/record", data={"archive": archive})
        assert reply.status_code == 422
        assert 'id="archive-fault">' in reply.text
    assert alone.client.post("/settings/record").status_code == 422


def test_a_wrong_line_is_named_on_the_page(alone: Person) -> None:
    files = files_of(alone)
    wrong = zipped({**files, "events.jsonl": "<b>\n" + files["events.jsonl"]})
    reply = alone.client.post("/settings/record", data={"archive": (wrong, "mine.zip")})
    assert "Line 1 of events.jsonl: this is no event" in reply.text
    assert alone.now().events == 4


def test_one_record_is_brought_in_at_a_time(alone: Person) -> None:
    with record.ONE_AT_A_TIME:
        archive = (zipped({}), "mine.zip")
        reply = alone.client.post("/settings/record", data={"archive": archive})
    assert reply.status_code == 503
    assert reply.headers["Retry-After"] == "60"
    assert "Try again in a minute." in reply.text
    reply = alone.client.post("/settings/record", data={"archive": (zipped({}), "mine.zip")})
    assert reply.status_code == 422


def test_the_archive_names_the_page_that_takes_it_in(alone: Person) -> None:
    assert "<h1>Your record</h1>" in alone.client.get("/settings/record").text
    assert 'under Settings, "Your record"' in files_of(alone)["README.txt"]
