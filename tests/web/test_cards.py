"""A card's own page: why this date, history, undo of older answers, note, report, set aside."""

import re
from html import unescape

import pytest
from click.testing import CliRunner

from app.cli.main import main
from app.core.events import Voided
from app.web.ids import new_id
from app.web.parts import parts
from tests.web.conftest import AppMaker
from tests.web.drill_form import Form, Hands

CARD = "rivers.intermittent.1"
PAGE = f"/cards/{CARD}"


@pytest.fixture
def form(make_app: AppMaker) -> Form:
    hands = Hands()
    return Form(make_app(clock=hands), hands)


def test_it_tells_why_the_card_comes_when_it_does(form: Form) -> None:
    assert "This card is new to you." in form.open(PAGE).shown
    form.open().answer("good")
    form.open(PAGE)
    assert "You answered this on 21 November." in form.shown
    assert "due on 22 November" in form.shown
    assert "21 November Good." in form.shown


def test_an_older_answer_is_taken_back_after_a_look_at_what_that_changes(form: Form) -> None:
    form.open().answer("good")
    form.hands.on(days=1)
    while form.open().card_id != CARD:
        form.answer("good")
    form.answer("good")
    first, *_ = [event for event in form.log() if event.card_id == CARD]
    form.open(PAGE, undo=first.id)
    assert "The card would be due on 23 November instead of " in form.shown
    assert not any(isinstance(event, Voided) for event in form.log())
    form.client.post(PAGE, data={"id": form.fields["id"], "undo": first.id})
    assert [event.voids for event in form.log() if isinstance(event, Voided)] == [first.id]
    assert "due on 23 November" in form.open(PAGE).shown
    assert form.client.get(PAGE, query_string={"undo": first.id}).status_code == 404


@pytest.mark.parametrize("done", ["note", "report", "aside"])
def test_a_card_leads_back_into_the_sitting_that_it_was_opened_from(form: Form, done: str) -> None:
    place = {"course": "rivers", "track": "springs", "section": "section-springs"}
    form.open(cram="1", **place)
    links = re.findall(r'href="(/cards/[^"#]*)', form.text)
    (page,) = {unescape(link) for link in links}
    form.open(page)
    form.client.post(page, data={"id": form.fields["id"], done: "think of rain"})
    shown = form.client.post(
        page, data={"id": new_id(form.hands.at), done: "again"}, follow_redirects=True
    )
    (onwards,) = re.findall(r'<a href="(/drill[^"]*)">Go on', shown.text)
    form.open(unescape(onwards))
    assert form.fields["asked_as"] == "cram"
    assert {name: form.fields[name] for name in place} == place


def test_my_note_is_shown_on_the_back_to_me(form: Form) -> None:
    form.open(PAGE)
    form.client.post(PAGE, data={"id": form.fields["id"], "note": "think of rain"})
    assert "think of rain" not in form.open().read().shown
    assert "think of rain" in form.press("shown", "1", "GET").shown


def test_a_note_that_is_too_long_is_shown_again_with_the_fault(form: Form) -> None:
    form.open(PAGE)
    response = form.client.post(PAGE, data={"id": form.fields["id"], "note": "x" * 10_001})
    assert response.status_code == 422
    assert "x" * 10_001 in response.text
    assert "a note has at most 10,000 characters" in response.text


def test_a_reported_mistake_reaches_the_author_with_its_place(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.open(PAGE)
    fields = {"id": form.fields["id"], "report": "it may also run after snow"}
    for _ in range(2):
        form.client.post(PAGE, data=fields)
    with form.client.application.app_context():
        settings = parts().settings
    monkeypatch.setenv("DRILLBOOK_HOME", str(settings.home))
    monkeypatch.setenv("DRILLBOOK_CONTENT", str(settings.content))
    told = CliRunner().invoke(main, ["flags"]).output
    assert told.count("it may also run after snow") == 1
    assert "01-springs.md:12: it may also run after snow" in told


def test_an_empty_report_is_asked_for_words(form: Form) -> None:
    form.open(PAGE)
    response = form.client.post(PAGE, data={"id": form.fields["id"], "report": " "})
    assert response.status_code == 422


def test_what_was_set_aside_is_found_and_brought_back(form: Form) -> None:
    assert "Nothing is set aside." in form.open("/set-aside").shown
    form.open(PAGE)
    form.client.post(PAGE, data={"id": form.fields["id"], "aside": "1"})
    assert "A spring that runs only after rain" in form.open("/set-aside").shown
    form.hands.on(seconds=3)
    form.client.post("/set-aside", data={"id": form.fields["id"], "back": CARD})
    assert "Nothing is set aside." in form.open("/set-aside").shown
    assert form.open().card_id == CARD


def test_a_card_that_never_was_has_no_page(form: Form) -> None:
    assert form.client.get("/cards/rivers.gone.1").status_code == 404
