"""What a token may do: each scope before each route, walked from the URL map."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.ledger.tables import metadata
from app.services.tokens import Scope, make_token
from app.web.parts import NAME
from tests.web.conftest import AppMaker
from tests.web.school import API, School, sent
from tests.web.test_every_route import METHODS, PLACES
from tests.web.visitors import NOW, SERVICE, Browser, Clock, member

# What is not named here looks only.
NEEDED = {
    "api.reviews": Scope.ANSWER,
    "api.follow": Scope.SETTINGS,
    "api.change_settings": Scope.SETTINGS,
}
BODIES = {
    "api.reviews": {"events": [sent()]},
    "api.follow": {"following": True},
    "api.change_settings": {"called": "Ada"},
}


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            built = rule.build({name: PLACES[name] for name in rule.arguments})
            assert built
            for method in sorted((rule.methods or set()) & set(METHODS)):
                yield rule.endpoint, method, built[1]


def token(school: School, *scopes: Scope) -> dict[str, str]:
    secret = "-".join(scopes).ljust(43, "x")
    make_token(school.ledger, school.ada.learner, "a script", secret, scopes, NOW)
    return {"Authorization": f"Bearer {secret}"}


def ask(school: School, route: tuple[str, str, str], headers: dict[str, str]) -> TestResponse:
    endpoint, method, path = route
    more = {"json": BODIES[endpoint]} if endpoint in BODIES else {}
    path += "?q=brook" if endpoint == "api.search" else ""
    return school.ask(method, path, headers, **more)


def test_every_route_that_changes_something_has_a_scope_of_its_own(school: School) -> None:
    unsafe = {endpoint for endpoint, method, _ in routes(school.app) if method != "GET"}
    assert unsafe == set(NEEDED)


@pytest.mark.parametrize("scope", list(Scope))
def test_a_scope_opens_its_own_routes_and_no_others(school: School, scope: Scope) -> None:
    headers = token(school, scope)
    before = school.rows_of(school.ada)
    for route in routes(school.app):
        needed = NEEDED.get(route[0], Scope.READ)
        if scope is not needed:
            reply = ask(school, route, headers)
            assert (reply.status_code, reply.mimetype) == (403, "application/problem+json"), route
            told = f'Bearer error="insufficient_scope", scope="{needed}"'
            assert reply.headers["WWW-Authenticate"] == told
            assert f"needs `{needed}`" in reply.json["detail"]
    used = {name: rows for name, rows in school.rows_of(school.ada).items() if name != "tokens"}
    assert used == {name: rows for name, rows in before.items() if name != "tokens"}
    for route in routes(school.app):
        if scope is NEEDED.get(route[0], Scope.READ):
            assert ask(school, route, headers).status_code == 200, route


def test_with_all_of_them_everything_is_open(school: School) -> None:
    headers = token(school, *Scope)
    assert {ask(school, route, headers).status_code for route in routes(school.app)} == {200}


def test_a_browser_needs_none(school: School) -> None:
    assert {ask(school, r, school.ada.session).status_code for r in routes(school.app)} == {200}


def test_the_document_says_which_scope_each_needs(school: School) -> None:
    described = school.call("GET", "openapi.json")["paths"]
    for path, methods in described.items():
        for operation in methods.values():
            needed = NEEDED.get(f"api.{operation['operationId']}", Scope.READ)
            assert operation["security"] == [{"token": [needed]}, {"session": []}], path
    assert "A token needs <code>answer</code>." in school.ask("GET", "/api/docs").text


def test_an_expired_token_is_told_that_it_is(make_app: AppMaker, clock: Clock) -> None:

    app = make_app(clock=clock, **SERVICE)
    ada, secret = member(app), "t" * 43
    ledger, until = app.extensions[NAME].ledger, NOW + timedelta(days=30)
    make_token(ledger, ada, "my script", secret, tuple(Scope), NOW, until)
    program = {"headers": {"Authorization": f"Bearer {secret}"}}
    clock.later(timedelta(days=30, seconds=-1))
    assert Browser(app).get(f"{API}/me", **program).status_code == 200
    clock.later(timedelta(seconds=1))
    reply = Browser(app).get(f"{API}/me", **program)
    assert (reply.status_code, reply.mimetype) == (401, "application/problem+json")
    assert reply.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert "this token has expired" in reply.json["detail"]
    assert Browser(app).get(f"{API}/nowhere", **program).status_code == 404
    assert Browser(app).get("/api/docs", **program).status_code == 200


def test_nothing_that_is_in_the_ledger_opens_anything(school: School) -> None:
    """Whoever reads all of it has no token, no session and no link."""
    with school.ledger.read() as connection:
        held = {
            str(value)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            for value in row
            if value not in ("", None)
        }
    assert {school.ada.token[:12], "ada@example.org"} <= held
    for text in held:
        plain = text.encode("ascii", "replace").decode().replace("\n", " ")
        for headers in (
            {"Authorization": f"Bearer {plain}"},
            {"Cookie": f"__Host-drillbook={plain}"},
        ):
            assert school.ask("GET", f"{API}/me", headers).status_code == 401
