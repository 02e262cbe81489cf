"""The page and the API understand the same addresses of a drill, and refuse the same ones."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import AppMaker
from tests.web.drill_form import Form, Hands

SECTION = "course=rivers&track=springs&section=section-quiz"
UNDERSTOOD = (
    "",
    "new=0",
    "minutes=5",
    "course=rivers",
    "course=rivers&track=springs",
    SECTION,
    f"{SECTION}&cram=true",
    f"{SECTION}&cram=1&since=2026-11-21T09:00:00%2B00:00",
    f"{SECTION}&cram=0",
    "course=rivers&track=springs&fact=divide",
    "course=rivers&track=springs&fact=rhine&cram=1&since=2026-11-21T09:00:00%2B00:00",
)
REFUSED = {
    "course=rivers&cram=true": "cram: name the track to cram",
    "track=springs": "track: name what it is in, too",
    "course=rivers&section=section-quiz": "section: name what it is in, too",
    "course=rivers&fact=divide": "fact: name what it is in, too",
    "minutes=0": "minutes: ",
    "minutes=many": "minutes: ",
    "new=-1": "new: ",
    "new=1001": "new: ",
    "cram=perhaps": "cram: ",
    "since=2026-11-21T09:00:00": "since: ",
    "since=yesterday": "since: ",
}


@pytest.fixture
def client(make_app: AppMaker) -> FlaskClient:
    hands = Hands()
    return Form(make_app(clock=hands), hands).client


@pytest.mark.parametrize("query", UNDERSTOOD)
def test_both_ask_the_same_card_first(client: FlaskClient, query: str) -> None:
    page = client.get(f"/drill?{query}", follow_redirects=True)
    program = client.get(f"/api/v1/drill?{query}")
    assert (page.status_code, program.status_code) == (200, 200)
    first = [card["card_id"] for card in program.get_json()["cards"][:1]]
    assert re.findall(r'name="card_id" value="([^"]*)"', page.text) == first


@pytest.mark.parametrize("query", REFUSED)
@pytest.mark.parametrize("path", ["/drill", "/drill/end", "/api/v1/drill"])
def test_both_refuse_the_same_in_the_same_words(client: FlaskClient, path: str, query: str) -> None:
    reply = client.get(f"{path}?{query}")
    assert reply.status_code == 422
    assert REFUSED[query] in reply.text


def test_a_section_stays_named_after_an_answer(client: FlaskClient) -> None:
    page = client.get(f"/drill?{SECTION}")
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', page.text))
    answered = client.post("/drill", data={**fields, "choice": "ground-water"})
    assert answered.location.startswith(f"/drill?{SECTION}&")
