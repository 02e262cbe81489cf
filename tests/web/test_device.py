"""A browser in words."""

import pytest

from app.web.device import UNKNOWN, in_words

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/2010 Firefox/140", "Firefox on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36", "Chrome on Windows"),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140", "Edge on Windows"),
        (f"(Linux; Android 15) {WEBKIT} Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        (
            "(iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari/605.1", "Safari on Mac"),
        ("curl/8.0", UNKNOWN),
        ("", UNKNOWN),
        ("<script>alert(1)</script>" * 100, UNKNOWN),
    ],
)
def test_what_one_would_call_it(user_agent: str, words: str) -> None:
    assert in_words(user_agent) == words
