from pathlib import Path

import pytest

from tests.library.courses import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)
