"""Puts the parts together; the only place that sees them all."""

import os
import sys

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings
from app.key_file import key_of
from app.library.shelf import Library
from app.notify.email import Mailer
from app.services.calendar_feed import Calendars
from app.services.open_ledger import open_ledger_to_serve
from app.services.refolding import Refolding
from app.services.refresh_library import Freshness
from app.services.send_link import Post
from app.services.signing import Signer
from app.web.parts import Clock, Parts, the_time
from app.web.site import create_app


def create_web_app(settings: Settings | None = None, clock: Clock = the_time) -> Flask:
    settings = settings or Settings.from_environment(os.environ)
    freshness = Freshness(settings.content, settings.library_file)
    ledger = open_ledger_to_serve(settings.ledger_file, settings.database_url)
    if ledger.damage:
        sys.stderr.write(f"drillbook: {ledger.damage}\n")
    signer = signer_of(settings)
    parts = Parts(
        settings,
        library=Library(settings.library_file),
        ledger=ledger,
        refolding=Refolding(ledger),
        signer=signer,
        calendars=Calendars(ledger, signer, here_of(settings)),
        freshness=freshness if settings.serves_oneself else None,
        post=_post(settings),
        clock=clock,
    )
    return _behind(create_app(parts), settings.proxy_hops)


def signer_of(settings: Settings) -> Signer:
    """For whatever signs, web or not: all processes of one service have the same keys."""
    given, older = settings.secret_key, settings.secret_key_fallbacks
    return Signer(lambda: (given or key_of(settings.key_file), *older))


def _post(settings: Settings) -> Post | None:
    if not (settings.smtp_url and settings.mail_from):
        return None
    here = settings.public_url or f"http://localhost:{settings.port}"
    return Post(Mailer(settings.smtp_url, settings.mail_from), here)


def _behind(app: Flask, hops: int) -> Flask:
    """Believes exactly as many forwarded values as there are proxies, or clients could forge."""
    if hops:
        inner = app.wsgi_app
        app.wsgi_app = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
