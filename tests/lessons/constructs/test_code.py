"""Code with gaps: the code stays as it is, the cards hide parts of it."""

import pytest

from tests.lessons.examples import asked, cards, errors, locked, read


def code(attributes: str, body: str = "a = b | c", language: str = "text") -> str:
    return f"```{language} {{#k {attributes}}}\n{body}\n```"


def test_each_number_is_a_card() -> None:
    assert asked(code('hide="1:a|2:b"')) == [
        "k.1: […] = b | c -> a",
        "k.2: a = […] | c -> b",
    ]


def test_one_number_hides_all_its_texts() -> None:
    assert asked(code('hide="1:a|1:b"')) == ["k.1: […] = […] | c -> a · b"]


def test_every_place_of_a_text_is_hidden() -> None:
    assert asked(code('hide="a"', "a + a")) == ["k.1: […] + […] -> a"]


def test_escapes_stand_for_the_sign_itself() -> None:
    assert asked(code(r'hide="1:b \| c"')) == ["k.1: a = […] -> b | c"]
    assert asked(code(r'hide="1:\"x\"|2:\\n"', r'"x" \n')) == [
        r'k.1: […] \n -> "x"',
        r'k.2: "x" […] -> \n',
    ]


def test_braces_may_be_hidden() -> None:
    assert asked(code('hide="1:{x}"', "{x}: y")) == ["k.1: […]: y -> {x}"]


def test_a_text_within_another_is_hidden_beside_it() -> None:
    assert asked(code('hide="1:apgq|1:a"', "apgq a")) == ["k.1: […] […] -> apgq · a"]


def test_ask_stands_above_the_code() -> None:
    assert asked(code('ask="Which?" hide="1:a"')) == ["k.1: Which? \n[…] = b | c -> a"]


def test_the_gap_is_marked_and_the_code_coloured() -> None:
    [card] = cards(code('hide="1:print"', "print('a')", "python"))
    assert '<span class="gap">' in card.face.prompt.html
    assert "gapq" not in card.face.prompt.html
    assert '<span class="s">' in card.face.prompt.html


@pytest.mark.parametrize(
    "language", ["c", "text", "brainfuck", "whitespace", "html", "json", "nonsense", ""]
)
def test_a_gap_is_shown_in_any_language(language: str) -> None:
    [card] = cards(code('hide="1:1"', "+[1]-", language))
    assert card.face.prompt.html.count('class="gap"') == 1
    assert "gapq" not in card.face.prompt.html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (code('hide="1:z"'), ["1:19: 'z' does not stand in this code"]),
        (code('hide=""'), ["1:18: hide names nothing"]),
        (code('hide="1:a|3:b"'), ["1:23: the number 3 is above the next free one, 2"]),
        ("```text {#k hide=\n```", ["1:9: these braces cannot be read"]),
        ("```text {#k} more\na\n```", ["1:9: these braces cannot be read"]),
        ("```text\na", ["1:1: this code block is not closed"]),
        ("````text\na\n```", ["1:1: this code block is not closed"]),
        ("~~~text\n~~~x", ["1:1: this code block is not closed"]),
        ("```text", ["1:1: this code block is not closed"]),
        ("> ```text\n> a", ["1:3: this code block is not closed"]),
        ("- ```text\n  a\n\nb", ["1:3: this code block is not closed"]),
        ("```python\n(\n```", ["2:1: this is not Python: '(' was never closed"]),
        ("> ```python\n> (\n> ```", ["2:3: this is not Python: '(' was never closed"]),
        ("- ```python\n  a = (\n  ```", ["2:7: this is not Python: '(' was never closed"]),
        ("  ```python\n(\n  ```", ["2:1: this is not Python: '(' was never closed"]),
        ("```text {.both}\na\n```", ["1:9: .both has no meaning here"]),
    ],
)
def test_broken_code_is_located(text: str, found: list[str]) -> None:
    assert errors(text) == found


@pytest.mark.parametrize(
    "text", ["```\n```", "```\na\n```", "~~~~\n~~~\n~~~~", "> ```\n> a\n> ```", "- ```\n  a\n  ```"]
)
def test_closed_code_is_no_error(text: str) -> None:
    assert not errors(text)


@pytest.mark.parametrize("language", ["python", "py", "Python", "python3"])
def test_python_is_read_as_python(language: str) -> None:
    assert errors(f"```{language}\nif\n```") != []
    assert not errors(f"```{language}\nassert (1, 2)\n```")


@pytest.mark.parametrize("language", ["pycon", "text", "", "js"])
def test_other_code_is_not(language: str) -> None:
    assert not errors(f"```{language}\nif\n```")


def test_numbers_are_those_of_the_lock() -> None:
    lesson = read(code('hide="1:a|b"'), locked("k code 1 2"))
    assert [face.part for face in lesson.notes[0].faces] == ["1", "3"]


def test_a_quote_below_explains_it() -> None:
    [card] = cards(code('hide="a"') + "\n> Why.")
    assert card.note.explanation is not None


def test_endless_code_hides_nothing() -> None:
    long = "x = 1\n" * 6_000
    assert errors(code('hide="x"', long)) == ["1:1: this code has more than 32 KiB"]
    assert not errors(f"```text\n{long}```")
