"""What may be a password: long enough, and none of those that are tried first.

The list is our own: the words that head every published count of leaked passwords and have been
there for years. A longer one would only refuse what ten guesses an hour never reach.
"""

from itertools import pairwise
from unicodedata import normalize

from app.core.errors import DrillbookError

SHORTEST = 8
LONGEST = 1_000
COMMON = frozenset(
    "abcd abcdef abcdefg abcdefgh access adgjmptw admin administrator adobe adobetest alexander "
    "andrea angel angels anthony apple ashley asdasd asdf asdfasdf asdfgh asdfghjk asdfghjkl "
    "azerty azertyuiop baseball basketball batman beautiful benjamin blink bonjour butterfly "
    "buster changeme charlie charlotte chelsea chocolate christian college computer cookie "
    "corvette daniel danielle default dragon drillbook elizabeth facebook fender ferrari firebird "
    "football forever freedom friends fuckyou gabriel gateway george ginger girls google guest "
    "hallo hannah harley hello hockey hunter iloveyou internet jasmine jennifer jessica jesus "
    "jonathan jordan joseph joshua justin killer letmein liverpool login london loveme lovely "
    "lover loveyou maggie master matrix matthew maverick mercedes metallica michael michelle "
    "midnight monkey mother mustang myspace nathan nicholas nicole ninja nothing oliver openup "
    "passord passw passwd password passwords passwort patrick pepper phoenix photoshop "
    "playstation pokemon princess purple qazwsx qazwsxedc qqqq qwer qwerasdf qwert qwerty qwertyu "
    "qwertyui qwertyuiop qwertz qwertzuiop qwqw rainbow ranger robert rockyou root samantha "
    "samsung scooter secret service shadow slipknot snowball soccer sparky spiderman startrek "
    "starwars steelers sterling summer sunflower sunshine superman superstar swordfish tennis "
    "test testing testtest thomas thunder tiger tigger trinity trustno veronica victoria "
    "vkontakte welcome whatever william winner winter wizard yankees yellow zaq zaqwsx zxcv "
    "zxcvbn zxcvbnm".split()
)
LOOKALIKES = str.maketrans("@4831!05$7", "aaeeiiosst")
ENDS = "0123456789!?.*#_-+&%=,;:/ "


class UnfitPassword(DrillbookError):
    """It is not to be taken as a new one; those that are in use are not looked at."""


def require_password(password: str, name: str) -> None:
    """`name` is the account's, which would be the first guess of all."""
    if not SHORTEST <= len(password) <= LONGEST:
        what = f"a password has {SHORTEST} to {LONGEST:,} characters"
        raise UnfitPassword(what, "a few words that do not belong together will do")
    if is_common(password) or _is_like(password, name):
        what = "this password is among the first that somebody would try"
        raise UnfitPassword(what, "take a few words that do not belong together")


def is_common(password: str) -> bool:
    """Digits and marks at the ends, and digits in place of letters, are tried as well."""
    plain = normalize("NFKC", password).casefold()
    bare = plain.strip(ENDS)
    doubled = bare[: len(bare) // 2] if bare[: len(bare) // 2] * 2 == bare else bare
    words = {plain, bare, doubled, bare.translate(LOOKALIKES)}
    return len(bare) < 4 or not COMMON.isdisjoint(words) or _is_run(plain)


def _is_run(text: str) -> bool:
    """One character or two over and over, or one after the other: aaaaaaaa, 1212121, 87654321."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1 or len(set(text)) < 3


def _is_like(password: str, name: str) -> bool:
    plain = password.casefold().strip(ENDS)
    return plain in (name.casefold(), name.casefold().partition("@")[0])
