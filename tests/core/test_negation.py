"""A question that asks for what is not so is told by its words."""

import pytest

from app.core.negation import is_negative

NEGATIVE = (
    ("en", "Which of these is NOT a Keras 3 backend?"),
    ("en", "Which one isn’t in the list?"),
    ("en", "All of these hold, except…"),
    ("en", "Which of these can never be undone?"),
    ("en-GB", "What cannot be changed afterwards?"),
    ("de", "Welcher dieser Flüsse mündet nicht in die Nordsee?"),
    ("de-AT", "Welche Stadt hat KEINEN Hafen?"),
    ("de", "Alle liegen am Rhein, außer"),
    ("fr", "Laquelle n'est pas une source ?"),
    ("es", "¿Cuál de estos no es un río?"),
)
POSITIVE = (
    ("en", "What feeds a river in a dry summer?"),
    ("en", "Which note is another knot in the notation?"),
    ("en", "Wann kommt der Nebel nicht?"),
    ("de", "Welcher Fluss entspringt am Gotthard?"),
    ("de", "Was vernichtet die Ernte?"),
    ("fr", "Quel passage mène à la mer ?"),
    ("es", "¿Qué nota tiene el norte?"),
    ("eo", "Kio ne estas rivero?"),
    ("", "Is it not so?"),
)


@pytest.mark.parametrize(("language", "question"), NEGATIVE)
def test_it_asks_for_what_is_not_so(language: str, question: str) -> None:
    assert is_negative(question, language)


@pytest.mark.parametrize(("language", "question"), POSITIVE)
def test_it_asks_for_what_is_so(language: str, question: str) -> None:
    assert not is_negative(question, language)
