"""What the API tells of a learner, resource by resource."""

import threading
from dataclasses import fields

import msgspec

from app.ledger.settings import LearnerSettings
from app.web.api import me
from tests.web.school import API, School, sent
from tests.web.visitors import NOW


def test_today_tells_what_is_left_and_what_comes(school: School) -> None:
    today = school.call("GET", "today")
    assert (today["state"], today["reviews"], today["new"]) == ("work", 0, 8)
    assert today["courses"][0]["id"] == "rivers"
    school.call("PUT", "courses/rivers/following", json={"following": False})
    assert school.call("GET", "today")["state"] == "no course"


def test_a_drill_has_the_servers_time_and_cards_whole(school: School) -> None:
    drill = school.call("GET", "drill?limit=2")
    assert drill["server_time"] == NOW.isoformat().replace("+00:00", "Z")
    assert drill["study_day"] == NOW.date().isoformat()
    assert len(drill["cards"]) == 2
    card = drill["cards"][0]
    named = "card_id kind course track section front_html back_html options asked_as outcomes"
    assert set(named.split()) <= set(card)
    assert set(card["outcomes"]) == {"forgot", "hard", "good", "easy"}
    assert set(card["outcomes"]["good"]) >= {"due_on", "interval_days"}


WANTED = {
    "course=rivers&track=springs&section=section-quiz": {"rivers.q-summer.choice"},
    "course=rivers&track=springs&fact=divide": {"rivers.divide.answer"},
    "course=rivers&track=mouths": {"rivers.delta.1"},
    "course=rivers&track=mouths&cram=true": {"rivers.delta.1"},
    "new=1": {"rivers.intermittent.1"},
    "minutes=5": set(),
}


def test_a_drill_asks_what_was_wanted(school: School) -> None:
    for query, cards in WANTED.items():
        found = school.call("GET", f"drill?{query}")["cards"]
        assert {card["card_id"] for card in found} == cards, query


REFUSED = (
    ("drill?limit=0", 422, "limit"),
    ("drill?limit=x", 422, "limit"),
    ("drill?limit=1&limit=2", 422, "limit"),
    ("drill?size=1", 422, "size"),
    ("drill?track=springs", 422, "track"),
    ("drill?course=rivers&section=x", 422, "section"),
    ("drill?course=rivers&cram=true", 422, "cram"),
    ("drill?since=2026-01-01T00:00:00", 422, "since"),
    ("drill?course=mountains", 404, "mountains"),
    ("drill?course=rivers&track=x", 404, "lesson"),
    ("drill?course=rivers&track=mouths&fact=divide", 404, "lesson"),
    ("drill?course=rivers&track=springs&section=section-quiz&fact=divide", 404, "lesson"),
    ("events?before=0", 422, "before"),
    ("search", 422, "q"),
    ("cards/rivers.nothing.1", 404, "rivers.nothing.1"),
    ("cards/nothing", 404, ""),
    ("cards/rivers.a%00b.1", 404, ""),
    ("courses/rivers/tracks/nothing", 404, "nothing"),
    ("nothing", 404, ""),
)


def test_what_does_not_fit_is_told_by_its_field(school: School) -> None:
    for path, status, named in REFUSED:
        reply = school.ask("GET", f"{API}/{path}", school.ada.bearer)
        assert (reply.status_code, reply.mimetype) == (status, "application/problem+json"), path
        assert named in reply.get_json(force=True).get("detail", ""), path


def test_events_come_in_pages_the_newest_first(school: School) -> None:
    events = [sent(), sent("rivers.divide.answer"), sent("rivers.delta.1")]
    school.send(*events)
    first = school.call("GET", "events?limit=2")
    second = school.call("GET", f"events?limit=2&before={first['next_before']}")
    found = [event["id"] for event in first["events"] + second["events"]]
    assert found == [event["id"] for event in reversed(events)]
    assert second["next_before"] is None


def test_a_card_tells_what_each_step_did(school: School) -> None:
    school.send(sent(), sent(asked_as="practice"))
    card = school.call("GET", "cards/rivers.intermittent.1")
    assert card["face"]["back_html"] == "intermittent"
    assert card["schedule"]["standing"] == "learning"
    assert card["schedule"]["why"].startswith("You answered this on 2 November.")
    practice, first = card["history"]
    assert (first["counted"], practice["counted"]) == (True, False)
    assert "asked as practice" in practice["told"]


def test_courses_and_tracks_are_there_to_read(school: School) -> None:
    (course,) = school.call("GET", "courses")["courses"]
    assert (course["id"], course["followed"]) == ("rivers", True)
    track = school.call("GET", "courses/rivers/tracks/springs")
    assert [section["title"] for section in track["sections"]][1:] == ["Springs", "Numbers", "Quiz"]
    assert "problems" not in track
    assert "path" not in track


def test_a_track_tells_how_its_facts_are_remembered(school: School) -> None:
    school.send(sent("rivers.divide.answer"))
    marks = school.call("GET", "courses/rivers/tracks/springs")["marks"]
    assert marks["facts"]["divide"]["standing"] == "learning"
    assert marks["facts"]["divide"]["card_id"] == "rivers.divide.answer"
    assert marks["facts"]["rhine"]["standing"] == "not met"
    assert marks["sections"]["section-quiz"]["cards"] == 1


def test_search_finds_as_the_page_does(school: School) -> None:
    hits = school.call("GET", "search?q=aquif&limit=1")["hits"]
    assert hits[0]["course"] == "rivers"
    assert school.call("GET", "search?q=%20")["hits"] == []


def test_stats_count_what_was_done(school: School) -> None:
    school.send(sent(), sent("rivers.divide.answer"))
    stats = school.call("GET", "stats")
    assert stats["days"] == 1
    assert stats["courses"][0]["answers"] == 2


def test_settings_are_changed_all_or_not_at_all(school: School) -> None:
    changed = school.call("PATCH", "me/settings", json={"new_per_day": 3, "theme": "dark"})
    assert (changed["settings"]["new_per_day"], changed["settings"]["theme"]) == (3, "dark")
    for wrong in ({"buttons": 3}, {"zone": "Mars/Base"}, {"colour": "red"}, {"new_per_day": True}):
        body = {"new_per_day": 5} | wrong
        reply = school.ask("PATCH", f"{API}/me/settings", school.ada.bearer, json=body)
        assert reply.status_code == 422
        assert next(iter(wrong)) in str(reply.get_json(force=True)) or "Mars" in reply.text
    assert school.call("GET", "me")["settings"]["new_per_day"] == 3


def test_another_scheduler_folds_the_log_anew(school: School) -> None:
    school.send(sent())
    school.call("PATCH", "me/settings", json={"scheduler": "fsrs", "retention": 0.8})
    for thread in threading.enumerate():
        if thread.name == "refolding":
            thread.join()
    assert school.call("GET", "cards/rivers.intermittent.1")["schedule"]["interval_days"] > 1


def test_the_api_knows_every_setting(school: School) -> None:
    ours = [each.name for each in fields(LearnerSettings)]
    assert [each.name for each in msgspec.structs.fields(me.LearnerSettings)] == ours
    assert [each.name for each in msgspec.structs.fields(me.SettingsChange)] == ours


def test_personal_answers_are_kept_by_nobody(school: School) -> None:
    for path in ("today", "me", "drill", "nothing"):
        reply = school.ask("GET", f"{API}/{path}", school.ada.bearer)
        assert reply.headers["Cache-Control"] == "no-store"


def test_a_method_that_is_none_says_which_are(school: School) -> None:
    for method, path in (("DELETE", "events"), ("POST", "today")):
        reply = school.ask(method, f"{API}/{path}", school.ada.bearer)
        assert (reply.status_code, reply.mimetype) == (405, "application/problem+json")
        assert "GET" in reply.headers["Allow"]
