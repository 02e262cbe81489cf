"""A section is cut where what belongs to each fact can stand, and loses nothing by it."""

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.pieces import Piece, pieces
from app.services import Library
from app.services.build_library import build_library
from tests.web.sample import write_course

FRAME = '<div class="fact">'


def only(html: str) -> Piece:
    found, _ = pieces(html)
    return found


def test_what_holds_no_fact_stays_one_piece() -> None:
    assert pieces('<p id="line-3">Water<br>falls.</p>') == (
        Piece('<p id="line-3">Water<br>falls.</p>'),
    )


def test_a_paragraph_is_framed_with_what_comes_after_it() -> None:
    fact, rest = pieces('<h3>Rain</h3><p id="fact-rain">It rains.</p><p>More.</p>')
    assert fact.html == '<h3>Rain</h3><div class="fact"><p id="fact-rain">It rains.</p>'
    assert (fact.key, rest.html) == ("rain", "</div><p>More.</p>")


def test_a_point_of_a_list_takes_it_in_at_its_end() -> None:
    fact, rest = pieces('<ul><li id="fact-a">One<blockquote>Why</blockquote></li></ul>')
    assert (fact.html, rest.html) == (
        '<ul><li id="fact-a">One<blockquote>Why</blockquote>',
        "</li></ul>",
    )


def test_after_a_row_it_is_told_how_many_columns_there_are() -> None:
    fact, rest = pieces('<table><tr id="fact-a"><td>One</td><td>Two</td></tr></table>')
    assert fact.html.endswith("<td>Two</td></tr>")
    assert (fact.columns, rest.html) == (2, "</table>")


def test_facts_within_a_fact_come_before_it() -> None:
    html = '<ul><li id="fact-out">Out<ul><li id="fact-in">In</li></ul></li></ul>'
    assert [piece.key for piece in pieces(html)] == ["in", "out", ""]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("It <strong>rain</strong>s.", "It rains."),
        ("What feeds it?<ul><li>rain</li><li>sea</li></ul>", "What feeds it? rain sea"),
        ("a b c d e f g h i", "a b c d e f g h …"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
    ],
)
def test_a_fact_is_named_by_its_first_words(html: str, words: str) -> None:
    assert only(f'<li id="fact-a">{html}</li>').words == words


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder: Path = tmp_path_factory.mktemp("pieces")
    write_course(folder / "content")
    build_library(folder / "content", folder / "library.db")
    look = Library(folder / "library.db").now()
    return [row["html"] for row in look.sections("rivers", "springs")]


def unframed(cut: tuple[Piece, ...]) -> str:
    """A frame ends where the piece after its fact begins."""
    out, frames = "", 0
    for piece in cut:
        html = piece.html
        if frames and html.startswith("</div>"):
            html, frames = html.removeprefix("</div>"), frames - 1
        frames += html.count(FRAME)
        out += html.replace(FRAME, "")
    return out


def test_put_together_without_their_frames_they_are_the_section(sections: list[str]) -> None:
    for html in sections:
        assert unframed(pieces(html)) == html


@given(st.text(alphabet="ab<>&\n \r", max_size=40))
def test_whatever_stands_in_it_each_fact_is_found(text: str) -> None:
    html = f'<p id="fact-a">{escape(text)}</p>\n<p id="fact-b">{escape(text)}</p>'
    assert [piece.key for piece in pieces(html)] == ["a", "b", ""]
    assert unframed(pieces(html)) == html
