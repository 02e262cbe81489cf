"""What the API answers to: each operation declared once, for who calls it and for its document."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Response
from werkzeug.routing import BaseConverter

from app.services.tokens import Scope
from app.web.api.reading import read_body, read_query
from app.web.api.writing import answered
from app.web.who import require_scope

PREFIX = "/api/v1"
View = Callable[..., Any]


class Slug(BaseConverter):
    """A course's or a track's id; nothing else can be one, so nothing else is looked up."""

    regex = "[a-z0-9-]{1,200}"


class Card(BaseConverter):
    regex = r"[a-z0-9-]{1,200}\.[a-z0-9-]{1,200}\.[a-z0-9-]{1,200}"


CONVERTERS = {"slug": Slug, "card": Card}


@dataclass(frozen=True, slots=True)
class Operation:
    """`scope` is what a token must be for; `problems` are the errors that it may answer with
    beside those of every operation; `shown` is the body in full, where `body` leaves a part of it
    to be looked at later.
    """

    method: str
    path: str
    view: View
    answer: Any
    scope: Scope = Scope.READ
    query: type | None = None
    body: type | None = None
    shown: type | None = None
    problems: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return self.view.__name__

    def respond(self, **path: str) -> Response:
        require_scope(self.scope)
        given: dict[str, Any] = dict(path)
        if self.query is not None:
            given["query"] = read_query(self.query)
        if self.body is not None:
            given["body"] = read_body(self.body)
        return answered(self.view(**given))


@dataclass(slots=True)
class Routes:
    operations: list[Operation] = field(default_factory=list)

    def get(self, path: str, answer: Any, **more: Any) -> Callable[[View], View]:
        return self._route("GET", path, answer, more)

    def post(self, path: str, answer: Any, **more: Any) -> Callable[[View], View]:
        return self._route("POST", path, answer, more)

    def put(self, path: str, answer: Any, **more: Any) -> Callable[[View], View]:
        return self._route("PUT", path, answer, more)

    def patch(self, path: str, answer: Any, **more: Any) -> Callable[[View], View]:
        return self._route("PATCH", path, answer, more)

    def _route(
        self, method: str, path: str, answer: Any, more: dict[str, Any]
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            self.operations.append(Operation(method, path, view, answer, **more))
            return view

        return declare
