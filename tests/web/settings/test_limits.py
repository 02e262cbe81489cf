"""The ledger's limits are those that the API declares, the pages offer and the words name."""

import re
from typing import Any

import pytest

from app.ledger.settings import CHOICES, LONGEST_CALLED, RANGES, LearnerSettings
from app.services.change_settings import change_settings
from tests.services.test_change_settings import FORM
from tests.web.settings.conftest import Person

ON_A_PAGE_OF_ITS_OWN = {"retention", "scheduler"}


def declared(person: Person) -> dict[str, Any]:
    document = person.client.get("/api/v1/openapi.json").json
    assert document is not None
    found: dict[str, Any] = document["components"]["schemas"]["SettingsChange"]["properties"]
    return found


def test_the_api_declares_them(alone: Person) -> None:
    fields = declared(alone)
    for name, (low, high) in RANGES.items():
        assert (fields[name]["minimum"], fields[name]["maximum"]) == (low, high), name
    for name, values in CHOICES.items():
        assert set(fields[name]["enum"]) == set(values), name
    assert fields["called"]["maxLength"] == LONGEST_CALLED


def controls(page: str) -> list[dict[str, str]]:
    tags = re.findall(r"<(?:input|select|option)\b[^>]*>", page)
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in tags]


def offered(page: str, name: str) -> set[str]:
    return {each["value"] for each in controls(page) if each.get("name") == name}


def limits(page: str, name: str) -> tuple[float, float]:
    [found] = [each for each in controls(page) if each.get("name") == name]
    return int(found["min"]), int(found["max"])


def test_the_page_offers_them(alone: Person) -> None:
    page = alone.client.get("/settings").text
    for name in ("new_per_day", "cap_per_day"):
        assert limits(page, name) == RANGES[name]
    hours = [int(each) for each in re.findall(r'<option value="(\d+)"', page)]
    low, high = map(int, RANGES["rollover_hour"])
    assert hours == list(range(low, high + 1))
    for name in CHOICES.keys() - ON_A_PAGE_OF_ITS_OWN:
        assert offered(page, name) == set(map(str, CHOICES[name])), name


def test_the_schedule_page_offers_and_names_them(alone: Person) -> None:
    page = alone.client.get("/settings/schedule?scheduler=fsrs&percent=99").text
    low, high = (round(100 * limit) for limit in RANGES["retention"])
    assert limits(page, "percent") == (low, high)
    assert f"From {low} to {high}." in page
    assert f"Give a whole number from {low} to {high}." in page
    assert offered(page, "scheduler") == set(CHOICES["scheduler"])


@pytest.mark.parametrize("name", ["rollover_hour", "new_per_day", "cap_per_day"])
def test_both_ends_are_taken_and_what_lies_beyond_is_not(alone: Person, name: str) -> None:
    low, high = (int(limit) for limit in RANGES[name])
    for value in (low, high):
        assert change_settings(alone.ledger, alone.learner, FORM | {name: str(value)}) == {}
        assert alone.client.patch("/api/v1/me/settings", json={name: value}).status_code == 200
    for value in (low - 1, high + 1):
        refused = change_settings(alone.ledger, alone.learner, FORM | {name: str(value)})
        assert refused.keys() == {name}
        assert alone.client.patch("/api/v1/me/settings", json={name: value}).status_code == 422


def test_every_setting_is_somewhere_on_the_pages(alone: Person) -> None:
    page = alone.client.get("/settings").text
    assert set(LearnerSettings.__dataclass_fields__) - ON_A_PAGE_OF_ITS_OWN <= {
        each.get("name") for each in controls(page)
    }
