"""Answers sent over the API: each gets its own word, and none is taken twice or lost."""

import itertools
from datetime import timedelta
from typing import Any

from app.ledger.append import record
from app.services.record_answers import MOST_TOGETHER
from tests.ledger.making import answer
from tests.web.school import API, School, sent
from tests.web.visitors import NOW

TOMORROW = (NOW + timedelta(days=1)).date().isoformat()


def statuses(results: list[dict[str, Any]]) -> list[str]:
    return [result["status"] for result in results]


def test_an_answer_is_recorded_and_says_where_its_card_stands_now(school: School) -> None:
    event = sent()
    (result,) = school.send(event)
    assert result == {
        "id": event["id"],
        "status": "recorded",
        "message": "",
        "schedule": {
            "due_on": TOMORROW,
            "interval_days": 1,
            "reps": 1,
            "lapses": 0,
            "suspended": False,
            "buried_until": None,
        },
        "second": False,
    }


def test_sent_again_it_is_there_already_and_nothing_changes(school: School) -> None:
    event = sent()
    school.send(event)
    before = school.rows_of(school.ada)
    assert statuses(school.send(event, event)) == ["already", "already"]
    assert school.rows_of(school.ada) == before


def test_the_second_review_of_a_day_is_told_and_stays_so_when_sent_again(school: School) -> None:
    first, second = sent(), sent(grade="easy")
    school.send(first)
    for _ in range(2):
        results = school.send(first, second)
        assert [result["second"] for result in results] == [False, True]
    assert school.send(sent(asked_as="practice"))[0]["second"] is False


def test_an_answer_given_earlier_counts_though_it_comes_later(school: School) -> None:
    """The log's order is that of answering: then it is the other device's that is practice."""
    early, late = sent(), sent()
    early["answered_at"] = (NOW - timedelta(hours=1)).isoformat()
    school.send(late)
    assert school.send(early)[0]["second"] is False


def test_an_answer_in_place_of_one_taken_back_is_no_second_one(school: School) -> None:
    first = sent()
    school.send(first)
    undo = {**sent(type="voided"), "voids": first["id"]}
    del undo["grade"], undo["elapsed_ms"]
    assert [each["second"] for each in school.send(undo, sent())] == [False, False]


def test_sent_again_after_moving_to_another_zone_it_is_there_already(school: School) -> None:
    event = sent()
    assert statuses(school.send(event)) == ["recorded"]
    school.call("PATCH", "me/settings", json={"zone": "Pacific/Auckland", "rollover_hour": 0})
    assert school.call("GET", "me")["settings"]["zone"] == "Pacific/Auckland"
    assert statuses(school.send(event)) == ["already"]
    assert statuses(school.send(event | {"grade": "hard"})) == ["conflict"]


def test_another_content_under_the_same_id_is_a_conflict(school: School) -> None:
    event = sent()
    results = school.send(event, event | {"grade": "forgot"})
    assert statuses(results) == ["recorded", "conflict"]
    assert results[1]["schedule"] is None


def test_what_is_left_out_is_the_learners_own(school: School) -> None:
    choice = {"zone": "Pacific/Kiritimati", "rollover_hour": 0}
    school.call("PATCH", "me/settings", json=choice)
    school.send(sent())
    (event,) = school.call("GET", "events")["events"]
    assert event["sent"]["zone"] == "Pacific/Kiritimati"
    assert event["sent"]["study_day"] == TOMORROW
    assert event["sent"]["asked_as"] == "review"


BAD = {
    "grade": sent(grade="perfect"),
    "elapsed_ms": sent(elapsed_ms=-1),
    "answered_at": sent(answered_at="yesterday"),
    "id": sent(id="1"),
    "card_id": sent(card="rivers.nothing.1"),
    "typ": sent(typ="x"),
    "study_day": sent(study_day="2026-13-01"),
    "zone": sent(zone="a b"),
    "choice[0]": sent(choice=[1]),
    "type": sent(type="erased"),
    "asked_as": sent(asked_as="exam"),
    "until_day": {**sent(type="buried"), "until_day": "soon"},
}
del BAD["until_day"]["grade"], BAD["until_day"]["elapsed_ms"]


def test_one_bad_event_does_not_cost_the_good_ones(school: School) -> None:
    good = [sent("rivers.divide.answer"), sent("rivers.delta.1")]
    results = school.send(good[0], *BAD.values(), good[1])
    assert statuses(results) == ["recorded", *["invalid"] * len(BAD), "recorded"]
    assert [result["id"] for result in results] == [
        event["id"] for event in (good[0], *BAD.values(), good[1])
    ]
    for name, result in zip(BAD, results[1:-1], strict=True):
        assert name in result["message"], result


def test_what_is_no_event_at_all_is_invalid_too(school: School) -> None:
    strange = [None, 3, "x", [], {}, {"id": 5}]
    assert statuses(school.send(*strange, sent())) == ["invalid"] * len(strange) + ["recorded"]


def test_half_a_character_costs_its_own_event_only(school: School) -> None:
    results = school.send(sent(), sent(typed="half \ud83d"), sent(typed="whole \U0001f426"))
    assert statuses(results) == ["recorded", "invalid", "recorded"]
    assert "typed" in results[1]["message"]


def test_a_time_that_no_calendar_can_keep_is_invalid(school: School) -> None:
    early, late = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"
    results = school.send(sent(answered_at=early), sent(answered_at=late))
    assert statuses(results) == ["invalid", "invalid"]


def test_every_kind_of_event_does_what_it_says(school: School) -> None:
    card = "rivers.divide.answer"
    answer = sent(card)

    seconds = itertools.count(1)

    def change(kind: str, **more: Any) -> dict[str, Any]:
        at = NOW + timedelta(seconds=next(seconds))
        event = {"id": sent()["id"], "type": kind, "card_id": card}
        return event | {"answered_at": at.isoformat()} | more

    def after(event: dict[str, Any]) -> Any:
        (result,) = school.send(event)
        assert result["status"] == "recorded", result
        return result["schedule"]

    assert after(answer)["reps"] == 1
    assert after(change("suspended"))["suspended"] is True
    assert after(change("resumed"))["suspended"] is False
    assert after(change("buried", until_day=TOMORROW))["buried_until"] == TOMORROW
    assert after(change("reset"))["due_on"] is None
    assert after(change("voided", voids=answer["id"]))["reps"] == 0


def test_a_card_that_has_left_its_lesson_still_takes_answers(school: School) -> None:
    gone = answer(1, card="rivers.gone.1", at=NOW)
    record(school.ledger, school.ada.learner.learner_id, [gone], NOW)
    assert statuses(school.send(sent("rivers.gone.1", asked_as="practice"))) == ["recorded"]


def test_the_answers_of_another_learner_are_not_taken(school: School) -> None:
    """A page that was left open while somebody else signed in."""
    mine, other = school.ada.learner.learner_id, school.eve.learner.learner_id
    for learner in (other, str(other)):
        body = {"learner": learner, "events": [sent()]}
        reply = school.ask("POST", f"{API}/reviews", school.ada.bearer, json=body)
        assert reply.status_code == 409
    assert not school.call("GET", "events")["events"]
    for learner in (mine, str(mine)):
        body = {"learner": learner, "events": [sent()]}
        assert statuses(school.call("POST", "reviews", json=body)["results"]) == ["recorded"]


JSON = "application/json"
NESTED = b'{"events": [' + b"[" * 100_000
MANY = b'{"events": [%s]}' % b",".join([b"1"] * (MOST_TOGETHER + 1))
REFUSED = (
    (b"{}", JSON, 422, "events"),
    (b'{"events": 3}', JSON, 422, "events"),
    (b'{"events": [], "more": 1}', JSON, 422, "more"),
    (MANY, JSON, 422, "500"),
    (b'{"events": [', JSON, 400, "not JSON"),
    (b"\xff", JSON, 400, "not JSON"),
    (NESTED, JSON, 400, "not JSON"),
    (b"events=", "application/x-www-form-urlencoded", 415, "application/json"),
    (b" " * 300_000, JSON, 413, ""),
)


def test_a_body_that_does_not_fit_is_refused_whole(school: School) -> None:
    for body, kind, status, named in REFUSED:
        headers = school.ada.bearer
        reply = school.ask("POST", f"{API}/reviews", headers, data=body, content_type=kind)
        assert (reply.status_code, reply.mimetype) == (status, "application/problem+json")
        problem = reply.get_json(force=True)
        assert problem["status"] == status
        assert named in problem["detail"]
