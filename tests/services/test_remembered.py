"""What was found out is found out once, for as long as it is among the latest."""

from app.services.remembered import Remembered


def test_the_same_key_is_not_looked_up_again() -> None:
    remembered = Remembered[int](2)
    assert [remembered.get("a", lambda: 1), remembered.get("a", lambda: 2)] == [1, 1]


def test_the_oldest_goes_first() -> None:
    remembered = Remembered[int](2)
    for number, key in enumerate(["a", "b", "a", "c", "a", "b"]):
        remembered.get(key, lambda number=number: number)  # type: ignore[misc]
    found = [remembered.get(key, lambda: 99) for key in ("a", "b", "c")]
    assert found == [0, 5, 99]
