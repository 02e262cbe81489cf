"""What is signed comes back as it went out, for the purpose that it is for, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.signing import Signer

OLD, NEW, OTHER = (letter * 32 for letter in (b"o", b"n", b"x"))


def signer(*keys: bytes) -> Signer:
    return Signer(lambda: keys)


@given(st.lists(st.text() | st.integers(-(2**53), 2**53)))
def test_any_words_come_back(words: list[str | int]) -> None:
    assert signer(NEW).read("a", signer(NEW).sign("a", *words)) == tuple(words)


def test_it_can_stand_in_an_address_and_in_a_cookie() -> None:
    signed = signer(NEW).sign("a", "ünï/?&; \r\n", 7)
    assert signed.isascii()
    assert set(signed) <= set("-_.") | set(filter(str.isalnum, signed))


def test_for_another_purpose_it_is_worth_nothing() -> None:
    assert signer(NEW).read("b", signer(NEW).sign("a", "ada")) is None


def test_another_service_cannot_have_signed_it() -> None:
    assert signer(NEW).read("a", signer(OTHER).sign("a", "ada")) is None


def test_every_sign_of_it_counts() -> None:
    signed = signer(NEW).sign("a", "ada")
    for at, letter in enumerate(signed):
        # The last sign of a signature stands for four bits only, so that it has doubles.
        changed = signed[:at] + ("A" if letter != "A" else "h") + signed[at + 1 :]
        assert signer(NEW).read("a", changed) is None
        assert signer(NEW).read("a", signed[:at]) is None


@pytest.mark.parametrize("sent", ["", ".", "..", "a.b.c", "ä", "\0", "." * 9_999, "e30.e30"])
def test_what_a_stranger_sends_is_no_error(sent: str) -> None:
    assert signer(NEW).read("a", sent) is None


def test_a_new_key_signs_and_an_older_one_is_still_read() -> None:
    by_old, by_new = signer(OLD).sign("a", "ada"), signer(NEW, OLD).sign("a", "ada")
    assert signer(NEW, OLD).read("a", by_old) == ("ada",)
    assert signer(NEW).read("a", by_new) == ("ada",)
    assert signer(NEW).read("a", by_old) is None
    assert signer(OLD).read("a", by_new) is None
    assert signer(NEW, OTHER, OLD).read("a", by_old) == ("ada",)
