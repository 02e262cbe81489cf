"""What an author saves is on the page at the next look."""

from pathlib import Path

import pytest

from app.services.refresh_library import Freshness
from app.services.search_library import search_library
from tests.library.courses import BROKEN, FOOD, Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def fresh(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Freshness:
    monkeypatch.setattr("app.services.refresh_library.LEAST_PAUSE_SECONDS", 0)
    return Freshness(shelf.content, shelf.target)


def test_a_saved_lesson_shows(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    freshness = fresh(shelf, monkeypatch)
    shelf.save("01-food.md", FOOD)
    freshness.refresh()
    shelf.save("01-food.md", FOOD.replace("flour", "whole grain"))
    freshness.refresh()
    assert search_library(shelf.library, "grain").hits


def test_the_problems_of_a_saved_lesson_show(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    freshness = fresh(shelf, monkeypatch)
    shelf.save("01-food.md", FOOD)
    freshness.refresh()
    shelf.save("01-food.md", BROKEN)
    freshness.refresh()
    assert "not closed" in shelf.library.now().problems("table", "food")[0]["what"]


def test_a_library_stays_the_same_while_nothing_is_saved(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    freshness = fresh(shelf, monkeypatch)
    shelf.save("01-food.md", FOOD)
    freshness.refresh()
    before = shelf.library.version
    freshness.refresh()
    assert shelf.library.version == before


def test_a_content_folder_that_is_gone_leaves_the_library(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    freshness = fresh(shelf, monkeypatch)
    shelf.save("01-food.md", FOOD)
    freshness.refresh()
    shelf.content.rename(shelf.content.with_name("elsewhere"))
    freshness.refresh()
    assert shelf.cards() == {"table.bread.1"}
    assert "DRILLBOOK_CONTENT" in caplog.text
