"""`drillbook export`: which decks are written where, what is said, and the exit code."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main
from app.services.manage_learners import add_learner, follow_course
from app.services.open_ledger import open_ledger
from app.services.record_answers import record_answers
from tests.ledger.making import answer

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
    monkeypatch.setenv("DRILLBOOK_TRUST_NETWORK", "1")
    assert "1 new or changed" in run("birds").stdout


@pytest.fixture
def ada(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Follows birds, and has learned its one card."""
    monkeypatch.setenv("DRILLBOOK_HOME", str(folder / "home"))
    born_at = datetime.now(UTC) - timedelta(days=9)
    ledger = open_ledger(folder / "home" / "ledger.db")
    learner = add_learner(ledger, "ada", born_at, "Asia/Tokyo")
    follow_course(ledger, learner, "birds", born_at)
    at = born_at + timedelta(days=1)
    record_answers(ledger, learner, [answer(1, card="birds.fact.1", at=at)], at)
    ledger.close()
    return folder


def test_with_a_learner_the_courses_that_they_follow_are_written(ada: Path) -> None:
    ran = run("--learner", "ada")
    assert ran.exit_code == 0
    assert written(ada / "decks") == ["birds.ada.apkg", "birds.lock"]


def test_a_course_that_was_taken_away_keeps_no_other_back(ada: Path) -> None:
    CliRunner().invoke(main, ["learner", "add", "bob", "--course", "birds", "--course", "trees"])
    (ada / "content" / "birds").rename(ada / "birds")
    ran = run("--learner", "bob")
    assert ran.exit_code == 0
    assert ran.stderr == "birds: no longer in content, left out\n"
    assert written(ada / "decks") == ["trees.bob.apkg", "trees.lock"]


def test_the_receipt_says_what_is_due_and_which_box_to_tick(ada: Path) -> None:
    said = run("birds", "--learner", "ada").stdout.splitlines()
    assert said[0] == "decks/birds.ada.apkg"
    assert said[1].split() == ["cards", "1,", "1", "of", "them", "begun"]
    assert said[2].split() == ["due", "today", "1"]
    assert len({line.rindex("  ") for line in said[1:-1]}) == 1  # all values in one column
    assert said[-2].split() == ["reviews", "carried", "1"]
    assert said[-1] == '  In Anki\'s import window, tick "Import any learning progress".'


def test_a_personal_deck_leaves_the_plain_one_and_its_lock_as_they_were(ada: Path) -> None:
    run("birds")
    before = (ada / "decks/birds.apkg").read_bytes(), (ada / "decks/birds.lock").read_bytes()
    run("birds", "--learner", "ada")
    after = (ada / "decks/birds.apkg").read_bytes(), (ada / "decks/birds.lock").read_bytes()
    assert after == before
    assert written(ada / "decks") == ["birds.ada.apkg", "birds.apkg", "birds.lock"]


def test_learners_whose_names_look_alike_have_files_of_their_own(ada: Path) -> None:
    for name in ("ada", "Ada", "アダ"):
        CliRunner().invoke(main, ["learner", "add", name])
        assert run("birds", "--learner", name).exit_code == 0
    decks = [name for name in written(ada / "decks") if name.endswith(".apkg")]
    assert decks == ["birds.ada.2.apkg", "birds.ada.apkg", "birds.learner.3.apkg"]


def test_a_learner_who_follows_nothing_is_asked_for_a_course(ada: Path) -> None:
    CliRunner().invoke(main, ["learner", "add", "bob"])
    ran = run("--learner", "bob")
    assert ran.exit_code == 1
    assert "bob follows no course (name one)" in ran.stderr
    assert run("trees", "--learner", "bob").exit_code == 0
    assert written(ada / "decks") == ["trees.bob.apkg", "trees.lock"]


def test_a_learner_who_is_not_there_is_named(ada: Path) -> None:
    ran = run("--learner", "eve")
    assert ran.exit_code == 1
    assert "there is no learner 'eve'" in ran.stderr
    assert not written(ada / "decks")


def test_an_error_in_a_lesson_writes_no_personal_deck(ada: Path) -> None:
    (ada / "content" / "birds" / "01-a.md").write_text(LESSON + "\n==open\n", encoding="utf-8")
    ran = run("--learner", "ada")
    assert ran.exit_code == 1
    assert "content/birds/01-a.md:8:1: a mark is opened here" in ran.stderr
    assert not written(ada / "decks")
