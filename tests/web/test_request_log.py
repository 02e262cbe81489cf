"""One line a request, whatever is asked."""

import json
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from flask import Flask, Response
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.web.conftest import AppMaker

TEXT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 "
    r"(\S+) (\S+) (\d{3}) (\d+\.\d) ms (\d+) B ([0-9a-f]{16})\n"
)


def ask(app: Flask, path: str, **given: str) -> tuple[str, dict[str, str], bytes]:
    """The log, the headers and the body; the path goes in as raw as a server would hand it."""
    errors = StringIO()
    environ = EnvironBuilder(errors_stream=errors, **given).get_environ()  # type: ignore[arg-type]
    environ["PATH_INFO"] = path
    body, _, headers = run_wsgi_app(app, environ, buffered=True)
    return errors.getvalue(), dict(headers), b"".join(body)


def test_a_line_says_what_was_asked_and_what_came_of_it(make_app: AppMaker) -> None:
    log, headers, body = ask(make_app(), "/courses", query_string="secret=1")
    line = TEXT.fullmatch(log)
    assert line is not None
    assert line.groups()[:3] == ("GET", "/courses", "200")
    assert int(line[5]) == len(body)
    assert line[6] == headers["X-Request-Id"]


def test_it_is_json_when_asked(make_app: AppMaker) -> None:
    log, headers, body = ask(make_app(log_format="json"), "/nowhere")
    line = json.loads(log)
    assert log.count("\n") == 1
    assert (line["method"], line["path"], line["status"]) == ("GET", "/nowhere", 404)
    assert (line["bytes"], line["id"]) == (len(body), headers["X-Request-Id"])


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize(
    "path",
    [
        "/a\nGET /b 200",
        "/\x1b[31mred",
        "/\r",
        "/\x00",
        "/a b",
        "/\x85",
        "/%0a",
        "/\xe2\x80\xa8",
        "//",
    ],
)
def test_no_path_breaks_out_of_its_line(make_app: AppMaker, log_format: str, path: str) -> None:
    log, _, _ = ask(make_app(log_format=log_format), path)
    assert log.count("\n") == 1
    assert log[:-1].isascii()
    assert log[:-1].isprintable()
    assert log_format == "json" or TEXT.fullmatch(log)


def test_no_method_breaks_out_either(make_app: AppMaker) -> None:
    log, _, _ = ask(make_app(), "/", method="GET\nX")
    assert TEXT.fullmatch(log)


def test_an_endless_path_is_cut(make_app: AppMaker) -> None:
    log, _, _ = ask(make_app(), "/" + "a" * 100_000)
    assert len(log) < 1000


def test_a_fault_of_ours_has_its_line(make_app: AppMaker) -> None:
    app = make_app()
    app.add_url_rule("/broken", "broken", lambda: str(1 // 0))
    log, headers, _ = ask(app, "/broken")
    fault, *told, line = log.splitlines()
    assert fault == f"fault in {headers['X-Request-Id']}"
    assert "ZeroDivisionError" in told[-1]
    assert all(each.startswith("  ") for each in told)
    assert " /broken 500 " in line


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_fault_cannot_pass_for_a_request(make_app: AppMaker, log_format: str) -> None:
    app = make_app(log_format=log_format)
    app.add_url_rule("/<path:words>", "broken", _complain)
    log, _, _ = ask(app, "/a\r2026-11-02 GET /forged\x1b[31m\x85 200")
    assert "\x1b" not in log
    assert not [line for line in log.splitlines() if line.startswith("2026-11-02 GET /forged")]
    if log_format == "json":
        fault, line = map(json.loads, log.splitlines())
        assert fault["id"] == line["id"]


def _complain(words: str) -> str:
    raise ValueError(f"{words}\n2026-11-02 GET /forged")


def test_a_reply_that_breaks_off_has_its_line(make_app: AppMaker) -> None:
    app = make_app()

    def pieces() -> Iterator[bytes]:
        yield b"12345"
        raise OSError("gone")

    app.add_url_rule("/pieces", "pieces", lambda: Response(pieces()))
    errors = StringIO()
    environ = EnvironBuilder("/pieces", errors_stream=errors).get_environ()
    body, _, _ = run_wsgi_app(app, environ)
    with pytest.raises(OSError, match="gone"):
        list(body)
    body.close()  # type: ignore[attr-defined]
    assert " /pieces 200 " in errors.getvalue()
    assert " 5 B " in errors.getvalue()


def test_a_full_disk_under_the_log_costs_nobody_the_page(make_app: AppMaker) -> None:
    class Full(StringIO):
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    environ = EnvironBuilder("/courses", errors_stream=Full()).get_environ()
    _, status, _ = run_wsgi_app(make_app(), environ, buffered=True)
    assert status == "200 OK"


def test_the_questions_of_an_open_page_are_left_out(make_app: AppMaker) -> None:
    log, _, _ = ask(make_app(), "/preview/version")
    assert log == ""


@pytest.mark.parametrize(
    "before",
    [
        "/reset/",
        "/confirm/",
        "/calendar/",
        "/r/card/",
        "/r/snooze/",
        "/r/unsubscribe/",
        "//r/card/",
    ],
)
def test_who_reads_it_cannot_use_a_link_that_was_sent(make_app: AppMaker, before: str) -> None:
    log, _, _ = ask(make_app(), f"{before}eyJsIjo3fQ.a-Z_09/and.ics")
    assert f" {before}... " in log
    assert "eyJsIjo3fQ" not in log


def test_a_course_may_be_called_as_such_a_link_is(make_app: AppMaker) -> None:
    log, _, _ = ask(make_app(), "/courses/r/vectors/naming")
    assert " /courses/r/vectors/naming " in log
