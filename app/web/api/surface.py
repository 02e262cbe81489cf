"""All of the API on one blueprint: the only place that knows every resource."""

from importlib.metadata import version

from flask import Blueprint, Flask

from app.web.api import cards, courses, docs, drill, events, me, reviews, search, stats, today
from app.web.api.document import document
from app.web.api.routes import CONVERTERS, PREFIX, Operation
from app.web.cookie import cookie_name
from app.web.parts import NAME

RESOURCES = (today, drill, reviews, events, cards, courses, search, stats, me)
OPERATIONS: tuple[Operation, ...] = tuple(
    operation for resource in RESOURCES for operation in resource.routes.operations
)


def attach(app: Flask) -> None:
    app.url_map.converters.update(CONVERTERS)
    blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
    for each in OPERATIONS:
        blueprint.add_url_rule(each.path, each.name, each.respond, methods=[each.method])
    app.register_blueprint(blueprint)
    app.register_blueprint(docs.blueprint)
    settings = app.extensions[NAME].settings
    cookie = None if settings.is_local else cookie_name(settings)
    app.extensions[docs.KEPT] = document(OPERATIONS, version=version("drillbook"), cookie=cookie)
