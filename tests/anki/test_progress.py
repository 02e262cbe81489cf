"""What a learner has learned is in Anki after the import, and means there what it means here."""

from datetime import timedelta

from app.core.events import AskedAs, Buried, Grade, Reset, Resumed
from tests.anki.engine import Anki
from tests.anki.learning import PLACES, Studying, at, milliseconds
from tests.ledger.making import TODAY

NOTES = 13
# What Anki's columns say.
NEW, REVIEW = 0, 2
SUSPENDED, BURIED = -1, -3
LEARNED, REVIEWED, FILTERED, BY_HAND = 0, 1, 3, 4


def test_every_card_has_its_place_whatever_it_is_made_of(ada: Studying, anki: Anki) -> None:
    for back, card in enumerate(PLACES, 20):
        ada.answer(card, at(back))
    anki.take(ada.package, with_progress=True)
    assert anki.due_days() == {
        place: TODAY - timedelta(days=back - 1) for back, place in enumerate(PLACES.values(), 20)
    }


def test_due_day_interval_ease_and_lapses_arrive(ada: Studying, anki: Anki) -> None:
    ada.answer("cpp.begun.2", at(90))
    ada.answer("cpp.begun.2", at(89), Grade.EASY)
    ada.answer("cpp.begun.2", at(83), Grade.FORGOT)
    ada.answer("cpp.begun.2", at(82))
    anki.take(ada.package, with_progress=True)
    _, kind, queue, _, days, ease, reps, lapses = anki.schedules()["cpp.begun", 1]
    assert (kind, queue, days, ease, reps, lapses) == (REVIEW, REVIEW, 6, 2600, 4, 1)
    due = anki.due_days()["cpp.begun", 1]
    assert abs((due - TODAY).days + 82 - 6) <= 1  # spread by a day


def test_every_answer_arrives_as_it_was_given(ada: Studying, anki: Anki) -> None:
    given = [
        ada.answer("cpp.begun.2", at(90), elapsed_ms=1_234),
        ada.answer("cpp.begun.2", at(89), Grade.EASY),
        ada.answer("cpp.begun.2", at(80), Grade.FORGOT),
        ada.answer("cpp.begun.2", at(79), Grade.HARD),
    ]
    anki.take(ada.package, with_progress=True)
    times = [milliseconds(answer.answered_at) for answer in given]
    assert anki.log() == [
        ("cpp.begun", 1, times[0], 3, 1, 0, 2500, 1_234, LEARNED),
        ("cpp.begun", 1, times[1], 4, 6, 1, 2600, 4_000, REVIEWED),
        ("cpp.begun", 1, times[2], 1, 1, 6, 2600, 4_000, REVIEWED),
        ("cpp.begun", 1, times[3], 2, 6, 1, 2460, 4_000, REVIEWED),
    ]


def test_what_moved_nothing_here_is_shown_there_and_moves_nothing(
    ada: Studying, anki: Anki
) -> None:
    ada.answer("cpp.tone.answer", at(20))
    ada.answer("cpp.tone.answer", at(19))
    ada.answer("cpp.tone.answer", at(19, 13), asked_as=AskedAs.PRACTICE)
    ada.answer("cpp.tone.answer", at(18), Grade.FORGOT, AskedAs.CRAM)
    ada.answer("cpp.tone.answer", at(17))  # remembered early
    anki.take(ada.package, with_progress=True)
    assert [row[4:] for row in anki.log()[2:]] == [(6, 6, 0, 4_000, FILTERED)] * 3
    assert anki.schedules()["cpp.tone", 0][6:] == (2, 0)


def test_what_was_forgotten_early_is_a_filtered_answer_with_an_ease(
    ada: Studying, anki: Anki
) -> None:
    """So that Anki counts it, as an answer out of turn."""
    ada.answer("cpp.tone.answer", at(20))
    ada.answer("cpp.tone.answer", at(19))
    ada.answer("cpp.tone.answer", at(18), Grade.FORGOT)
    anki.take(ada.package, with_progress=True)
    assert anki.log()[2][3:] == (1, 1, 6, 2500, 4_000, FILTERED)


def test_an_undone_answer_is_as_if_never_given(ada: Studying, anki: Anki) -> None:
    ada.answer("cpp.tone.answer", at(20))
    ada.undo(ada.answer("cpp.tone.answer", at(19), Grade.FORGOT), at(19))
    ada.undo(ada.answer("cpp.long.answer", at(19)), at(19))
    anki.take(ada.package, with_progress=True)
    assert [row[0] for row in anki.log()] == ["cpp.tone"]
    assert anki.schedules()["cpp.long", 0][1:3] == (NEW, NEW)


def test_a_suspended_card_is_suspended_there_with_its_schedule(ada: Studying, anki: Anki) -> None:
    ada.answer("cpp.tone.answer", at(20))
    ada.suspend("cpp.tone.answer", at(10))
    ada.suspend("cpp.long.answer", at(10))
    ada.suspend("cpp.picture.answer", at(10))
    ada.send(Resumed(ada.next_id(), "cpp.picture.answer", at(9)))
    anki.take(ada.package, with_progress=True)
    cards = anki.schedules()
    assert cards["cpp.tone", 0][1:3] == (REVIEW, SUSPENDED)
    assert anki.due_days()["cpp.tone", 0] == TODAY - timedelta(days=19)
    assert cards["cpp.long", 0][1:3] == (NEW, SUSPENDED)
    assert cards["cpp.picture", 0][1:3] == (NEW, NEW)


def test_a_buried_card_is_due_when_it_may_be_asked_again(ada: Studying, anki: Anki) -> None:
    until = TODAY + timedelta(days=3)
    ada.answer("cpp.tone.answer", at(20))
    ada.send(Buried(ada.next_id(), "cpp.tone.answer", at(0), until))
    anki.take(ada.package, with_progress=True)
    assert anki.due_days()["cpp.tone", 0] == until


def test_a_new_card_is_buried_there_only_while_it_is_here(ada: Studying, anki: Anki) -> None:
    ada.send(Buried(ada.next_id(), "cpp.long.answer", at(0), TODAY + timedelta(days=1)))
    ada.send(Buried(ada.next_id(), "cpp.tone.answer", at(2), TODAY))
    anki.take(ada.package, with_progress=True)
    assert anki.schedules()["cpp.long", 0][1:3] == (NEW, BURIED)
    assert anki.schedules()["cpp.tone", 0][1:3] == (NEW, NEW)


def test_a_card_begun_anew_is_new_there_and_keeps_its_log(ada: Studying, anki: Anki) -> None:
    ada.answer("cpp.tone.answer", at(20))
    ada.answer("cpp.tone.answer", at(19))
    ada.send(Reset(ada.next_id(), "cpp.tone.answer", at(5)))
    anki.take(ada.package, with_progress=True)
    assert anki.schedules()["cpp.tone", 0][1:3] == (NEW, NEW)
    assert [row[3:] for row in anki.log()][2] == (0, 0, 6, 0, 0, BY_HAND)


def test_new_cards_keep_their_order_among_those_begun(ada: Studying, anki: Anki) -> None:
    for card in ("cpp.begun.1", "cpp.template.term"):
        ada.answer(card, at(3))
    anki.take(ada.package, with_progress=True)
    cards = anki.schedules().items()
    new = {row[3]: key[0] for key, row in cards if row[1] == NEW}
    expected = "begun class template vector picture tone gcc gcc.c3 gdb gdb.c3 main long which"
    assert [new[due].removeprefix("cpp.") for due in sorted(new)] == expected.split()


def test_a_card_that_is_begun_anew_in_anki_goes_back_to_its_place(
    ada: Studying, anki: Anki
) -> None:
    anki.take(ada.package, with_progress=True)
    before = anki.schedules()["cpp.template", 0][3]
    anki.collection.remove_notes(anki.collection.find_notes(""))
    ada.answer("cpp.template.term", at(3))
    anki.take(ada.package, with_progress=True)
    (forward, _) = anki.cards("cpp.template")
    anki.collection.sched.schedule_cards_as_new([forward.id], restore_position=True)
    assert anki.schedules()["cpp.template", 0][1:4] == (NEW, NEW, before)


def test_answers_of_one_moment_all_arrive_in_their_order(ada: Studying, anki: Anki) -> None:
    """A time is an answer's identity in Anki."""
    for card in ("cpp.tone.answer", "cpp.long.answer", "cpp.begun.1", "cpp.gcc.c3"):
        ada.answer(card, at(20))
    for grade in (Grade.HARD, Grade.FORGOT, Grade.EASY):
        ada.answer("cpp.tone.answer", at(20), grade, AskedAs.CRAM)
    ada.answer("cpp.tone.answer", at(20) + timedelta(milliseconds=1))
    anki.take(ada.package, with_progress=True)
    first = milliseconds(at(20))
    assert [row[2] for row in anki.log()] == [first + n for n in range(8)]
    assert [row[3] for row in anki.log() if row[0] == "cpp.tone"] == [3, 2, 1, 4, 3]


def test_a_second_import_adds_nothing(ada: Studying, anki: Anki) -> None:
    for card in PLACES:
        ada.answer(card, at(20))
    assert anki.take(ada.package, with_progress=True) == {"new": NOTES}
    before = anki.schedules(), anki.log(), anki.rows("select * from notes")
    assert anki.take(ada.package, with_progress=True) == {"duplicate": NOTES}
    assert (anki.schedules(), anki.log(), anki.rows("select * from notes")) == before


def test_over_the_plain_deck_it_finds_the_same_notes_and_leaves_their_cards(
    ada: Studying, anki: Anki
) -> None:
    """Anki never touches a card that it has."""
    ada.answer("cpp.tone.answer", at(20))
    ada.course.export()
    anki.take(ada.course.package)
    before = anki.schedules(), anki.rows("select * from notes"), anki.decks()
    assert anki.take(ada.package, with_progress=True) == {"duplicate": NOTES}
    assert (anki.schedules(), anki.rows("select * from notes"), anki.decks()) == before


def test_after_the_plain_deck_is_deleted_it_brings_everything(ada: Studying, anki: Anki) -> None:
    ada.answer("cpp.tone.answer", at(20))
    ada.course.export()
    anki.take(ada.course.package)
    deck = anki.collection.decks.by_name("C++")
    assert deck is not None
    anki.collection.decks.remove([deck["id"]])
    assert anki.take(ada.package, with_progress=True) == {"new": NOTES}
    assert anki.due_days().keys() == {("cpp.tone", 0)}
    assert len(anki.log()) == 1


def test_a_later_update_with_the_plain_deck_keeps_the_progress(ada: Studying, anki: Anki) -> None:
    for card in PLACES:
        ada.answer(card, at(20))
    anki.take(ada.package, with_progress=True)
    before = anki.schedules(), anki.log()
    ada.course.edit("01-origins.md", "a type of one's own", "a type of your own")
    ada.course.export()
    assert anki.take(ada.course.package) == {"updated": 1, "duplicate": NOTES - 1}
    assert (anki.schedules(), anki.log()) == before
    assert "your own" in anki.note("cpp.class")["Prompt"]


def test_without_the_box_all_cards_arrive_as_new_ones(ada: Studying, anki: Anki) -> None:
    ada.answer("cpp.tone.answer", at(20))
    deck = ada.export()
    anki.take(deck.path)
    assert not anki.due_days()
    assert not anki.log()
    assert deck.receipt.box == anki.collection.tr.importing_also_import_progress()


def test_anki_finds_nothing_to_mend(ada: Studying, anki: Anki) -> None:
    for back, card in enumerate(PLACES):
        ada.answer(card, at(40 - back))
        ada.answer(card, at(39 - back), Grade.EASY)
    ada.suspend("cpp.begun.1", at(2))
    ada.send(Reset(ada.next_id(), "cpp.begun.2", at(2)))
    ada.send(Buried(ada.next_id(), "cpp.main.1", at(2), TODAY + timedelta(days=9)))
    anki.take(ada.package, with_progress=True)
    before = anki.schedules(), anki.log()
    assert anki.collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert (anki.schedules(), anki.log()) == before
