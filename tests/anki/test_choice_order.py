"""The order of options is nobody's to guess and stays as it is."""

from app.anki.notes import _shuffled
from app.core.cards import Option, Side


def options(*slugs: str) -> tuple[Option, ...]:
    return tuple(Option(slug, Side(slug, slug), slug == "a", None) for slug in slugs)


def test_it_is_the_same_each_time() -> None:
    assert _shuffled(options(*"abcd"), "x.y") == _shuffled(options(*"abcd"), "x.y")


def test_it_does_not_hang_on_the_order_in_the_lesson() -> None:
    assert _shuffled(options(*"abcd"), "x.y") == _shuffled(options(*"dcba"), "x.y")


def test_another_option_leaves_the_others_in_their_order() -> None:
    more = [each for each in _shuffled(options(*"abcde"), "x.y") if each.slug != "e"]
    assert more == _shuffled(options(*"abcd"), "x.y")


def test_the_right_one_comes_at_every_place_about_as_often() -> None:
    firsts = [
        [each.slug for each in _shuffled(options(*"abcd"), f"x.{n}")].index("a") for n in range(400)
    ]
    assert all(70 < firsts.count(place) < 130 for place in range(4))
