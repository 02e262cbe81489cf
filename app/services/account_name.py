"""The name that a typed one stands for, however it was typed."""

from unicodedata import normalize

from app.notify.address import NoAddress, parse_address

# No account's name is as long, however it is typed; see `parse_address` for why it is cut.
LONGEST = 400


def account_name(typed: str) -> str:
    """An address in its one form, or else a name that the operator chose."""
    try:
        return parse_address(typed)
    except NoAddress:
        return normalize("NFC", typed.strip()[:LONGEST])
