"""Settings from the environment: read once, cast strictly, every problem told at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from app import casts, environment
from app.core.errors import DrillbookError
from app.environment import about


def is_loopback(host: str) -> bool:
    """A name that begins like such an address may be anybody's."""
    address = _find_address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _find_address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir("drillbook", appauthor=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    home: Path = field(
        default_factory=_data_folder,
        metadata=about(
            casts.folder,
            "Folder of all that Drillbook keeps: `library.db`, and `ledger.db` with what was "
            "learned.",
            "the platform's folder for a user's data",
        ),
    )
    content: Path = field(
        default_factory=lambda: Path("content").absolute(),
        metadata=about(casts.folder, "Folder of the courses.", "`content` in the current folder"),
    )
    database_url: str | None = field(
        default=None,
        repr=False,
        metadata=about(
            casts.database,
            "PostgreSQL database of what was learned, as `postgresql://name:password@host/database`"
            "; without it, the file `ledger.db` in `DRILLBOOK_HOME`.",
            "none",
            secret=True,
        ),
    )
    mode: str = field(
        default="local",
        metadata=about(
            casts.choice("local", "service"),
            "`local`: one learner, no password. `service`: learners sign in to accounts of their "
            "own; needs `DRILLBOOK_PUBLIC_URL` and `DRILLBOOK_SECRET_KEY`.",
        ),
    )
    trust_network: bool = field(
        default=False,
        metadata=about(
            casts.switch,
            "`1`: in `local` mode, whoever reaches `DRILLBOOK_HOST` may be the learner. Needed "
            "where that is not a loopback address.",
            "`0`",
        ),
    )
    sign_up: str = field(
        default="closed",
        metadata=about(
            casts.choice("open", "closed"),
            "Who may make an account in a service: `open`: anybody with an e-mail address (needs "
            "`DRILLBOOK_SMTP_URL`); `closed`: only `drillbook learner add` makes one.",
        ),
    )
    smtp_url: str | None = field(
        default=None,
        repr=False,
        metadata=about(
            casts.mail_server,
            "Server that mail is given to, as `smtp://name:password@host:587` (STARTTLS) or "
            "`smtps://name:password@host:465`.",
            "none: no mail is sent",
            secret=True,
        ),
    )
    mail_from: str | None = field(
        default=None,
        metadata=about(
            casts.mail_address,
            "Address that mail comes from; needed with `DRILLBOOK_SMTP_URL`.",
            "none",
        ),
    )
    outbound_allow: frozenset[str] = field(
        default=frozenset(),
        metadata=about(
            casts.pairs,
            "Private hosts, or ports besides 80 and 443, that webhooks and push may go to all the "
            "same: exact pairs such as `hooks.school.example:8443`, separated by commas.",
            "none: only public hosts",
        ),
    )
    vapid_private_key: bytes | None = field(
        default=None,
        repr=False,
        metadata=about(
            casts.signing_key,
            "Key that messages to browsers are signed with, 32 bytes in URL-safe Base64; browsers "
            "have to be subscribed anew when it changes. Needed for them with "
            "`DRILLBOOK_DATABASE_URL`, where many hosts share it.",
            "made once, as the file `vapid.key` in `DRILLBOOK_HOME`",
            secret=True,
        ),
    )
    host: str = field(
        default="127.0.0.1",
        metadata=about(casts.host, "Name or address that `drillbook serve` binds."),
    )
    port: int = field(
        default=8000, metadata=about(casts.number(1, 65535), "Port that `drillbook serve` binds.")
    )
    public_url: str | None = field(
        default=None,
        metadata=about(
            casts.origin,
            "Address that browsers use, such as `https://drill.example.org`. Requests for other "
            "hosts are refused, save for this machine's own names and `DRILLBOOK_HOST`.",
            "none: only this machine is served",
        ),
    )
    proxy_hops: int = field(
        default=0,
        metadata=about(
            casts.number(0, 10),
            "Exact number of reverse proxies in front; so many `X-Forwarded-` values are believed.",
        ),
    )
    threads: int = field(
        default=16,
        metadata=about(
            casts.number(1, 256), "Requests that `drillbook serve` works on at one time."
        ),
    )
    reminders: str = field(
        default="on",
        metadata=about(
            casts.choice("on", "off"),
            "`on`: `drillbook serve` sends the reminders too. `off`: only `drillbook remind` does, "
            "which many hosts may share.",
        ),
    )
    reminder_threads: int = field(
        default=4,
        metadata=about(
            casts.number(1, 64),
            "Reminders under way at one time over each kind of channel, if each takes long.",
        ),
    )
    log_format: str = field(
        default="text",
        metadata=about(
            casts.choice("text", "json"), "How each request's line is written: `text` or `json`."
        ),
    )
    secret_key: bytes | None = field(
        default=None,
        repr=False,
        metadata=about(
            casts.secret,
            "Secret of 32 bytes or more, which a `service` must have and all its hosts share. It "
            "signs what browsers and mails bring back.",
            "none; in `local` mode one is made, as `signing.key` in `DRILLBOOK_HOME`",
            secret=True,
        ),
    )
    secret_key_fallbacks: tuple[bytes, ...] = field(
        default=(),
        repr=False,
        metadata=about(
            casts.secrets,
            "Older secrets, with commas between them: what they signed still holds, and nothing "
            "is signed with them any more.",
            "none",
            secret=True,
        ),
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        given, problems = environment.read(cls, environ)
        settings = cls(**given)
        problems += _contradictions(settings) if not problems else ()
        if problems:
            raise DrillbookError("\n".join(problems))
        return settings

    @property
    def library_file(self) -> Path:
        return self.home / "library.db"

    @property
    def ledger_file(self) -> Path:
        return self.home / "ledger.db"

    @property
    def vapid_key_file(self) -> Path:
        return self.home / "vapid.key"

    @property
    def key_file(self) -> Path:
        return self.home / "signing.key"

    @property
    def public_host(self) -> str | None:
        return urlsplit(self.public_url).hostname if self.public_url else None

    @property
    def is_local(self) -> bool:
        return self.mode == "local"

    @property
    def answers_only_here(self) -> bool:
        """Bound for others to reach, and yet every name by which they could come is refused."""
        address = _find_address(self.host)
        return self.public_url is None and address is not None and address.is_unspecified

    @property
    def is_https(self) -> bool:
        """Only then may a cookie be one that browsers keep from every other way."""
        return (self.public_url or "").startswith("https:")

    @property
    def serves_oneself(self) -> bool:
        """Nobody but who sits at this machine sees the pages: an author's preview is safe."""
        direct = self.is_local and is_loopback(self.host) and self.proxy_hops == 0
        return direct and is_loopback(self.public_host or "localhost")


def reference() -> Iterator[tuple[str, str, str]]:
    return environment.reference(Settings)


def _contradictions(settings: Settings) -> Iterator[str]:
    if settings.is_local and not (is_loopback(settings.host) or settings.trust_network):
        yield (
            f"DRILLBOOK_HOST is {settings.host!r}, which can be reached from elsewhere, and there "
            "are no passwords: expected DRILLBOOK_MODE=service, or DRILLBOOK_TRUST_NETWORK=1 if "
            "whoever reaches it may be the learner"
        )
    elif settings.is_local and not (settings.serves_oneself or settings.trust_network):
        yield (
            "DRILLBOOK_PUBLIC_URL or DRILLBOOK_PROXY_HOPS says that others reach this, and there "
            "are no passwords: expected DRILLBOOK_MODE=service, or DRILLBOOK_TRUST_NETWORK=1 if "
            "whoever reaches it may be the learner"
        )
    if not settings.is_local and settings.public_url is None:
        yield "DRILLBOOK_PUBLIC_URL is not set: a service expects the address that browsers use"
    if not settings.is_local and settings.secret_key is None:
        yield (
            "DRILLBOOK_SECRET_KEY is not set: a service expects 32 bytes or more "
            '(`python -c "import secrets; print(secrets.token_urlsafe(32))"` makes one)'
        )
    if settings.secret_key_fallbacks and settings.secret_key is None:
        yield "DRILLBOOK_SECRET_KEY is not set: fallbacks expect the secret that came after them"
    if settings.is_local and settings.sign_up == "open":
        yield (
            "DRILLBOOK_SIGN_UP is open and there are no accounts in local mode: expected "
            "DRILLBOOK_MODE=service"
        )
    if settings.smtp_url and not settings.mail_from:
        yield "DRILLBOOK_MAIL_FROM is not set: expected the address that mail comes from"
    if settings.mail_from and not settings.smtp_url:
        yield "DRILLBOOK_SMTP_URL is not set: DRILLBOOK_MAIL_FROM expects a server to send from it"
    if not settings.is_local and settings.sign_up == "open" and not settings.smtp_url:
        yield (
            "DRILLBOOK_SIGN_UP is open and DRILLBOOK_SMTP_URL is not set: expected a server for "
            "the mail that confirms an address"
        )
