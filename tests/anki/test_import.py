"""What Anki has after an import is what the lessons say."""

from app.anki.note_types import NOTE_TYPES
from tests.anki.engine import Anki
from tests.anki.sample import PIXEL, SampleCourse

NOTES = 13  # a row with three columns makes two
CARDS = {
    (f"cpp.{key}", position)
    for key, count in {
        **dict.fromkeys("begun vector class template main".split(), 2),
        **dict.fromkeys("picture tone gcc gcc.c3 gdb gdb.c3 long which".split(), 1),
    }.items()
    for position in range(count)
}


def test_every_note_and_every_card_arrives(course: SampleCourse, anki: Anki) -> None:
    course.export()
    assert anki.take(course.package) == {"new": NOTES}
    assert anki.schedules().keys() == CARDS


def test_a_second_import_adds_nothing(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    before = anki.rows("select * from notes"), anki.rows("select * from cards")
    assert anki.take(course.package) == {"duplicate": NOTES}
    assert (anki.rows("select * from notes"), anki.rows("select * from cards")) == before


def test_exporting_anew_without_an_edit_changes_nothing(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    course.export()
    assert anki.take(course.package) == {"duplicate": NOTES}


def test_the_decks_are_the_course_and_its_tracks(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    assert anki.decks() == {"C++", "C++::Where C++ comes from", "C++::Practice: more"}
    found = anki.collection.decks.by_name("C++")
    assert found is not None
    assert found["desc"] == "A language &amp; its ways."


def test_each_card_lies_in_its_tracks_deck(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    decks = {card.note()["Key"]: anki.collection.decks.name(card.did) for card in anki.all_cards()}
    assert decks["cpp.begun"] == "C++::Where C++ comes from"
    assert decks["cpp.which"] == "C++::Practice: more"


def test_tags_name_course_track_section_and_kind(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    assert anki.tags("cpp.vector") == {
        "course::cpp",
        "track::cpp::origins",
        "section::cpp::origins::names",
        "kind::cloze",
    }


def test_new_cards_come_in_the_order_of_the_lessons(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    due = {row[0]: row[1] for row in anki.rows("select nid, due from cards")}
    keys = [anki.collection.get_note(nid)["Key"] for nid in sorted(due, key=lambda n: due[n])]
    expected = "begun class template vector picture tone gcc gcc.c3 gdb gdb.c3 main long which"
    assert [key.removeprefix("cpp.") for key in keys] == expected.split()


def test_pictures_and_sounds_travel(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    media = anki.collection.media
    assert not media.check().missing
    assert not media.check().unused
    (picture,) = media.files_in_str(
        anki.note("cpp.picture").mid, anki.note("cpp.picture")["Answer"]
    )
    assert media.have(picture)
    with open(f"{media.dir()}/{picture}", "rb") as file:  # noqa: PTH123
        assert file.read() == PIXEL
    (tone,) = media.files_in_str(anki.note("cpp.tone").mid, anki.note("cpp.tone")["Answer"])
    assert media.have(tone)


def test_another_picture_under_the_same_name_replaces_it(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    before = anki.note("cpp.picture")["Answer"]
    (course.folder / "media" / "dot.png").write_bytes(PIXEL + b"other")
    course.export()
    assert anki.take(course.package) == {"updated": 1, "duplicate": NOTES - 1}
    assert anki.note("cpp.picture")["Answer"] != before
    assert not anki.collection.media.check().missing


def test_anki_finds_nothing_to_mend(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    said, sound = anki.collection.fix_integrity()
    assert (said, sound) == ("Database rebuilt and optimized.", True)
    assert not anki.collection.get_empty_cards().notes


def test_the_note_types_are_ours_with_their_ids(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    for note_type in NOTE_TYPES:
        found = anki.collection.models.get(note_type.id)  # type: ignore[arg-type]
        assert found is not None
        assert tuple(field["name"] for field in found["flds"]) == note_type.fields
        assert [field["id"] for field in found["flds"]] == [
            note_type.part_id(n) for n in range(len(note_type.fields))
        ]
        assert [each["id"] for each in found["tmpls"]] == [
            note_type.part_id(50 + n) for n in range(len(note_type.templates))
        ]


def test_two_courses_share_the_note_types(course: SampleCourse, anki: Anki) -> None:
    course.export()
    anki.take(course.package)
    course.folder = course.folder.rename(course.folder.parent / "other")
    course.export()
    assert anki.take(course.decks / "other.apkg") == {"new": NOTES}
    names = [each.name for each in anki.collection.models.all_names_and_ids()]
    assert sum(name.startswith("Drillbook") for name in names) == len(NOTE_TYPES)
