"""The API of a school, as Ada's program uses it."""

import pytest

from tests.web.conftest import AppMaker
from tests.web.school import School, school_of


@pytest.fixture
def school(make_app: AppMaker) -> School:
    found = school_of(make_app)
    found.call("PUT", "courses/rivers/following")
    return found
