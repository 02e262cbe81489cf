"""What an edit of a lesson changes for a learner who has the deck already, and what not."""

import pytest

from tests.anki.engine import Anki
from tests.anki.sample import SampleCourse

NOTES = 13
LATER = 4_000_000_000  # than what the learner does, which bears the time of this test


@pytest.fixture
def learner(course: SampleCourse, anki: Anki) -> Anki:
    """Has learned every card, and made two notes their own."""
    course.export()
    anki.take(course.package)
    course.now = LATER
    anki.study()
    for key in ("cpp.begun", "cpp.class"):
        note = anki.note(key)
        note.tags.append("hard-for-me")
        note["Spare 1"] = "my words"
        anki.collection.update_note(note)
    return anki


def test_a_typo_changes_its_note_alone(course: SampleCourse, learner: Anki) -> None:
    before = learner.schedules()
    course.edit("01-origins.md", "a type of one's own", "a type of your own")
    course.export()
    assert learner.take(course.package) == {"updated": 1, "duplicate": NOTES - 1}
    assert "your own" in learner.note("cpp.class")["Prompt"]
    assert learner.schedules() == before


def test_tags_and_edits_on_unchanged_notes_stay(course: SampleCourse, learner: Anki) -> None:
    course.edit("01-origins.md", "a type of one's own", "a type of your own")
    course.export()
    learner.take(course.package)
    assert "hard-for-me" in learner.tags("cpp.begun")
    assert learner.note("cpp.begun")["Spare 1"] == "my words"


def test_a_later_edit_of_the_learner_does_not_stop_the_next_update(
    course: SampleCourse, learner: Anki
) -> None:
    """A stamp is a real time, so that what came last wins, whoever did it."""
    course.edit("01-origins.md", "==1:1979==", "==1:1980==")
    course.export()
    assert learner.take(course.package)["updated"] == 1
    assert "1980" in learner.note("cpp.begun")["Text"]


def test_a_new_fact_is_added(course: SampleCourse, learner: Anki) -> None:
    before = learner.schedules()
    course.edit("01-origins.md", "## Names\n", "## Names\n\nIt was ==C with classes==. {#first}\n")
    course.export()
    assert learner.take(course.package) == {"new": 1, "duplicate": NOTES}
    after = learner.schedules()
    assert after.keys() - before.keys() == {("cpp.first", 0)}
    assert {key: after[key] for key in before} == before


def test_a_new_cloze_adds_its_card(course: SampleCourse, learner: Anki) -> None:
    before = learner.schedules()
    course.edit("01-origins.md", "C++ began", "==3:C++== began")
    course.export()
    assert learner.take(course.package) == {"updated": 1, "duplicate": NOTES - 1}
    after = learner.schedules()
    assert after.keys() - before.keys() == {("cpp.begun", 2)}
    assert {key: after[key] for key in before} == before


def test_a_fact_that_moves_to_another_section_is_the_same_note(
    course: SampleCourse, learner: Anki
) -> None:
    before = learner.schedules()
    fact = "The growing array is ==`std::vector`==, written ==`a{{1}}`==. {#vector}\n"
    course.edit("01-origins.md", fact, "")
    course.edit("01-origins.md", "## Beginnings\n", f"## Beginnings\n\n{fact}")
    course.export()
    assert learner.take(course.package) == {"updated": 1, "duplicate": NOTES - 1}
    assert "section::cpp::origins::beginnings" in learner.tags("cpp.vector")
    assert learner.schedules() == before


def test_a_fact_that_moves_to_another_lesson_is_the_same_note(
    course: SampleCourse, learner: Anki
) -> None:
    before = learner.schedules()
    fact = "The growing array is ==`std::vector`==, written ==`a{{1}}`==. {#vector}\n"
    course.edit("01-origins.md", fact, "")
    course.edit("02-practice.md", "{#tools .cards", f"{fact}\n{{#tools .cards")
    course.export()
    assert learner.take(course.package) == {"updated": 1, "duplicate": NOTES - 1}
    assert "track::cpp::practice" in learner.tags("cpp.vector")
    assert "Practice" in learner.note("cpp.vector")["Breadcrumb"]
    assert learner.schedules() == before


def test_a_retired_fact_stays_with_whoever_has_it(course: SampleCourse, learner: Anki) -> None:
    before = learner.schedules()
    course.edit("01-origins.md", "- **Class** — a type of one's own. {#class}\n", "")
    course.export()
    assert learner.take(course.package) == {"duplicate": NOTES - 1}
    assert learner.schedules() == before


def test_a_retired_fact_that_returns_is_the_same_note(course: SampleCourse, learner: Anki) -> None:
    line = "- **Class** — a type of one's own. {#class}\n"
    before = learner.schedules()
    course.edit("01-origins.md", line, "")
    course.export()
    course.edit("01-origins.md", "- **Template**", f"{line}- **Template**")
    course.export()
    assert learner.take(course.package) == {"duplicate": NOTES}
    assert "hard-for-me" in learner.tags("cpp.class")
    assert learner.schedules() == before


def test_a_renamed_track_moves_no_card(course: SampleCourse, learner: Anki) -> None:
    before = learner.schedules()
    course.edit("01-origins.md", "title: Where C++ comes from", "title: The story of C++")
    course.export()
    assert learner.take(course.package) == {"updated": 6, "duplicate": NOTES - 6}
    assert learner.schedules() == before
    assert learner.note("cpp.begun")["Breadcrumb"] == "C++ · The story of C++"


def test_a_direction_that_is_turned_off_leaves_the_note_type_as_it_is(
    course: SampleCourse, learner: Anki
) -> None:
    before = learner.schedules()
    types = learner.collection.models.all_names_and_ids()
    course.edit("01-origins.md", "{.terms .both ", "{.terms ")
    course.export()
    assert learner.take(course.package) == {"updated": 2, "duplicate": NOTES - 2}
    assert learner.collection.models.all_names_and_ids() == types
    assert learner.schedules() == before
    empty = {note.note_id for note in learner.collection.get_empty_cards().notes}
    assert empty == {learner.note("cpp.class").id, learner.note("cpp.template").id}


def test_a_direction_that_is_turned_on_again_is_the_old_card(
    course: SampleCourse, learner: Anki
) -> None:
    before = learner.schedules()
    course.edit("01-origins.md", "{.terms .both ", "{.terms ")
    course.export()
    learner.take(course.package)
    course.edit("01-origins.md", "{.terms ", "{.terms .both ")
    course.export()
    assert learner.take(course.package)["updated"] == 2
    assert learner.schedules() == before
    assert not learner.collection.get_empty_cards().notes


def test_a_direction_may_be_turned_on_by_the_learner(course: SampleCourse, learner: Anki) -> None:
    note = learner.note("cpp.tone")
    note["Reverse"] = "1"
    learner.collection.update_note(note)
    assert [card.ord for card in learner.cards("cpp.tone")] == [0, 1]
    assert "[anki:play" in learner.cards("cpp.tone")[1].question()


def test_the_learners_css_survives_an_update(course: SampleCourse, learner: Anki) -> None:
    note_type = learner.note("cpp.begun").note_type()
    note_type["css"] += "\n/* mine */"
    learner.collection.models.update_dict(note_type)
    course.edit("01-origins.md", "==1:1979==", "==1:1980==")
    course.export()
    learner.take(course.package)
    assert learner.note("cpp.begun").note_type()["css"].endswith("/* mine */")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("==1:1979==", "==1:1980=="),
        ("**Class** — a", "**Type** — a"),
        ("What is shown by", "What is meant by"),
    ],
)
def test_words_are_no_part_of_a_notes_identity(
    course: SampleCourse, learner: Anki, old: str, new: str
) -> None:
    before = {row[0] for row in learner.rows("select guid from notes")}
    course.edit("01-origins.md", old, new)
    course.export()
    learner.take(course.package)
    assert {row[0] for row in learner.rows("select guid from notes")} == before


def test_anki_finds_nothing_to_mend_after_all_of_them(course: SampleCourse, learner: Anki) -> None:
    course.edit("01-origins.md", "C++ began", "==3:C++== began")
    course.edit("01-origins.md", "{.terms .both ", "{.terms ")
    course.edit("02-practice.md", "| compiling |", "| compiling programs |")
    course.export()
    learner.take(course.package)
    assert learner.collection.fix_integrity() == ("Database rebuilt and optimized.", True)
