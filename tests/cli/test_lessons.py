"""The author's commands, as an author types them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.library.courses import BROKEN, DRINK, FOOD

UNKEYED = FOOD.replace(" {#bread}", "")


@pytest.fixture
def course(run: Run) -> Path:
    folder = Path("content/table")
    folder.mkdir(parents=True)
    (folder / "course.toml").write_text('title = "At table"\n')
    (folder / "01-food.md").write_text(FOOD)
    (folder / "keys.lock").write_text("bread cloze 1\n")
    return folder


@pytest.mark.parametrize("name", ["spanish", "b2", "old-english", "2024"])
def test_a_new_course_checks_clean(run: Run, name: str) -> None:
    assert run("new", name).exit_code == 0
    assert run("new", f"{name}/food").exit_code == 0
    report = run("check")
    assert (report.exit_code, report.stderr) == (0, "")
    assert report.stdout.endswith("0 errors, 0 warnings\n")
    assert Path(f"content/{name}/02-food.md").exists()
    assert run("key", "--check", f"content/{name}").exit_code == 0


def test_new_never_overwrites(run: Run) -> None:
    run("new", "spanish")
    before = {path: path.read_bytes() for path in Path("content").rglob("*.*")}
    for name in (
        "spanish",
        "spanish/first-steps",
        "spanish/01-first-steps",
        "spanish/first-steps.md",
    ):
        assert run("new", name).exit_code == 1
    assert {path: path.read_bytes() for path in Path("content").rglob("*.*")} == before


@pytest.mark.parametrize("name", ["", "/", "..", "../x", "Spanish", "a b", "a/b/c", "a/../b", "é"])
def test_new_takes_no_name_that_cannot_be_one(run: Run, name: str) -> None:
    report = run("new", name)
    assert report.exit_code == 1
    assert "cannot be a name" in report.stderr
    assert not Path("content").exists()


def test_a_lesson_that_is_called_by_a_number_keeps_its_name(run: Run) -> None:
    run("new", "history")
    run("new", "history/1848")
    assert Path("content/history/02-1848.md").exists()


def test_a_lesson_needs_its_course_first(run: Run) -> None:
    report = run("new", "spanish/food")
    assert report.exit_code == 1
    assert "drillbook new spanish" in report.stderr


def test_check_names_all_problems_at_once_in_order(run: Run, course: Path) -> None:
    (course / "01-food.md").write_text(BROKEN + "\nQ: ?\nA:\n")
    (course / "02-drink.md").write_text(DRINK)
    (course / "00-odd.md").write_bytes(b"\xff\xfe")
    (course / "03-dir.md").mkdir()
    (course / "04-loop.md").symlink_to("04-loop.md")
    (course / "keys.lock").write_text("<<<<<<< ours\n")
    report = run("check", "content", "nowhere.md")
    assert report.exit_code == 1
    lines = report.stderr.splitlines()
    places = [re.match(r"([^:]+):(\d+):(\d+): .+ \(.+\)$", line) for line in lines]
    assert all(places), lines
    found = [(place[1], int(place[2])) for place in places if place]
    assert found == sorted(found)
    names = ["00-odd", "01-food", "02-drink", "03-dir", "04-loop", "keys.lock", "nowhere"]
    assert all(any(name in path for path, _ in found) for name in names)
    assert "02-drink.md: 1 section, 1 fact, 0 questions, 1 card" in report.stdout


def test_check_of_one_file_tells_of_no_other(run: Run, course: Path) -> None:
    (course / "02-drink.md").write_text(DRINK.replace("==.", "."))
    report = run("check", str(course / "01-food.md"))
    assert (report.exit_code, report.stderr) == (0, "")
    assert run("check", str(course / "02-drink.md")).exit_code == 1


def test_check_takes_a_file_outside_any_course_by_itself(run: Run) -> None:
    Path("alone.md").write_text(FOOD)
    Path("other.md").write_text(BROKEN)
    report = run("check", "alone.md")
    assert report.exit_code == 0
    assert "alone.md: 1 section, 1 fact" in report.stdout
    assert "other" not in report.output


@pytest.mark.parametrize(
    "path", ["nowhere", "content/table/README.md", "content/table/course.toml"]
)
def test_check_of_what_is_no_lesson_is_an_error(run: Run, course: Path, path: str) -> None:
    (course / "README.md").write_text("Read me.\n")
    report = run("check", path)
    assert report.exit_code == 1
    assert report.stderr.startswith(f"{path}:1:1: ")


def test_check_of_a_broken_course_file_costs_no_lesson_its_cards(run: Run, course: Path) -> None:
    (course / "course.toml").write_text("title = \n")
    report = run("check")
    assert report.exit_code == 1
    assert f"{course}/course.toml:1:" in report.stderr
    assert "1 card" in report.stdout


def test_key_writes_what_is_missing_and_keeps_the_file_s_rights(run: Run, course: Path) -> None:
    path = course / "01-food.md"
    path.write_text(UNKEYED)
    path.chmod(0o640)
    assert run("key", "--check", str(path)).exit_code == 1
    assert path.read_text() == UNKEYED
    report = run("key", str(path))
    assert report.exit_code == 0
    assert re.sub(r" \{#[a-z-]+\}", "", path.read_text()) == UNKEYED
    assert path.stat().st_mode & 0o777 == 0o640
    assert run("key", "--check", str(path)).output == "all keys are there\n"
    locked = (course / "keys.lock").read_text().splitlines()[1:]
    assert locked == sorted(locked)
    assert len(locked) == 2
    assert [one.name for one in course.iterdir() if one.name.startswith(".")] == []


def test_key_leaves_a_lesson_with_errors_alone_and_keys_the_others(run: Run, course: Path) -> None:
    (course / "01-food.md").write_text(BROKEN.replace(" {#bread}", ""))
    (course / "02-drink.md").write_text(DRINK.replace(" {#tea}", ""))
    report = run("key", str(course))
    assert report.exit_code == 1
    assert "01-food.md:6:" in report.stderr
    assert (course / "01-food.md").read_text() == BROKEN.replace(" {#bread}", "")
    assert "{#" in (course / "02-drink.md").read_text()


def test_key_writes_nothing_while_keys_lock_is_broken(run: Run, course: Path) -> None:
    (course / "01-food.md").write_text(UNKEYED)
    (course / "keys.lock").write_text("<<<<<<< ours\n=======\n")
    report = run("key", str(course))
    assert report.exit_code == 1
    assert f"{course}/keys.lock:1:1" in report.stderr
    assert (course / "01-food.md").read_text() == UNKEYED
    assert (course / "keys.lock").read_text() == "<<<<<<< ours\n=======\n"


def test_diff_tells_every_kind_of_change(run: Run, course: Path) -> None:
    facts = "\n\n".join(f"Fact {n} is ==a {n}==. {{#{word}}}" for n, word in enumerate("abcd"))
    (course / "01-food.md").write_text(FOOD + "\n" + facts + "\n")
    shutil.copytree("content", "old")
    new = facts.replace("is ==a 0==", "says ==zero==").replace("{#b}", "{#bb}")
    new = new.replace("Fact 2 is ==a 2==. {#c}\n\n", "")
    moved = "\nBread is made of ==flour==. {#bread}\n"
    (course / "01-food.md").write_text(FOOD.replace(moved.strip(), "") + "\n" + new + "\n")
    (course / "02-drink.md").write_text(DRINK + moved)
    report = run("diff", "old", "content")
    assert report.exit_code == 0
    words = {
        line.split()[0]: line.split()[1].rstrip(":") for line in report.stdout.splitlines()[:-1]
    }
    assert words == {
        "added": "table.tea.1",
        "edited": "table.a.1",
        "moved": "table.bread.1",
        "renamed": "table.bb.1",
        "retired": "table.c.1",
    }
    assert run("diff", "old/table", str(course)).stdout.count("\n") == 6


def test_diff_does_not_retire_the_cards_of_a_lesson_that_is_broken(run: Run, course: Path) -> None:
    shutil.copytree("content", "old")
    (course / "01-food.md").write_text(BROKEN)
    report = run("diff", "old", "content")
    assert report.exit_code == 1
    assert "0 retired" in report.stdout
    assert "01-food.md:6" in report.stderr


def test_cards_are_shown_on_a_line_each(run: Run, course: Path) -> None:
    assert run("cards").stdout == "table.bread.1  Bread is made of […].  →  flour\n"


def test_cards_as_json_have_the_documented_fields(run: Run, course: Path) -> None:
    quiz = "\n## Quiz\n\n1. Of what? {#quiz}\n   - [x] flour — ground\n   - [ ] clay\n   > So.\n"
    (course / "01-food.md").write_text(FOOD + quiz)
    bread, choice = json.loads(run("cards", "--json").stdout)
    wanted = (
        "id kind course track section path line prompt_html prompt_text answer_html answer_text"
    )
    assert set(wanted.split()) <= bread.keys()
    assert (bread["id"], bread["kind"], bread["line"]) == ("table.bread.1", "cloze", 6)
    assert (choice["kind"], choice["section"]) == ("choice", "Quiz")
    assert [(o["text"], o["right"], o["why"]) for o in choice["options"]] == [
        ("flour", True, "ground"),
        ("clay", False, None),
    ]


def test_cards_of_a_broken_lesson_are_not_there_and_the_others_are(run: Run, course: Path) -> None:
    (course / "02-drink.md").write_text(BROKEN.replace("id: food", "id: drink"))
    report = run("cards", "--json")
    assert report.exit_code == 1
    assert [card["id"] for card in json.loads(report.stdout)] == ["table.bread.1"]
    assert "02-drink.md:6" in report.stderr


@pytest.mark.parametrize("command", ["new", "check", "key", "diff", "cards", "build", "search"])
def test_help_has_examples(run: Run, command: str) -> None:
    report = run(command, "--help")
    assert report.exit_code == 0
    assert f"\n    drillbook {command}" in report.stdout
