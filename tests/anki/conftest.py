"""A fresh course and a fresh Anki for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.anki.engine import Anki
from tests.anki.sample import SampleCourse


@pytest.fixture
def course(tmp_path: Path) -> SampleCourse:
    return SampleCourse(tmp_path)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path / "anki")
    yield opened
    opened.close()
