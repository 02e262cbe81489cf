"""What docs/api.md shows is what the API takes and gives, for the course that comes along."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import AppMaker, make_app
from tests.web.visitors import Clock

__all__ = ["make_app"]
PAGE = Path("docs/api.md").read_text(encoding="utf-8")
WAYS = re.findall(r"`(drill(?:\?[^`]*)?)`", PAGE.split("## Drill")[1].split("## Answer")[0])
SENT: dict[str, Any] = json.loads(PAGE.split("```json\n")[1].split("```")[0])
ANSWERED_AT = datetime.fromisoformat(SENT["events"][0]["answered_at"])


@pytest.fixture
def content() -> Path:
    return Path("content")


@pytest.fixture
def client(make_app: AppMaker) -> FlaskClient:
    """Of somebody who began a day before the answer that the page sends."""
    clock = Clock(ANSWERED_AT - timedelta(days=1))
    client = make_app(clock=clock).test_client()
    assert client.put("/api/v1/courses/keras/following").status_code == 200
    clock.later(timedelta(days=1, seconds=1))
    return client


def test_the_answer_is_recorded_and_sent_again_is_there_already(client: FlaskClient) -> None:
    for status in ("recorded", "already"):
        [result] = client.post("/api/v1/reviews", json=SENT).json["results"]  # type: ignore[index]
        assert result["status"] == status, result["message"]


def test_each_way_to_ask_for_cards_is_one(client: FlaskClient) -> None:
    assert len(WAYS) == 6
    assert ANSWERED_AT.tzinfo == UTC
    for way in WAYS:
        reply = client.get(f"/api/v1/{way}")
        assert reply.status_code == 200, way
        assert way.endswith("minutes=5") or reply.json["cards"], way  # type: ignore[index]
