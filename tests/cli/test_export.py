"""`drillbook export`: which decks are written where, what is said, and the exit code."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main

LESSON = "---\nid: a\ntitle: Tracks\n---\n\nA ==1:fact== here. {#fact}\n"
LOCKED = "fact cloze 1\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for course in ("birds", "trees"):
        home = tmp_path / "content" / course
        home.mkdir(parents=True)
        (home / "course.toml").write_text(f'title = "{course.title()}"\n', encoding="utf-8")
        (home / "01-a.md").write_text(LESSON, encoding="utf-8")
        (home / "keys.lock").write_text(LOCKED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", *words], catch_exceptions=False)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_without_a_name_every_course_is_written(folder: Path) -> None:
    ran = run()
    assert ran.exit_code == 0
    assert ran.stdout.splitlines() == [
        "decks/birds.apkg: 1 note, 1 card, 1 new or changed",
        "decks/trees.apkg: 1 note, 1 card, 1 new or changed",
    ]
    assert written(folder / "decks") == ["birds.apkg", "birds.lock", "trees.apkg", "trees.lock"]


def test_again_nothing_has_changed(folder: Path) -> None:
    run("birds")
    assert run("birds").stdout == "decks/birds.apkg: 1 note, 1 card, 0 new or changed\n"


def test_named_courses_alone_are_written_where_one_says(folder: Path) -> None:
    assert run("trees", "-o", "mine").exit_code == 0
    assert written(folder / "mine") == ["trees.apkg", "trees.lock"]


def test_a_course_that_is_not_there_is_named(folder: Path) -> None:
    ran = run("stones")
    assert ran.exit_code == 1
    assert "there is no file 'content/stones'" in ran.stderr
    assert not written(folder / "decks")


def test_a_lesson_is_no_deck(folder: Path) -> None:
    ran = run("birds/01-a.md")
    assert ran.exit_code == 1
    assert "a single lesson is no deck (name its course)" in ran.stderr


def test_a_course_with_an_error_does_not_stop_the_others(folder: Path) -> None:
    (folder / "content" / "birds" / "01-a.md").write_text(LESSON + "\n==open\n", encoding="utf-8")
    ran = run()
    assert ran.exit_code == 1
    assert "content/birds/01-a.md:8:1: a mark is opened here" in ran.stderr
    assert written(folder / "decks") == ["trees.apkg", "trees.lock"]


def test_where_readers_find_the_lessons_goes_into_the_deck(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("birds")
    monkeypatch.setenv("DRILLBOOK_PUBLIC_URL", "https://drill.example.org")
    assert "1 new or changed" in run("birds").stdout
