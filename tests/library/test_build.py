"""A build reads what has changed, keeps what is good, and says what is wrong."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from app.core.errors import DrillbookError
from app.lessons.problems import Problem
from app.library.previous import read_previous
from tests.library.courses import BROKEN, DRINK, FOOD, HEAD, Shelf


def test_an_unchanged_lesson_is_not_parsed_again(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.save("02-drink.md", DRINK)
    assert shelf.build().parsed == 2
    assert shelf.build().parsed == 0
    shelf.save("02-drink.md", DRINK + "\nMore of it.\n")
    report = shelf.build()
    assert (report.lessons, report.parsed, report.cards) == (2, 1, 2)


def test_a_lesson_is_parsed_again_when_course_toml_changes(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.build()
    shelf.save("course.toml", 'title = "Bread"\n')
    assert shelf.build().parsed == 1


def test_a_key_in_keys_lock_concerns_only_its_own_lesson(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.save("02-drink.md", DRINK)
    shelf.build()
    shelf.save("keys.lock", "bread cloze 1\n")
    report = shelf.build()
    assert report.parsed == 1
    assert [problem.path for problem in report.problems] == [str(shelf.course / "02-drink.md")]


def test_a_picture_that_goes_is_missed_at_once(shelf: Shelf) -> None:
    picture = shelf.save("media/loaf.png", b"picture")
    shelf.save("01-food.md", FOOD + "\n![a loaf](media/loaf.png)\n")
    assert shelf.build().errors == 0
    picture.unlink()
    assert shelf.build().errors == 1


def test_a_lock_of_a_large_course_is_read(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    lines = (f"fact-{number} cloze 1\n" for number in range(20_000))
    shelf.save("keys.lock", "".join(["bread cloze 1\n", *lines]))
    assert shelf.build().problems == ()


def test_a_broken_lesson_costs_the_others_nothing_and_its_last_good_cards_stay(
    shelf: Shelf,
) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.save("02-drink.md", DRINK)
    shelf.build()
    shelf.save("01-food.md", BROKEN)
    shelf.save("02-drink.md", DRINK.replace("China", "Assam"))
    report = shelf.build()
    assert (report.errors, report.cards) == (1, 2)
    lesson = shelf.library.now().lesson("table", "food")
    assert lesson is not None
    assert lesson["outdated"]
    assert shelf.library.now().problems("table", "food")
    assert shelf.rows("select answer_text from cards order by 1") == [("Assam",), ("flour",)]


def test_a_mended_lesson_comes_back_even_with_the_words_it_had(shelf: Shelf) -> None:
    shelf.save("keys.lock", "bread cloze 1\n")
    for text in (FOOD, BROKEN, FOOD):
        shelf.save("01-food.md", text)
        shelf.build()
    lesson = shelf.library.now().lesson("table", "food")
    assert lesson is not None
    assert not lesson["outdated"]
    assert not shelf.library.now().problems("table", "food")


def test_a_lesson_broken_from_the_start_shows_its_text_and_gives_no_cards(shelf: Shelf) -> None:
    shelf.save("01-food.md", BROKEN)
    shelf.build()
    shelf.save("01-food.md", BROKEN + "\nAnd salt.\n")
    report = shelf.build()
    assert (report.errors, report.cards) == (1, 0)
    lesson = shelf.library.now().lesson("table", "food")
    assert lesson is not None
    assert not lesson["outdated"]
    assert "And salt." in shelf.library.now().sections("table", "food")[0]["html"]


@pytest.mark.parametrize("odd", [b"\x00\xff\xfe", b"---\nid: [\n---\n", b"x" * 300_000])
def test_a_file_that_is_no_text_leaves_the_last_good_cards(shelf: Shelf, odd: bytes) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.build()
    shelf.save("01-food.md", odd)
    assert shelf.build().errors == 1
    assert shelf.cards() == {"table.bread.1"}


def test_a_folder_in_a_lesson_s_place_leaves_its_last_good_cards(shelf: Shelf) -> None:
    path = shelf.save("01-food.md", FOOD)
    shelf.build()
    path.unlink()
    path.mkdir()
    (problem,) = shelf.build().problems
    assert (problem.path, problem.line) == (str(path), 1)
    assert shelf.cards() == {"table.bread.1"}


def test_of_two_lessons_with_one_key_the_unchanged_one_stays_right(shelf: Shelf) -> None:
    shelf.save("02-food.md", FOOD)
    shelf.build()
    shelf.save("01-copy.md", FOOD.replace("id: food", "id: copy").replace("flour", "chalk"))
    report = shelf.build()
    assert [p.path for p in report.problems if not p.code] == [str(shelf.course / "01-copy.md")]
    assert shelf.rows("select answer_text, file from cards") == [("flour", "02-food.md")]


def test_two_lessons_with_one_id_have_two_addresses_and_the_sound_one_keeps_its_own(
    shelf: Shelf,
) -> None:
    shelf.save("02-food.md", FOOD)
    shelf.build()
    shelf.save("01-copy.md", FOOD.replace("#bread", "#loaf"))
    shelf.build()
    assert [track["id"] for track in shelf.library.now().tracks("table")] == ["food-2", "food"]


def test_a_lesson_whose_sibling_s_lesson_is_broken_stays_sound(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD.replace("#bread", "#bread of=tea"))
    shelf.save("02-drink.md", DRINK.replace("title:", "title"))
    report = shelf.build()
    assert {Path(p.path).name for p in report.problems if not p.code} == {"02-drink.md"}
    assert shelf.cards() == {"table.bread.1"}


def test_a_lesson_is_judged_again_when_the_note_it_names_has_gone(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD.replace("#bread", "#bread of=tea"))
    drink = shelf.save("02-drink.md", DRINK)
    assert shelf.build().errors == 0
    drink.unlink()
    report = shelf.build()
    assert [Path(p.path).name for p in report.problems if not p.code] == ["01-food.md"]
    assert shelf.cards() == {"table.bread.1"}


def test_a_fact_may_move_out_of_a_lesson_that_is_broken(shelf: Shelf) -> None:
    quiz = "1. Of what is bread made? {#quiz}\n   - [x] flour\n   - [ ] clay\n   - [ ] sand\n"
    shelf.save("01-food.md", FOOD + "\n" + quiz)
    shelf.save("02-drink.md", DRINK)
    shelf.build()
    shelf.save("01-food.md", BROKEN)
    shelf.save("02-drink.md", DRINK + "\n" + quiz.replace("   - [ ] sand\n", ""))
    shelf.build()
    assert shelf.rows("select text, file from options") == [
        ("flour", "02-drink.md"),
        ("clay", "02-drink.md"),
    ]
    assert shelf.rows("select file, facts from lessons order by 1") == [
        ("01-food.md", 1),
        ("02-drink.md", 2),
    ]


def test_a_course_that_is_deleted_goes(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    other = shelf.content / "other"
    other.mkdir()
    (other / "course.toml").write_text('title = "Other"\n')
    (other / "01-drink.md").write_text(DRINK)
    shelf.build()
    shutil.rmtree(other)
    shelf.build()
    assert [course["id"] for course in shelf.library.now().courses()] == ["table"]
    assert shelf.cards() == {"table.bread.1"}


def test_two_folders_that_would_have_one_id_are_two_courses(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    odd = shelf.content / "Table"
    odd.mkdir()
    (odd / "01-food.md").write_text(FOOD)
    report = shelf.build()
    assert {Path(p.path).parent.name for p in report.problems if not p.code} == {"Table"}
    assert shelf.cards() == {"table.bread.1", "table-2.bread.1"}


def test_a_stray_note_beside_the_courses_is_not_taken_for_one(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    (shelf.content / "TODO.md").write_text("Write more.\n")
    shelf.build()
    assert [course["id"] for course in shelf.library.now().courses()] == ["table"]


@pytest.mark.parametrize("name", ["course.toml", "keys.lock"])
def test_a_folder_in_the_place_of_a_course_s_own_file_is_a_problem_and_no_more(
    shelf: Shelf, name: str
) -> None:
    shelf.save("01-food.md", FOOD)
    (shelf.course / name).unlink(missing_ok=True)
    (shelf.course / name).mkdir()
    report = shelf.build()
    assert str(shelf.course / name) in {problem.path for problem in report.problems}
    assert report.cards == 1


def test_marks_of_a_merge_in_keys_lock_are_located(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.save("keys.lock", "<<<<<<< ours\nbread cloze 1\n=======\n>>>>>>> theirs\n")
    report = shelf.build()
    assert [p.line for p in report.problems if not p.code] == [1, 3, 4]
    assert report.cards == 1


def test_a_missing_content_folder_is_named_with_its_setting(shelf: Shelf) -> None:
    shutil.rmtree(shelf.content)
    with pytest.raises(DrillbookError, match=r"no folder .*content.*DRILLBOOK_CONTENT"):
        shelf.build()


def test_the_problems_of_unchanged_lessons_are_told_again(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    first = shelf.build().problems
    again = shelf.build()
    assert all(isinstance(problem, Problem) for problem in again.problems)
    assert (again.parsed, again.problems) == (0, first)


def _other_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("update meta set value = '0' where name = 'schema'")
    connection.close()


def _without_a_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("drop table options")
    connection.close()


DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a library" * 500),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "head only": lambda path: path.write_bytes(path.read_bytes()[:4096]),
    "middle gone": lambda path: path.write_bytes(
        path.read_bytes()[:8192] + bytes(path.stat().st_size - 8192)
    ),
    "another version": _other_version,
    "a table gone": _without_a_table,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_library_is_built_anew(shelf: Shelf, damage: object) -> None:
    shelf.save("01-food.md", FOOD)
    shelf.save("02-drink.md", DRINK)
    shelf.build()
    assert callable(damage)
    damage(shelf.target)
    shelf.save("01-food.md", FOOD + "\n## More\n\nMore.\n")
    shelf.build()
    assert shelf.cards() == {"table.bread.1", "table.tea.1"}
    assert len(shelf.library.now().sections("table", "food")) == 2
    assert read_previous(shelf.target).cards == 2
    assert shelf.strays() == []


def test_a_lesson_file_with_odd_bytes_in_its_name_is_named(shelf: Shelf) -> None:
    shelf.save("01-food.md", FOOD)
    try:
        shelf.save("\udcff.md", FOOD)
    except OSError:
        pytest.skip("this file system knows only UTF-8 names")
    report = shelf.build()
    assert ["not UTF-8" in p.what for p in report.problems if not p.code] == [True]
    assert report.cards == 1


def test_a_heading_says_where_it_is_whatever_the_folder_is_called(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "50% #1?")
    shelf.save("01-food.md", FOOD)
    shelf.save("02-plain.md", HEAD.format(id="plain", title="Plain") + "## Why?\n\nSo.\n")
    shelf.build()
    assert shelf.build().parsed == 0
    assert shelf.library.now().search("why", 5)[0]["anchor"] == "section-why"
