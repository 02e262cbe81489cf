"""Which passwords are taken, and which are the first that anybody would try."""

import pytest

from app.core.errors import DrillbookError
from app.core.passwords import require_password

NAME = "ada.lovelace@example.org"


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "Schmetterlingsflug",
        "d8f0a3c1",
        "пароль и ещё слово",
        "🦫🪵🌊🐟🦆🌿🪨💧",
        "x y z w v u t",
        "p" + "assword" * 30 + "q",
        "a1b2c3d4 " * 111,
    ],
)
def test_words_that_do_not_belong_together_will_do(password: str) -> None:
    require_password(password, NAME)


@pytest.mark.parametrize("password", ["", "short", "1234567", "x" * 1_001])
def test_too_short_or_too_long_says_how_long(password: str) -> None:
    with pytest.raises(DrillbookError, match=r"8 to 1,000 characters"):
        require_password(password, NAME)


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password1!",
        "P@ssw0rd",
        "p4ssw0rd2026",
        "12345678",
        "87654321",
        "00000000",
        "aaaaaaaaaaaa",
        "abababab",
        "abcdefghijkl",
        "qwertyuiop",
        "QWERTY123456",
        "iloveyou",
        "dragondragon",
        "sunshine!!!",
        "test1234",
        "        ",
        "11112026",
        "drillbook",
        "ada.lovelace",
        "Ada.Lovelace@Example.org",
        "ada.lovelace1815",
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(DrillbookError, match="first that somebody would try"):
        require_password(password, NAME)
