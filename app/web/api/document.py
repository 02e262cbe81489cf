"""The API's OpenAPI document, made of what the operations were declared with and nothing else."""

import inspect
import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct

from app.services.tokens import Scope
from app.web.api.routes import CONVERTERS, PREFIX, Operation
from app.web.problem import PROBLEM

JSON = "application/json"
PLACE = re.compile(r"<(\w+):(\w+)>")
EVERYWHERE = (401, 403, 503)
REF = "#/components/schemas/{name}"
Node = dict[str, Any]
ABOUT = (
    "Everything that a page does, a program can do. Make a token in the settings and send it as "
    "`Authorization: Bearer …`; cookies of such a request are not looked at."
)
SCOPES = (
    "A token is made for some of three scopes: `read` looks at all that is the learner's, `answer` "
    "puts events into the log, `settings` changes what the learner chose and follows."
)


class Problem(Struct, frozen=True):
    """An error (RFC 9457); `detail` names the field that it is about."""

    type: str
    title: str
    status: int
    detail: str = ""


def document(operations: Sequence[Operation], *, version: str, cookie: str | None) -> Node:
    """`cookie` is what a browser's session is kept in; None where no learner signs in."""
    kinds = _kinds(operations)
    schemas, components = msgspec.json.schema_components(kinds, ref_template=REF)
    by_kind = dict(zip(map(repr, kinds), schemas, strict=True))
    paths: dict[str, Node] = {}
    for each in operations:
        path = PREFIX + PLACE.sub(r"{\2}", each.path)
        paths.setdefault(path, {})[each.method.lower()] = _operation(each, by_kind, components)
        paths[path][each.method.lower()]["security"] = _security(each.scope, cookie)
    for each in operations:
        if each.query:
            components.pop(each.query.__name__, None)
    described = {
        "openapi": "3.1.0",
        "info": {"title": "Drillbook", "version": version, "description": ABOUT},
        "paths": paths,
        "components": {"schemas": _plain(components), "securitySchemes": _schemes(cookie)},
    }
    return msgspec.json.decode(msgspec.json.encode(described), type=dict)


def _kinds(operations: Iterable[Operation]) -> list[Any]:
    kinds: list[Any] = [Problem]
    for each in operations:
        wanted = (each.query, each.shown or each.body, each.answer)
        kinds += [kind for kind in wanted if kind is not None and kind not in kinds]
    return kinds


def _operation(operation: Operation, by_kind: dict[str, Node], components: Node) -> Node:
    summary, _, more = (inspect.getdoc(operation.view) or "").partition("\n\n")
    body = operation.shown or operation.body
    described: Node = {
        "operationId": operation.name,
        "summary": summary,
        "parameters": [*_in_path(operation), *_in_query(operation, components)],
        "responses": _responses(operation, by_kind[repr(operation.answer)]),
    }
    if more:
        described["description"] = more
    if body is not None:
        needed = bool(components[body.__name__].get("required"))
        content = {JSON: {"schema": by_kind[repr(body)]}}
        described["requestBody"] = {"required": needed, "content": content}
    return described


def _in_path(operation: Operation) -> list[Node]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": f"^{CONVERTERS[kind].regex}$"},
        }
        for kind, name in PLACE.findall(operation.path)
    ]


def _in_query(operation: Operation, components: Node) -> list[Node]:
    if operation.query is None:
        return []
    kind = components[operation.query.__name__]
    return [
        {
            "name": name,
            "in": "query",
            "required": name in kind.get("required", ()),
            **_described(schema),
        }
        for name, schema in kind["properties"].items()
    ]


def _described(schema: Node) -> Node:
    """A parameter is left out or given: nobody writes null into an address."""
    given = [each for each in schema.get("anyOf", (schema,)) if each.get("type") != "null"]
    (only,) = given
    about = only.get("description", schema.get("description", ""))
    return {
        "description": about,
        "schema": {name: value for name, value in only.items() if name != "description"},
    }


def _responses(operation: Operation, answer: Node) -> Node:
    codes = sorted({*EVERYWHERE, *operation.problems, *((507,) if _writes(operation) else ())})
    problem = {"content": {PROBLEM: {"schema": {"$ref": REF.format(name="Problem")}}}}
    return {
        "200": {"description": "Done.", "content": {JSON: {"schema": answer}}},
        **{str(code): {"description": HTTPStatus(code).phrase, **problem} for code in codes},
    }


def _writes(operation: Operation) -> bool:
    return operation.method != "GET"


def _security(scope: Scope, cookie: str | None) -> list[Node]:
    """A browser's session is for everything, as is being alone at one's own machine."""
    return [{"token": [scope]}, {"session": []} if cookie else {}]


def _schemes(cookie: str | None) -> Node:
    schemes: Node = {"token": {"type": "http", "scheme": "bearer", "description": SCOPES}}
    if cookie:
        schemes["session"] = {"type": "apiKey", "in": "cookie", "name": cookie}
    return schemes


def _plain(node: Any) -> Any:
    """Docstrings as they are read, without the margin that they have in the code."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {name: _plain(value) for name, value in node.items()}
    if isinstance(node.get("description"), str):
        plain["description"] = inspect.cleandoc(node["description"])
    return plain
