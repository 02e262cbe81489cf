"""Puts the parts together; the only place that sees them all."""

import os
import secrets
import socket
import sys
from collections.abc import Callable

from flask import Flask

from app.config import Settings
from app.core.reminders.kinds import Kind
from app.jobs.reminding import Reminding
from app.key_file import key_of
from app.library.shelf import Library
from app.notify.channel import Channel
from app.notify.email import Mailer
from app.notify.email_reminder import CONNECT_SECONDS, SECONDS, EmailReminders
from app.notify.outbound import Outbound
from app.notify.push import Pushes
from app.notify.vapid import VapidKey
from app.notify.webhook import Webhooks
from app.services.calendar_feed import Calendars
from app.services.gather_answers import Gathering
from app.services.open_ledger import ReadOnly, open_ledger_to_serve
from app.services.refolding import Refolding
from app.services.refresh_library import Freshness
from app.services.reminder_links import ReminderLinks
from app.services.send_link import Post
from app.services.send_reminder import Outgoing
from app.services.signing import Signer
from app.web.front import Front
from app.web.parts import Clock, Parts, the_time
from app.web.proxies import behind
from app.web.quick import Quick
from app.web.site import create_app


def create_web_app(settings: Settings | None = None, clock: Clock = the_time) -> Flask:
    settings = settings or Settings.from_environment(os.environ)
    freshness = Freshness(settings.content, settings.library_file)
    ledger = open_ledger_to_serve(settings.ledger_file, settings.database_url)
    if ledger.damage:
        sys.stderr.write(f"drillbook: {ledger.damage}\n")
    signer, mailer = signer_of(settings), mailer_of(settings)
    library = Library(settings.library_file)
    parts = Parts(
        settings,
        library=library,
        ledger=ledger,
        gathering=Gathering(ledger, library, clock),
        refolding=Refolding(ledger),
        signer=signer,
        calendars=Calendars(ledger, signer, here_of(settings)),
        outgoing=outgoing_of(settings, mailer),
        freshness=freshness if settings.serves_oneself else None,
        post=Post(mailer, here_of(settings)) if mailer else None,
        clock=clock,
    )
    app = create_app(parts)
    app.wsgi_app = behind(settings.proxy_hops, app.wsgi_app)  # type: ignore[assignment,method-assign]
    return app


def create_front(settings: Settings | None = None) -> Front:
    settings = settings or Settings.from_environment(os.environ)
    app = create_web_app(settings)
    return Front(app, threads=settings.threads, quick=Quick(app))


def create_reminding(
    settings: Settings, say: Callable[[str], None], clock: Clock = the_time
) -> Reminding:
    ledger = open_ledger_to_serve(settings.ledger_file, settings.database_url)
    if ledger.damage:
        ledger.close()
        raise ReadOnly(ledger.damage)
    return Reminding(
        ledger,
        library=Library(settings.library_file),
        outgoing=outgoing_of(settings, mailer_of(settings, SECONDS, CONNECT_SECONDS)),
        sender=f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}",
        clock=clock,
        say=say,
    )


def outgoing_of(settings: Settings, mailer: Mailer | None) -> Outgoing:
    outbound = Outbound(settings.outbound_allow)
    channels: dict[Kind, Channel] = {Kind.WEBHOOK: Webhooks(outbound)}
    if mailer:
        channels[Kind.EMAIL] = EmailReminders(mailer)
    vapid_key = vapid_key_of(settings)
    if vapid_key:
        channels[Kind.PUSH] = Pushes(outbound, vapid_key)
    links = ReminderLinks(signer_of(settings), here_of(settings))
    return Outgoing(channels, links.of, push_key=vapid_key.public if vapid_key else None)


def vapid_key_of(settings: Settings) -> VapidKey | None:
    """Hosts that share a database share no folder, and would each make another."""
    if settings.database_url and not settings.vapid_private_key:
        return None
    site = settings.public_url if settings.is_https else None
    contact = f"mailto:{settings.mail_from}" if settings.mail_from else site
    return VapidKey(settings.vapid_private_key or key_of(settings.vapid_key_file), contact)


def here_of(settings: Settings) -> str:
    """Where browsers find this service."""
    return settings.public_url or f"http://localhost:{settings.port}"


def signer_of(settings: Settings) -> Signer:
    """For whatever signs, web or not: all processes of one service have the same keys."""
    given, older = settings.secret_key, settings.secret_key_fallbacks
    return Signer(lambda: (given or key_of(settings.key_file), *older))


def mailer_of(
    settings: Settings, seconds: float | None = None, connect_seconds: float | None = None
) -> Mailer | None:
    """Without seconds, as long as somebody may wait for a page."""
    if not (settings.smtp_url and settings.mail_from):
        return None
    url, sender = settings.smtp_url, settings.mail_from
    return Mailer(url, sender, seconds=seconds, connect_seconds=connect_seconds)
