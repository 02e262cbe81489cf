"""A lesson's HTML shown elsewhere finds its pictures and its neighbours."""

import pytest

from app.services.lesson_address import lesson_address, resolved


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<img src="media/a.png" alt="x > y">', '<img src="/courses/c/media/a.png" alt="x > y">'),
        (
            '<audio controls src="media/a.mp3" title="a"></audio>',
            '<audio controls src="/courses/c/media/a.mp3" title="a"></audio>',
        ),
        ('<a href="other#x" rel="noopener">', '<a href="/courses/c/other#x" rel="noopener">'),
        ('<a href="#fact-x">', '<a href="/courses/c/t#fact-x">'),
        ('<a href="https://example.org/?a=1&amp;b">', '<a href="https://example.org/?a=1&amp;b">'),
        ('<a href="//[">', '<a href="//[">'),
        ('<code>&lt;a href="b"&gt;</code>', '<code>&lt;a href="b"&gt;</code>'),
    ],
)
def test_addresses_are_made_whole_and_words_are_left_alone(html: str, shown: str) -> None:
    assert resolved(html, "c", "t") == shown


def test_a_lesson_is_named_with_its_place() -> None:
    assert lesson_address("c", "t", "fact-x") == "/courses/c/t#fact-x"
