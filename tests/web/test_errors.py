"""Errors in words."""

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient

from app.core.errors import DrillbookError
from app.services.open_ledger import Busy, NoRoom, ReadOnly
from tests.web.conftest import AppMaker


@pytest.fixture
def faulty(make_app: AppMaker) -> Flask:
    app = make_app()
    app.add_url_rule("/broken", "broken", lambda: str(1 // 0))
    app.add_url_rule("/teapot", "teapot", lambda: abort(418))
    app.add_url_rule("/gateway", "gateway", lambda: abort(504))
    app.add_url_rule("/take", "take", lambda: request.get_data(as_text=True), methods=["POST"])

    @app.get("/unready")
    def unready() -> str:
        raise DrillbookError("the shelf is empty", "fill it")

    return app


def test_a_page_that_is_not_there_says_so_in_words(client: FlaskClient) -> None:
    reply = client.get("/nowhere")
    assert reply.status_code == 404
    assert "<h1>This page is not here.</h1>" in reply.text
    assert '<a href="/search">Search</a>, or go back to <a href="/">Today</a>.' in reply.text


def test_a_page_that_only_shows_says_so_and_names_what_it_takes(client: FlaskClient) -> None:
    reply = client.post("/courses")
    assert reply.status_code == 405
    assert "This cannot be done here." in reply.text
    assert "GET" in reply.headers["Allow"]


def test_a_fault_of_ours_shows_none_of_its_inside(faulty: Flask) -> None:
    reply = faulty.test_client().get("/broken")
    assert reply.status_code == 500
    assert "Something went wrong on our side." in reply.text
    assert 'Your answers are safe. <a href="">Try again.</a>' in reply.text
    assert "ZeroDivision" not in reply.text


def test_a_request_that_is_too_large_is_refused_in_words(faulty: Flask) -> None:
    reply = faulty.test_client().post("/take", data=b"x" * 300_000)
    assert reply.status_code == 413
    assert "This is too large to be taken." in reply.text


def test_who_serves_oneself_is_told_why_nothing_can_be_shown(faulty: Flask) -> None:
    reply = faulty.test_client().get("/unready")
    assert reply.status_code == 503
    assert "This cannot be done just now." in reply.text
    assert "the shelf is empty (fill it)" in reply.text


@pytest.mark.parametrize(
    ("problem", "status"),
    [(Busy("locked"), 503), (NoRoom("full"), 507), (ReadOnly("damaged"), 503)],
)
def test_a_ledger_that_cannot_be_written_now_is_told_apart(
    make_app: AppMaker, problem: DrillbookError, status: int
) -> None:
    app = make_app()

    def fail() -> str:
        raise problem

    app.add_url_rule("/fail", "fail", fail)
    app.add_url_rule("/api/fail", "api-fail", fail)
    client = app.test_client()
    page, told = client.get("/fail"), client.get("/api/fail")
    assert (page.status_code, told.status_code) == (status, status)
    assert ("Retry-After" in told.headers) == isinstance(problem, Busy)
    assert told.mimetype == "application/problem+json"
    assert told.json == {
        "type": "about:blank",
        "title": told.status.partition(" ")[2].title(),
        "status": status,
        "detail": str(problem),
    }


def test_a_program_reads_of_any_error_in_one_shape(client: FlaskClient) -> None:
    reply = client.get("/api/nowhere")
    assert (reply.status_code, reply.mimetype) == (404, "application/problem+json")
    assert reply.json is not None
    assert reply.json["title"] == "Not Found"


def test_the_way_on_is_there_where_nothing_is(client: FlaskClient) -> None:
    assert '<a href="/statistics"' in client.get("/nowhere").text


def test_a_program_of_others_is_told_what_to_do(reached: FlaskClient) -> None:
    def fail() -> str:
        raise NoRoom("/home/of/the/ledger is full")

    reached.application.add_url_rule("/api/fail", "api-fail", fail)
    reply = reached.get("/api/fail")
    assert reply.json is not None
    assert reply.json["detail"] == "there is no room to write; nothing was lost"


def test_others_are_not(reached: FlaskClient) -> None:
    reached.application.add_url_rule("/unready", "unready", _unready)
    reply = reached.get("/unready")
    assert reply.status_code == 503
    assert "shelf" not in reply.text


def _unready() -> str:
    raise DrillbookError("the shelf is empty")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [("/teapot", 418, "cannot be understood"), ("/gateway", 504, "went wrong on our side")],
)
def test_any_other_error_has_a_page_too(
    faulty: Flask, address: str, status: int, words: str
) -> None:
    reply = faulty.test_client().get(address)
    assert reply.status_code == status
    assert words in reply.text


def test_a_course_without_a_library_is_not_an_error_of_the_reader(make_app: AppMaker) -> None:
    app = make_app(build=False, host="0.0.0.0", public_url="http://localhost")
    for address in ("/courses", "/courses/rivers"):
        assert app.test_client().get(address).status_code == 503
