"""The commands of what was learned, as they are typed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.main import main
from tests.web.sample import write_course


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    monkeypatch.setenv("DRILLBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DRILLBOOK_CONTENT", str(content))
    return tmp_path / "home"


def run(*words: str, say: str | None = None) -> Result:
    return CliRunner().invoke(main, words, input=say)


def test_the_first_learner_is_the_operator(home: Path) -> None:
    assert "operator" in run("learner", "add", "ada", "--zone", "Europe/Paris").output
    assert "operator" not in run("learner", "add", "bob").output
    listed = json.loads(run("learner", "list", "--json").output)
    assert [(each["name"], each["operator"]) for each in listed] == [("ada", True), ("bob", False)]


def test_a_learner_is_shown_with_settings_and_courses(home: Path) -> None:
    write_course(home.parent / "content")
    run("learner", "add", "ada", "--zone", "Europe/Paris", "--course", "rivers")
    shown = json.loads(run("learner", "show", "ada", "--json").output)
    assert shown["settings"]["zone"] == "Europe/Paris"
    assert shown["courses"] == ["rivers"]


def test_nobody_is_added_to_a_course_that_is_not_there(home: Path) -> None:
    write_course(home.parent / "content")
    ran = run("learner", "add", "ada", "--course", "rivers", "--course", "nope")
    assert ran.exit_code == 1
    assert "there is no course 'nope' (name one of these: rivers)" in ran.stderr
    assert json.loads(run("learner", "list", "--json").output) == []


def test_of_a_cut_ledger_both_ways_on_are_told(home: Path) -> None:
    run("learner", "add", "ada")
    run("backup", str(home / "good.db"))
    ledger = home / "ledger.db"
    ledger.write_bytes(ledger.read_bytes()[:5_000])
    ran = run("learner", "list")
    assert ran.exit_code == 1
    assert f"the last good backup is {home / 'good.db'} (`drillbook restore FILE`)" in ran.stderr
    assert "`drillbook doctor`" in ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("learner", "add", "ada"), "already"),
        (("learner", "add", " "), "cannot be a learner's name"),
        (("learner", "add", "eve", "--zone", "Mars/Olympus"), "no time zone"),
        (("learner", "show", "eve"), "no learner 'eve'"),
        (("backup", "no-such-folder/copy.db"), "no folder"),
        (("restore", "no-such-file.db"), "no file"),
    ],
)
def test_a_mistake_is_told_in_one_line(home: Path, words: tuple[str, ...], said: str) -> None:
    run("learner", "add", "ada")
    ran = run(*words)
    assert ran.exit_code == 1
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_password_is_never_kept_or_shown(home: Path) -> None:
    run("learner", "add", "ada")
    assert run("learner", "passwd", "ada", say="short\n").exit_code == 1
    ran = run("learner", "passwd", "ada", say="correct horse battery\n")
    assert ran.exit_code == 0
    assert b"correct horse" not in (home / "ledger.db").read_bytes()
    assert json.loads(run("learner", "show", "ada", "--json").output)["password"] is True


def test_removing_asks_first(home: Path) -> None:
    run("learner", "add", "ada")
    assert run("learner", "remove", "ada", say="n\n").exit_code == 1
    assert run("learner", "show", "ada").exit_code == 0
    assert run("learner", "remove", "ada", "--yes").exit_code == 0
    assert run("learner", "show", "ada").exit_code == 1


def test_there_and_back_by_backup(home: Path, tmp_path: Path) -> None:
    run("learner", "add", "ada")
    assert run("backup", str(tmp_path / "copy.db")).exit_code == 0
    run("learner", "remove", "ada", "--yes")
    restored = run("restore", str(tmp_path / "copy.db"))
    assert restored.exit_code == 0, restored.output
    assert "kept: " in restored.output
    assert run("learner", "show", "ada").exit_code == 0


def test_the_doctor_finds_nothing_where_nothing_is_wrong(home: Path) -> None:
    assert run("doctor").output == "all is well\n"
    run("learner", "add", "ada")
    assert run("doctor").output == "all is well\n"
    assert json.loads(run("doctor", "--json").output) == []


def test_the_doctor_names_what_is_wrong_and_what_to_do(home: Path) -> None:
    run("learner", "add", "ada")
    (home / "library.db").write_bytes(b"SQLite format 3\0" + bytes(4096))
    ran = run("doctor", "--json")
    assert ran.exit_code == 1
    (finding,) = json.loads(ran.output)
    assert finding["where"] == "library"
    assert "drillbook build" in finding["remedy"]


def test_the_doctor_makes_dropped_tables_anew(home: Path) -> None:
    """As it may be: they follow from the log, and no backup has to be brought back for them."""
    run("learner", "add", "ada")
    with closing(sqlite3.connect(home / "ledger.db")) as connection:
        connection.execute("DROP TABLE derived_schedule")
    assert "the table derived_schedule was dropped" in run("doctor").output
    ran = run("doctor", "--repair")
    assert (ran.exit_code, ran.stdout) == (0, "all is well\n")
    assert "made anew: the schedules of 1 learner" in ran.stderr


def test_the_doctor_puts_lost_guards_back(home: Path) -> None:
    run("learner", "add", "ada")
    with closing(sqlite3.connect(home / "ledger.db")) as connection:
        connection.execute("DROP TRIGGER events_keep")
    (finding,) = json.loads(run("doctor", "--json").output)
    assert (finding["where"], finding["remedy"]) == ("guards", "run `drillbook doctor --repair`")
    ran = run("doctor", "--repair")
    assert (ran.exit_code, ran.stdout) == (0, "all is well\n")
    assert "put back: the guards of the log" in ran.stderr


def test_a_ledger_that_was_emptied_is_not_begun_anew(home: Path) -> None:
    run("learner", "add", "ada")
    run("backup", str(home / "good.db"))
    (home / "ledger.db").write_bytes(b"")
    for words in (("learner", "add", "bob"), ("learner", "list"), ("migrate",)):
        ran = run(*words)
        assert ran.exit_code == 1
        assert f"the last good backup is {home / 'good.db'}" in ran.stderr
    ran = run("doctor")
    assert ran.exit_code == 1
    assert "file: it is empty, and was not when a backup was made (restore a backup" in ran.output
    assert (home / "ledger.db").read_bytes() == b""
    assert run("restore", str(home / "good.db")).exit_code == 0
    assert run("learner", "show", "ada").exit_code == 0


def test_nothing_is_well_where_home_is_a_file(home: Path) -> None:
    home.write_text("dear diary")
    ran = run("doctor")
    assert ran.exit_code == 1
    assert "expected a folder, and this is a file" in ran.stderr


def test_the_doctor_tells_when_there_is_little_room(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("learner", "add", "ada")
    monkeypatch.setattr("app.ledger.room.LEAST_FREE_BYTES", 1 << 60)
    ran = run("doctor", "--json")
    assert ran.exit_code == 1
    (finding,) = json.loads(ran.output)
    assert finding["where"] == "disk"
    assert str(home) in finding["what"]
    assert "make room" in finding["remedy"]


def test_rebuild_chooses_a_scheduler(home: Path) -> None:
    run("learner", "add", "ada")
    assert run("rebuild", "--learner", "ada", "--scheduler", "fsrs").exit_code == 0
    shown = json.loads(run("learner", "show", "ada", "--json").output)
    assert shown["settings"]["scheduler"] == "fsrs"


def test_one_is_not_called_many(home: Path) -> None:
    run("learner", "add", "ada")
    assert run("rebuild").output == "0 cards of 1 learner\n"
    (home / "library.db").write_bytes(b"SQLite format 3\0" + bytes(4096))
    assert run("doctor").output.endswith("\n1 fault\n")


def test_due_and_stats_of_a_learner_who_has_not_begun(home: Path) -> None:
    assert run("due").exit_code == 1
    run("build")
    run("learner", "add", "ada")
    assert json.loads(run("due", "--json").output) == {"reviews": 0, "new": 0}
    stats = json.loads(run("stats", "--json").output)
    assert stats == {"last_days": [False] * 14, "days": 0, "courses": []}


def test_migrate_says_when_there_is_nothing_to_do(home: Path) -> None:
    assert run("migrate").output == "brought up to date\n"
    assert run("migrate").output == "up to date already\n"
    with closing(sqlite3.connect(home / "ledger.db")) as connection:
        connection.execute("DROP TABLE derived_day")
    assert run("migrate").output == "brought up to date\n"
    assert run("migrate").output == "up to date already\n"


def test_a_server_that_cannot_be_reached_is_told_without_its_password(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "postgresql://ada:sesame@127.0.0.1:1/none"
    monkeypatch.setenv("DRILLBOOK_DATABASE_URL", address)
    ran = run("learner", "list")
    assert ran.exit_code == 1
    assert "does not answer" in ran.stderr
    assert "sesame" not in ran.output + ran.stderr
