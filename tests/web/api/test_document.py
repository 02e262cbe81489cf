"""The document is one, says all there is, and can be read by people."""

import re
from html.parser import HTMLParser

from openapi_spec_validator import validate

from app.web.api.routes import PREFIX
from tests.web.conftest import AppMaker
from tests.web.school import API, School
from tests.web.visitors import SERVICE


def test_it_is_an_openapi_document_in_either_mode(make_app: AppMaker) -> None:
    for mode in ({}, SERVICE):
        app = make_app(**mode)
        address = "http://localhost" if not mode else "https://drill.example.org"
        validate(app.test_client().get(f"{API}/openapi.json", base_url=address).get_json())


def test_every_route_of_the_api_is_in_it_and_no_other(school: School) -> None:
    described = school.ask("GET", f"{API}/openapi.json").get_json()["paths"]
    rules = [rule for rule in school.app.url_map.iter_rules() if rule.rule.startswith(PREFIX)]
    there = {
        (re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "api_docs.openapi"
    }
    assert {(path, method) for path, methods in described.items() for method in methods} == there


def test_what_a_route_takes_is_said_of_it(school: School) -> None:
    described = school.ask("GET", f"{API}/openapi.json").get_json()
    drill = described["paths"][f"{PREFIX}/drill"]["get"]
    assert {"limit", "course", "track"} <= {each["name"] for each in drill["parameters"]}
    reviews = described["paths"][f"{PREFIX}/reviews"]["post"]["requestBody"]
    assert reviews["content"]["application/json"]["schema"]["$ref"].endswith("/Reviews")
    answer = described["components"]["schemas"]["SentReviewed"]
    assert {"id", "type", "card_id", "grade", "answered_at"} <= set(answer["required"])
    assert described["components"]["securitySchemes"]["session"]["name"] == "__Host-drillbook"


def test_a_program_may_keep_it_and_ask_whether_it_is_still_right(school: School) -> None:
    first = school.ask("GET", f"{API}/openapi.json")
    assert first.headers["Cache-Control"] == "no-cache"
    again = school.ask("GET", f"{API}/openapi.json", {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.to: list[str] = []
        self.sources: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.to += [given["href"] or ""] if tag == "a" else []
        self.sources += [given["src"] or ""] if tag == "script" else []


def test_people_can_read_it_without_outside_scripts(school: School) -> None:
    reply = school.ask("GET", "/api/docs")
    page = Links(reply.text)
    assert "<code>POST /api/v1/reviews</code>" in reply.text
    assert all(source.startswith("/static/") for source in page.sources)
    inside = [link[1:] for link in page.to if link.startswith("#")]
    assert len(inside) > 50
    assert set(inside) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
