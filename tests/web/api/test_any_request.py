"""Requests that nobody would write, drawn from the document: never a fault of ours, and never an
answer that the document does not describe.

Whether each is accepted or refused is told by the tests of the resources: a document cannot say
which time zones there are, or that one bad event of many is refused alone.
"""

import os
import warnings
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.school import API, School, school_in

OPERATIONS = 12
REQUESTS = 50_000 if os.environ.get("PROVE") else 240
# With what is there, and with anything at all.
PLACES = ({"course": "rivers", "track": "springs", "card_id": "rivers.intermittent.1"}, None)
MODES = tuple(GenerationMode)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with school_in(tmp_path_factory.mktemp("school")) as found:
        yield found


@pytest.fixture(scope="module")
def described(school: School) -> BaseSchema:
    return schemathesis.openapi.from_wsgi(f"{API}/openapi.json", school.app)


def test_no_request_breaks_it_or_is_answered_otherwise(
    described: BaseSchema, school: School
) -> None:
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) == OPERATIONS
    each = -(-REQUESTS // (OPERATIONS * len(MODES) * len(PLACES)))
    for operation in operations:
        for mode in MODES:
            for place in PLACES:
                _try(operation, mode, place, each, school.ada.bearer)


def _try(
    operation: APIOperation,
    mode: GenerationMode,
    place: dict[str, str] | None,
    times: int,
    headers: dict[str, str],
) -> None:
    names = {each.name for each in operation.path_parameters}
    known = {name: value for name, value in (place or {}).items() if name in names}
    strategy = operation.as_strategy(mode, **({"path_parameters": known} if known else {}))

    @given(case=strategy)
    @settings(
        max_examples=times,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
        deadline=None,
    )
    def one(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # drawn requests may be odd in ways that the client warns of
        one()
