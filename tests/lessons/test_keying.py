"""`drillbook key`: writes what is missing, changes nothing else, and hands nothing out twice."""

import pytest

from app.lessons.keying import with_keys
from app.lessons.keys_lock import KeysLock
from app.lessons.parse import Surroundings
from tests.lessons.examples import EVERYTHING, errors, locked, read

HEAD = "---\nid: a\n---\n\n"


def keyed(text: str, around: Surroundings | None = None) -> str:
    around = around or Surroundings()
    lesson = read(text, around)
    assert lesson.is_sound, lesson.problems
    made = with_keys(lesson, text, around).text
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("Water boils at ==100 °C==.", "Water boils at ==100 °C==. {#water-boils-100-c}"),
        ("A ==b== ==c==.", "A ==1:b== ==2:c==. {#b-c}"),
        ("A ==2:b== ==1:c== ==d==.", "A ==2:b== ==1:c== ==3:d==. {#b-c-d}"),
        ("==b== {as-of=2025}", "==b== {#b as-of=2025}"),
        ("- ==b==\n- ==c==", "- ==b== {#b}\n- ==c== {#c}"),
        ("> ==b==", "> ==b== {#b}"),
        ("==b==\n> why", "==b== {#b}\n> why"),
        ("==b==  \n==c==", "==1:b==  \n==2:c== {#b-c}"),
        ("Q: Was ist groß?\nA: b", "Q: Was ist groß?\nA: b {#ist-gross}"),
        ("{.terms}\n- **Big T** — m", "{.terms}\n- **Big T** — m {#big-t}"),
        ("::: card\nx\n***\nb\n:::", "::: card {#x}\nx\n***\nb\n:::"),
        ("{.cards}\n|A|B|\n|-|-|\n|x|y|", "{.cards}\n|A|B|\n|-|-|\n|x {#x}|y|"),
        ("|A|B|\n|-|-|\n|x|==\\|y==|", "|A|B|\n|-|-|\n|x {#x-y}|==\\|y==|"),
        ('```c {hide="x|b"}\nx b\n```', '```c {#x hide="1:x|2:b"}\nx b\n```'),
        ("1. What is up?\n   - [x] a\n   - [ ] b", "1. What is up? {#up}\n   - [x] a\n   - [ ] b"),
        ("==日本==", "==日本== {#fact}"),
        ("==b==\n\n==b==", "==b== {#b}\n\n==b== {#b-2}"),
        ("==b==\n\n==c== {#b}", "==b== {#b-2}\n\n==c== {#b}"),
    ],
)
def test_what_is_missing_is_written(written: str, made: str) -> None:
    assert keyed(HEAD + written) == HEAD + made


def test_the_id_goes_into_the_front_matter() -> None:
    assert keyed("a") == "---\nid: a\n---\n\na"
    assert keyed("---\ntitle: Über b\n---\na") == "---\nid: uber-b\ntitle: Über b\n---\na"


def test_nothing_is_written_twice() -> None:
    made = keyed(EVERYTHING)
    assert keyed(made) == made
    assert not read(made).edits


def test_the_content_is_as_before() -> None:
    before, after = read(EVERYTHING), read(keyed(EVERYTHING))
    assert [note.key for note in before.notes] == [note.key for note in after.notes]
    assert [note.faces for note in before.notes] == [note.faces for note in after.notes]


def test_a_key_of_the_lock_is_never_handed_out_again() -> None:
    assert "{#b-2}" in keyed(HEAD + "==b==", locked("b cloze 1"))
    assert "{#b-3}" in keyed(HEAD + "==b==", locked("b cloze 1", "b-2 term term"))


def test_a_key_of_another_lesson_is_not_handed_out() -> None:
    assert "{#b-2}" in keyed(HEAD + "==b==", Surroundings(taken=frozenset({"b"})))


def test_a_number_of_the_lock_is_never_handed_out_again() -> None:
    assert "==1:a== ==3:b==" in keyed(HEAD + "==1:a== ==b== {#k}", locked("k cloze 1 2"))


def test_a_key_that_returns_is_the_same_card() -> None:
    around = locked("k cloze 1 2")
    lesson = read(HEAD + "==2:b== {#k}", around)
    assert lesson.is_sound
    assert [face.part for face in lesson.notes[0].faces] == ["2"]
    assert "unkeyed" not in {problem.code for problem in lesson.problems}


def test_a_key_that_returns_as_another_kind_is_an_error() -> None:
    assert errors("Q: a\nA: b {#k}", locked("k cloze 1")) == [
        "1:1: the key 'k' was a cloze and is now a question"
    ]


def test_what_a_key_would_change_is_refused() -> None:
    text = HEAD + "==a== {b="
    assert with_keys(read(text), text, Surroundings()).text is None


def test_a_lesson_without_keys_works_and_says_so() -> None:
    lesson = read(HEAD + "==b==")
    assert lesson.notes[0].key == "b"
    assert "unkeyed" in {problem.code for problem in lesson.problems}
    lock = KeysLock().with_notes(lesson.notes)
    around = Surroundings("", lock, frozenset(lock.entries))
    assert "unkeyed" not in {p.code for p in read(HEAD + "==b== {#b}", around).problems}
