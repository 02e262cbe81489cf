"""Links, pictures, formulas, depth: what no construct sees for itself."""

import pytest

from app.lessons.parse import Surroundings
from tests.lessons.examples import errors, read

MEDIA = Surroundings(media=frozenset({"media/a.png", "media/b.mp3"}))


@pytest.mark.parametrize("source", ["media/a.png", "media/b.mp3"])
def test_a_medium_of_the_course_is_shown(source: str) -> None:
    assert not errors(f"![words]({source})", MEDIA)
    assert f'src="{source}"' in read(f"![words]({source})", MEDIA).sections[0].html


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("<media/a b.png>", "media/a b.png"),
        ("media/a%20b.png", "media/a b.png"),
        ("media/größe.png", "media/größe.png"),
        ("media/a%23b.png", "media/a#b.png"),
        ("./media/a.png", "media/a.png"),
        ("media/./maps//a.png", "media/maps/a.png"),
    ],
)
def test_a_medium_may_be_written_as_an_address(source: str, name: str) -> None:
    assert not errors(f"![words]({source})", Surroundings(media=frozenset({name})))


def test_an_address_that_a_browser_cuts_off_is_missing() -> None:
    around = Surroundings(media=frozenset({"media/a#b.png"}))
    assert errors("![words](media/a#b.png)", around) == ["1:1: the file 'media/a#b.png' is missing"]


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (
            "media/%2e%2e/a.png",
            "the picture 'media/%2e%2e/a.png' is not a path into the course",
        ),
        ("media/z.png", "the file 'media/z.png' is missing"),
        ("../other/a.png", "the picture '../other/a.png' is not a path into the course"),
        ("/media/a.png", "the picture '/media/a.png' is not a path into the course"),
        ("https://a.org/a.png", "the picture 'https://a.org/a.png' is not a path into the course"),
        ("//a.org/a.png", "the picture '//a.org/a.png' is not a path into the course"),
    ],
)
def test_another_picture_is_an_error_where_it_stands(source: str, what: str) -> None:
    assert errors(f"Text\nand ![words]({source})", MEDIA) == [f"2:5: {what}"]


def test_a_file_that_is_no_picture_is_an_error() -> None:
    [error] = errors("![a](media/a.svg)", MEDIA)
    assert error == "1:1: 'media/a.svg' is no kind of picture or sound that can be shown"


@pytest.mark.parametrize("address", ["javascript:a", "data:text/html,a", "ftp://a", "file:///a"])
def test_a_link_that_would_not_be_shown_is_an_error(address: str) -> None:
    assert errors(f"a [b]({address})") == [f"1:3: the link to {address!r} would not be shown"]
    assert errors(f"a <{address}>") == [f"1:3: the link to {address!r} would not be shown"]


@pytest.mark.parametrize("tex", [r"x^2", r"\frac{a}{b}", r"\sqrt{2} \approx 1.4", r"\alpha < \pi"])
def test_a_formula_is_shown_as_mathml(tex: str) -> None:
    assert not errors(f"${tex}$\n\n$$\n{tex}\n$$")
    assert read(f"${tex}$\n\n$$\n{tex}\n$$").sections[0].html.count("<math") == 2


def test_a_formula_that_cannot_be_read_is_an_error() -> None:
    assert errors("a\nb $\\frac{$") == [r"2:3: the formula '\\frac{' cannot be read"]
    assert errors("$$\n\\frac{\n$$") == ["1:1: this formula cannot be read"]


@pytest.mark.parametrize("text", ["It costs $5 and $6.", r"\$a\$", "`$a$`", "a $ b $ c"])
def test_a_dollar_is_no_formula(text: str) -> None:
    assert not errors(text)
    assert "<math" not in read(text).sections[0].html


@pytest.mark.parametrize("text", ["> " * 60 + "a", "".join("  " * n + "- a\n" for n in range(30))])
def test_what_is_nested_too_deep_is_an_error(text: str) -> None:
    assert any("this is nested too deep" in error for error in errors(text))


def test_a_key_on_prose_is_warned_of() -> None:
    problems = read("---\ntitle: t\nid: a\n---\n\nText {#k}").problems
    assert [(p.code, p.line, p.column) for p in problems] == [("no-card", 6, 6)]
    assert read("---\ntitle: t\nid: a\n---\n\nText {#k .prose}").problems == ()
