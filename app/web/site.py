"""The web application: one blueprint a surface, and what holds for every page."""

from flask import Flask

from app.config import Settings
from app.services import Library
from app.web import (
    assets,
    caching,
    courses,
    errors,
    headers,
    health,
    hosts,
    media,
    preview,
    request_log,
    search,
    words,
)
from app.web.fault_log import FaultLoggingFlask
from app.web.parts import NAME, Parts, Refreshing

LARGEST_REQUEST = 256 * 1024


def create_app(settings: Settings, library: Library, freshness: Refreshing | None = None) -> Flask:
    app = FaultLoggingFlask(__name__, static_folder=None)
    app.extensions[NAME] = Parts(settings, library, freshness)
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for concern in (hosts, headers, caching, assets, words, errors, request_log):
        concern.attach(app)
    for surface in (courses, media, search, health):
        app.register_blueprint(surface.blueprint)
    if freshness is not None:
        preview.attach(app)
    return app
