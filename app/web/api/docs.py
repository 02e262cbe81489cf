"""The API's document, for programs as JSON and for people as a page without outside scripts."""

import re
from collections.abc import Iterable

from flask import Blueprint, Response, current_app, render_template, request
from markupsafe import Markup, escape

from app.web.api.document import Node
from app.web.api.routes import PREFIX
from app.web.api.writing import answered
from app.web.who import open_to_all

KEPT = "drillbook_api_document"
CODE = re.compile(r"`([^`]+)`")
blueprint = Blueprint("api_docs", __name__)


@blueprint.get(f"{PREFIX}/openapi.json")
@open_to_all
def openapi() -> Response:
    """Alike for everybody, so a program may keep it and ask whether it is still right."""
    response = answered(current_app.extensions[KEPT])
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/api/docs")
@open_to_all
def page() -> str:
    described = current_app.extensions[KEPT]
    return render_template("api.html", document=described, type_of=type_of, with_code=with_code)


def type_of(schema: Node) -> Markup:
    """A schema in a few words, with links to those that are described further down."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#{0}">{0}</a>').format(name)
    if "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema["const"]]
        return _either(Markup("<code>{}</code>").format(value) for value in values)
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return _either(type_of(each) for each in several)
    return _simple(schema)


def _simple(schema: Node) -> Markup:
    kind = schema.get("type", "anything")
    if kind == "array":
        return Markup("list of {}").format(type_of(schema.get("items", {})))
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return Markup("object of {}").format(type_of(schema["additionalProperties"]))
    return escape(f"{schema.get('format', kind)}{_limits(schema)}")


def _limits(schema: Node) -> str:
    if "minimum" in schema and "maximum" in schema:
        return f", {schema['minimum']} to {schema['maximum']}"
    most = schema.get("maxLength") or schema.get("maxItems")
    return f", at most {most}" if most else ""


def _either(words: Iterable[Markup]) -> Markup:
    return Markup(" or ").join(words)


def with_code(text: str) -> Markup:
    parts = CODE.split(text)
    marked = (
        Markup("<code>{}</code>").format(each) if n % 2 else escape(each)
        for n, each in enumerate(parts)
    )
    return Markup("").join(marked)
