"""One address and nothing beside it."""

import pytest

from app.notify.address import NoAddress, parse_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ada@example.org", "ada@example.org"),
        (" Ada.Lovelace@Example.ORG\n", "ada.lovelace@example.org"),
        ("ada+drill@example.org", "ada+drill@example.org"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
    ],
)
def test_an_address_has_one_form(typed: str, address: str) -> None:
    assert parse_address(typed) == address
    assert parse_address(address) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "ada@",
        "a" + "\u0301\u0316" * 40_000 + "@example.org",  # half a minute, if it were looked at
        "@example.org",
        "ada@localhost",
        "ada@127.0.0.1",
        "ada@[127.0.0.1]",
        "ada@example.org, eve@example.org",
        "ada@example.org,eve@example.org",
        "ada@example.org;eve@example.org",
        "ada@example.org eve@example.org",
        "Ada <ada@example.org>",
        '"ada eve"@example.org',
        "ada@example.org\r\nBcc: eve@example.org",
        "ada\r\n@example.org",
        "ada@example.org\u2028Bcc: eve@example.org",
        "ada@exam\x00ple.org",
        "ada@@example.org",
        "jörg@example.org",
        f"ada@{'x' * 300}.org",
    ],
)
def test_what_is_none_is_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(NoAddress) as told:
        parse_address(typed)
    assert told.value.remedy
