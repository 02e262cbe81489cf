"""A fresh course and a fresh Anki for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ledger.ledger import Ledger
from tests.anki.engine import Anki
from tests.anki.learning import Studying, studying
from tests.anki.sample import SampleCourse


@pytest.fixture
def course(tmp_path: Path) -> SampleCourse:
    return SampleCourse(tmp_path)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path / "anki")
    yield opened
    opened.close()


@pytest.fixture
def ada(course: SampleCourse, file: Ledger) -> Studying:
    return studying(file, course)
