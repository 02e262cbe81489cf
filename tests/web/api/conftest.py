"""The API of a school, as Ada's program uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.school import School, school_in


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with school_in(tmp_path) as found:
        yield found
