"""Settings: strict, complete in their complaints, and as the reference page says."""

import re
from pathlib import Path

import pytest

from app.config import Settings, reference
from app.core.errors import DrillbookError

KEY = "k" * 32
PAGE = Path(__file__).parents[1] / "docs" / "settings.md"


def complaint(**environ: str) -> str:
    with pytest.raises(DrillbookError) as caught:
        Settings.from_environment({f"DRILLBOOK_{name}": text for name, text in environ.items()})
    return str(caught.value)


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.from_environment({"PATH": "/bin"})
    assert (settings.host, settings.port, settings.content.name) == ("127.0.0.1", 8000, "content")
    assert settings.home.is_absolute()
    assert settings.secret_key is None


def test_what_is_set_is_taken() -> None:
    settings = Settings.from_environment(
        {
            "DRILLBOOK_HOME": "/var/lib/drillbook",
            "DRILLBOOK_HOST": "0.0.0.0",
            "DRILLBOOK_TRUST_NETWORK": "1",
            "DRILLBOOK_PORT": "9000",
            "DRILLBOOK_PUBLIC_URL": "https://drill.example.org:8443",
            "DRILLBOOK_PROXY_HOPS": "2",
            "DRILLBOOK_LOG_FORMAT": "json",
            "DRILLBOOK_SECRET_KEY": KEY,
        }
    )
    assert settings.library_file == Path("/var/lib/drillbook/library.db")
    assert (settings.port, settings.proxy_hops, settings.log_format) == (9000, 2, "json")
    assert settings.public_host == "drill.example.org"
    assert settings.secret_key == KEY.encode()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("PORT", "eighty", "a whole number from 1 to 65535"),
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "65536", "a whole number from 1 to 65535"),
        ("PORT", "8_000", "a whole number"),
        ("PORT", " 80", "a whole number"),
        ("PORT", "+80", "a whole number"),
        ("PORT", "٨٠", "a whole number"),
        ("PORT", "9" * 5000, "a whole number"),
        ("PORT", "", "a whole number"),
        ("PROXY_HOPS", "-1", "a whole number from 0 to 10"),
        ("THREADS", "0", "a whole number from 1 to 256"),
        ("LOG_FORMAT", "JSON", "text or json"),
        ("HOME", "", "a folder"),
        ("CONTENT", "a\0b", "a folder"),
        ("HOME", __file__, "a folder, and this is a file"),
        ("CONTENT", f"{__file__}/content", "a folder, and this is a file or in one"),
        ("HOST", "localhost:8000", "without a port"),
        ("HOST", "-a.example", "a host name"),
        ("HOST", "300.1.1.1", "a host name"),
        ("HOST", "", "a host name"),
        ("PUBLIC_URL", "drill.example.org", "http(s)://host"),
        ("PUBLIC_URL", "https://drill.example.org/", "nothing after it"),
        ("PUBLIC_URL", "https://drill.example.org/app", "nothing after it"),
        ("PUBLIC_URL", "https://me@drill.example.org", "http(s)://host"),
        ("PUBLIC_URL", "ftp://drill.example.org", "http(s)://host"),
        ("PUBLIC_URL", "https://drill.example.org:99999", "http(s)://host"),
        ("PUBLIC_URL", "https://drill.example.org?", "nothing after it"),
        ("PUBLIC_URL", "http://[::1", "http(s)://host"),
        ("PUBLIC_URL", "http://", "http(s)://host"),
        ("MODE", "school", "local or service"),
        ("TRUST_NETWORK", "yes", "0 or 1"),
        ("MAIL_FROM", "drillbook", "an e-mail address"),
        ("MAIL_FROM", "a@b.example, c@d.example", "an e-mail address"),
        ("MAIL_FROM", "a@b.example\nBcc: c@d.example", "an e-mail address"),
        ("OUTBOUND_ALLOW", "hooks.example", "host:port"),
        ("OUTBOUND_ALLOW", "hooks.example:0", "host:port"),
        ("OUTBOUND_ALLOW", "https://hooks.example:8443", "host:port"),
        ("OUTBOUND_ALLOW", "*.example:8443", "host:port"),
        ("OUTBOUND_ALLOW", "::1:8443", "host:port"),
        ("OUTBOUND_ALLOW", "[127.0.0.1]:8443", "host:port"),
        ("OUTBOUND_ALLOW", "a.example:80 b.example:80", "host:port"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_what_was_expected(
    name: str, text: str, expected: str
) -> None:
    said = complaint(**{name: text})
    assert said.startswith(f"DRILLBOOK_{name} is {text!r}: expected ")
    assert expected in said


@pytest.mark.parametrize(
    "text",
    [
        "mail.example.org",
        "smtp://name@mail.example.org",
        "smtp://mail.example.org/path",
        "smtp://mail.example.org:0",
        "http://mail.example.org",
    ],
)
def test_a_mail_server_that_does_not_fit_is_not_repeated_in_the_complaint(text: str) -> None:
    said = complaint(SMTP_URL=text)
    assert said.startswith(f"DRILLBOOK_SMTP_URL has {len(text)} bytes: expected smtp(s)://")


def test_what_may_be_written_to_is_named_in_pairs() -> None:
    given = {"DRILLBOOK_OUTBOUND_ALLOW": "Hooks.Example:8443, 127.0.0.1:81,[0::1]:82"}
    allowed = Settings.from_environment(given).outbound_allow
    assert allowed == {"hooks.example:8443", "127.0.0.1:81", "[::1]:82"}


@pytest.mark.parametrize("text", ["A" * 43, "_" * 43, "short", "é" * 43])
def test_a_key_to_sign_with_is_a_number_of_its_curve(text: str) -> None:
    assert "bytes: expected a private key of 32 bytes" in complaint(VAPID_PRIVATE_KEY=text)
    settings = Settings.from_environment({"DRILLBOOK_VAPID_PRIVATE_KEY": "A" * 42 + "E"})
    assert settings.vapid_private_key == b"\0" * 31 + b"\1"


def test_every_problem_is_told_at_once() -> None:
    said = complaint(PORT="x", THREADS="y", HOSTS="z").splitlines()
    assert len(said) == 3


def test_an_unknown_setting_is_refused_with_the_nearest_name() -> None:
    assert complaint(HOSTS="x") == (
        "DRILLBOOK_HOSTS is not a setting (the nearest is DRILLBOOK_HOST)"
    )
    assert "DRILLBOOK_PORT_FILE is not a setting" in complaint(PORT_FILE="/x")


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(KEY + "\n")
    settings = Settings.from_environment({"DRILLBOOK_SECRET_KEY_FILE": str(file)})
    assert settings.secret_key == KEY.encode()


def test_older_secrets_are_kept_beside_the_one_that_signs(tmp_path: Path) -> None:
    older = ["o" * 32, "p" * 40]
    given = {"DRILLBOOK_SECRET_KEY": KEY, "DRILLBOOK_SECRET_KEY_FALLBACKS": ", ".join(older)}
    settings = Settings.from_environment(given)
    assert settings.secret_key_fallbacks == (older[0].encode(), older[1].encode())
    file = tmp_path / "older"
    file.write_text(older[0] + "\n")
    given = {"DRILLBOOK_SECRET_KEY": KEY, "DRILLBOOK_SECRET_KEY_FALLBACKS_FILE": str(file)}
    assert Settings.from_environment(given).secret_key_fallbacks == (older[0].encode(),)


@pytest.mark.parametrize("text", ["", ",", "short", f"{KEY},", f"{KEY},short", "k" * 31])
def test_an_older_secret_is_no_shorter_and_shown_nowhere_either(text: str) -> None:
    said = complaint(SECRET_KEY=KEY, SECRET_KEY_FALLBACKS=text)
    assert said.startswith(f"DRILLBOOK_SECRET_KEY_FALLBACKS has {len(text)} bytes: expected")
    assert "short" not in said
    assert KEY not in said


def test_older_secrets_alone_sign_nothing() -> None:
    assert "DRILLBOOK_SECRET_KEY is not set" in complaint(SECRET_KEY_FALLBACKS=KEY)


def test_a_secret_is_not_given_twice() -> None:
    assert "are both set" in complaint(SECRET_KEY=KEY, SECRET_KEY_FILE="/secret")


def test_a_secret_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    assert f"DRILLBOOK_SECRET_KEY_FILE is {missing!r}" in complaint(SECRET_KEY_FILE=missing)
    (tmp_path / "binary").write_bytes(b"\xff" * 40)
    assert "not UTF-8" in complaint(SECRET_KEY_FILE=str(tmp_path / "binary"))


def test_a_secret_is_shown_nowhere() -> None:
    assert "short" not in complaint(SECRET_KEY="short")
    given = {"DRILLBOOK_SECRET_KEY": KEY, "DRILLBOOK_SECRET_KEY_FALLBACKS": f"{KEY},{KEY}"}
    assert KEY not in repr(Settings.from_environment(given))


def test_without_passwords_a_host_that_others_reach_is_refused_unless_they_are_trusted() -> None:
    assert "DRILLBOOK_TRUST_NETWORK=1" in complaint(HOST="0.0.0.0")
    trusting = {"DRILLBOOK_HOST": "0.0.0.0", "DRILLBOOK_TRUST_NETWORK": "1"}
    assert Settings.from_environment(trusting).trust_network


def test_without_passwords_a_proxy_that_others_reach_is_refused_too() -> None:
    assert "DRILLBOOK_TRUST_NETWORK=1" in complaint(PROXY_HOPS="1")
    assert "DRILLBOOK_TRUST_NETWORK=1" in complaint(PUBLIC_URL="https://drill.example.org")


def test_a_service_needs_its_address_and_a_secret() -> None:
    said = complaint(MODE="service").splitlines()
    assert said[0].startswith("DRILLBOOK_PUBLIC_URL is not set")
    assert said[1].startswith("DRILLBOOK_SECRET_KEY is not set")
    assert "secrets.token" in said[1]
    assert len(said) == 2


SERVICE = {
    "DRILLBOOK_MODE": "service",
    "DRILLBOOK_PUBLIC_URL": "https://drill.example.org",
    "DRILLBOOK_SECRET_KEY": KEY,
}


def test_a_service_may_be_reached_from_elsewhere() -> None:
    settings = Settings.from_environment(SERVICE | {"DRILLBOOK_HOST": "0.0.0.0"})
    assert (settings.is_local, settings.is_https, settings.serves_oneself) == (False, True, False)


def test_a_service_that_anybody_may_join_needs_mail() -> None:
    with pytest.raises(DrillbookError, match="DRILLBOOK_SMTP_URL is not set"):
        Settings.from_environment(SERVICE | {"DRILLBOOK_SIGN_UP": "open"})
    assert "DRILLBOOK_MAIL_FROM is not set" in complaint(SMTP_URL="smtp://mail.example.org:587")


def test_what_would_be_in_use_nowhere_is_refused() -> None:
    assert "DRILLBOOK_MODE=service" in complaint(SIGN_UP="open")
    assert "DRILLBOOK_SMTP_URL is not set" in complaint(MAIL_FROM="drillbook@example.org")


@pytest.mark.parametrize("host", ["127.example.org", "127.0.0.1.example.org"])
def test_a_name_is_no_loopback_address_however_it_begins(host: str) -> None:
    assert "DRILLBOOK_TRUST_NETWORK=1" in complaint(HOST=host)
    assert "DRILLBOOK_TRUST_NETWORK=1" in complaint(PUBLIC_URL=f"http://{host}")


@pytest.mark.parametrize(
    ("environ", "alone"),
    [
        ({}, True),
        ({"HOST": "::1"}, True),
        ({"HOST": "127.8.8.8"}, True),
        ({"HOST": "localhost", "PUBLIC_URL": "http://localhost:8000"}, True),
        (
            {"HOST": "0.0.0.0", "PUBLIC_URL": "http://localhost:8000", "TRUST_NETWORK": "1"},
            False,
        ),
        ({"PROXY_HOPS": "1", "TRUST_NETWORK": "1"}, False),
        ({"PUBLIC_URL": "https://drill.example.org", "TRUST_NETWORK": "1"}, False),
    ],
)
def test_only_who_sits_at_the_machine_is_served_as_oneself(
    environ: dict[str, str], alone: bool
) -> None:
    settings = Settings.from_environment({f"DRILLBOOK_{n}": t for n, t in environ.items()})
    assert settings.serves_oneself is alone


def test_the_reference_page_lists_exactly_the_settings() -> None:
    rows = re.findall(r"^\| `(DRILLBOOK_\w+)` \| (.*?) \| (.*) \|$", PAGE.read_text(), re.MULTILINE)
    assert rows == list(reference())
