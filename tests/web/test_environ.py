"""What a WSGI program is told of a request."""

from typing import Any

import pytest
from werkzeug.wrappers import Request

from app.web.environ import environ_of

SCOPE = {
    "method": "GET",
    "scheme": "http",
    "http_version": "1.1",
    "raw_path": b"/",
    "query_string": b"",
    "server": ("127.0.0.1", "8000"),
    "client": ("127.0.0.2", "5000"),
    "headers": [],
}


def told(*headers: tuple[bytes, bytes], **changes: Any) -> dict[str, Any]:
    return environ_of({**SCOPE, **changes, "headers": list(headers)})


def test_it_says_who_asks_whom_for_what() -> None:
    environ = told((b"host", b"drill.example:80"), method="HEAD", query_string=b"a=b%20c")
    assert {key: text for key, text in environ.items() if not key.startswith("wsgi.")} == {
        "REQUEST_METHOD": "HEAD",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/",
        "QUERY_STRING": "a=b%20c",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "127.0.0.2",
        "HTTP_HOST": "drill.example:80",
    }


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"/a%2Fb", "/a/b"),
        (b"//a//b", "//a//b"),
        (b"/a;b=1", "/a;b=1"),
        (b"/%00", "/\x00"),
        (b"/%FF", "/\xff"),
        (b"/%C3%A9", "/\xc3\xa9"),
        (b"/\xc3\xa9", "/\xc3\xa9"),
        (b"/%zz%", "/%zz%"),
    ],
)
def test_a_path_is_its_bytes(raw: bytes, path: str) -> None:
    assert told(raw_path=raw)["PATH_INFO"] == path


def test_what_is_no_ascii_is_read_as_it_was_meant() -> None:
    environ = told((b"x-a", "é".encode()), query_string="q=é".encode())
    assert Request(environ).args["q"] == "é"
    assert environ["HTTP_X_A"].encode("latin-1").decode() == "é"


def test_what_came_twice_is_one_list() -> None:
    environ = told((b"x-a", b"1"), (b"x-a", b"2"), (b"cookie", b"a=1"), (b"cookie", b"b=2"))
    assert (environ["HTTP_X_A"], environ["HTTP_COOKIE"]) == ("1,2", "a=1; b=2")


def test_the_body_is_told_of_without_a_prefix() -> None:
    environ = told((b"content-type", b"text/plain"), (b"content-length", b"3"))
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == ("text/plain", "3")
    assert "HTTP_CONTENT_TYPE" not in environ


def test_no_other_header_passes_for_what_a_proxy_says() -> None:
    environ = told((b"x-forwarded-for", b"1.1.1.1"), (b"x_forwarded_for", b"6.6.6.6"))
    assert environ["HTTP_X_FORWARDED_FOR"] == "1.1.1.1"


def test_the_secrets_of_the_process_are_none_of_its_business(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DRILLBOOK_SECRET_KEY", "canary")
    assert "canary" not in told().values()
