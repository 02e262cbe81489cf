"""What a learner's Anki knows the note types by never changes; these values are held for ever."""

from app.anki.note_types import NOTE_TYPES
from app.anki.type_stamps import read_type_lock, type_digests

ABOUT = ["Breadcrumb", "Section", "Explanation", "Source", "Spare 1", "Spare 2", "Spare 3"]
FOR_EVER = {
    1763683204417: (
        "Drillbook two-sided",
        ["Key", "Prompt", "Answer", "Reverse prompt", "Reverse answer", "Forward", "Reverse"],
        ["Forward", "Reverse"],
    ),
    1763683209133: ("Drillbook cloze", ["Key", "Text"], ["Cloze"]),
    1763683216859: ("Drillbook code", ["Key", "Text"], ["Cloze"]),
    1763683221571: ("Drillbook choice", ["Key", "Prompt", "Options", "Solution"], ["Choice"]),
}


def test_ids_names_fields_and_templates_are_what_they_were() -> None:
    found = {
        each.id: (each.name, list(each.fields), [t.name for t in each.templates])
        for each in NOTE_TYPES
    }
    assert found == {
        id_: (name, fields + ABOUT, templates)
        for id_, (name, fields, templates) in FOR_EVER.items()
    }


def test_ids_of_fields_and_templates_differ_and_stay() -> None:
    for each in NOTE_TYPES:
        fields = [each.part_id(n) for n in range(len(each.fields))]
        assert fields[0] == each.id * 100
        assert each.part_id(50) not in fields


def test_templates_and_css_are_those_that_were_stamped() -> None:
    stamped = {name: stamp.digest for name, stamp in read_type_lock().stamps.items()}
    assert stamped == type_digests(), "run `make decks`"
