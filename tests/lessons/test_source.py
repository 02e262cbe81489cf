"""Bytes that are no clean text are refused, with the place."""

import pytest

from app.lessons.parse import Surroundings, parse_lesson


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xef\xbb\xbfa", "1:1: the file begins with a byte order mark"),
        (b"a\nb\xe9c", "2:2: this is not UTF-8 text"),
        ("ä\n".encode("utf-16"), "1:1: this is not UTF-8 text"),
        ("é\nb\r\nc".encode(), "2:2: the line ends in a carriage return"),
        (b"a\rb", "1:2: the line ends in a carriage return"),
        (b"a\nb\x00c", "2:2: the control character U+0000 stands here"),
        (b"a\x1b[1m", "1:2: the control character U+001B stands here"),
        ("a\x85b".encode(), "1:2: the control character U+0085 stands here"),
        ("a\u2028b".encode(), "1:2: the control character U+2028 stands here"),
        ("a\ufeffb".encode(), "1:2: the control character U+FEFF stands here"),
        (b"\xed\xa0\x80", "1:1: this is not UTF-8 text"),
        (b"a" * 262_145, "1:1: the file has 256 KiB, the most is 256 KiB"),
    ],
)
def test_what_is_no_text_is_located(content: bytes, found: str) -> None:
    lesson = parse_lesson("c/a.md", content, Surroundings())
    assert [f"{p.line}:{p.column}: {p.what}" for p in lesson.problems] == [found]
    assert not lesson.sections


@pytest.mark.parametrize("content", [b"", b"\n", b"a", b"a\tb", "é🙂\u00a0".encode()])
def test_text_is_read(content: bytes) -> None:
    assert parse_lesson("c/a.md", content, Surroundings()).is_sound
