"""A memory in Anki's columns, where those have bounds that ours has not."""

import pytest

from app.anki.scheduling import LARGEST_EASE, terms_of
from app.core.fsrs import Fsrs
from app.core.sm2 import Sm2, Sm2Memory


def test_years_of_easy_answers_make_no_ease_that_anki_refuses() -> None:
    terms = terms_of(Sm2())
    assert terms.ease(Sm2Memory(6_553, 9, 100)) == 65_530
    assert terms.ease(Sm2Memory(6_554, 9, 100)) == LARGEST_EASE


@pytest.mark.parametrize(("difficulty", "logged"), [(1.0, 100), (5.5, 600), (10.0, 1_100)])
def test_with_fsrs_the_log_has_the_difficulty_below_any_ease(
    difficulty: float, logged: int
) -> None:
    memory = Fsrs().load({"stability": 3.0, "difficulty": difficulty})
    assert terms_of(Fsrs()).logged(memory) == logged
