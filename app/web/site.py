"""The web application: one blueprint a surface, and what holds for every page."""

from flask import Flask

from app.web import (
    accounts,
    assets,
    by_mail,
    caching,
    courses,
    decks,
    errors,
    following,
    headers,
    health,
    hosts,
    look,
    media,
    no_session,
    origin,
    preview,
    push,
    request_log,
    search,
    today,
    who,
    words,
)
from app.web.api import surface as api
from app.web.drill import cards
from app.web.drill import page as drill
from app.web.fault_log import FaultLoggingFlask
from app.web.parts import NAME, Parts
from app.web.reminders import calendar, card, links, offer
from app.web.settings import pages as settings

LARGEST_REQUEST = 256 * 1024


def create_app(parts: Parts) -> Flask:
    app = FaultLoggingFlask(__name__, static_folder=None)
    app.extensions[NAME] = parts
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for concern in (
        no_session,
        hosts,
        origin,
        who,
        headers,
        caching,
        assets,
        words,
        look,
        errors,
        request_log,
    ):
        concern.attach(app)
    for surface in (
        today,
        courses,
        following,
        decks,
        drill,
        cards,
        media,
        search,
        accounts,
        by_mail,
        settings,
        calendar,
        links,
        card,
        offer,
        push,
        health,
    ):
        app.register_blueprint(surface.blueprint)
    api.attach(app)
    if parts.freshness is not None:
        preview.attach(app)
    return app
