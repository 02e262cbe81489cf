"""What a learner is told about how long it will take."""

from app.core.pace import FEWEST_ANSWERS, Pace, pace_of


def test_at_first_a_review_takes_eight_seconds_and_a_new_card_twenty() -> None:
    pace = pace_of([1_000] * (FEWEST_ANSWERS - 1))
    assert pace == Pace(8_000, 20_000)
    assert pace.minutes(18, 6) == 4
    assert pace.reviews_in(5) == 37


def test_later_it_is_the_learners_own_median() -> None:
    times = [4_000] * 40 + [2_000] * 30 + [86_400_000] * 30
    assert pace_of(times) == Pace(4_000, 10_000)


def test_nothing_is_promised_in_no_time() -> None:
    assert Pace().minutes(0) == 1
    assert pace_of([0] * 100).review_ms == 1_000
    assert Pace(review_ms=120_000).reviews_in(1) == 1
