"""The author's preview: a lesson that was saved shows at once, with what is wrong in it."""

from flask import Blueprint, Flask, Response, g, request

from app.web.parts import parts

SHOWN_FROM_LESSONS = ("today", "courses", "search", "preview")

blueprint = Blueprint("preview", __name__)


def attach(app: Flask) -> None:
    app.before_request(_refresh)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["preview"] = True
    app.jinja_env.globals["library_version"] = _version


@blueprint.get("/preview/version")
def version() -> Response:
    response = Response(parts().library.version, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def _refresh() -> None:
    freshness = parts().freshness
    if freshness is not None and request.blueprint in SHOWN_FROM_LESSONS:
        freshness.refresh()
        g.library_version = parts().library.version


def _version() -> str | None:
    """As it was before the page was read, or a library put in place meanwhile would be missed."""
    version: str | None = g.get("library_version")
    return version
