"""A calendar program asks for the feed: without signing in, and only with its address."""

from flask import Flask
from flask.testing import FlaskClient

from app.ledger.moments import instant
from app.services.calendar_feed import PURPOSE
from app.web.parts import NAME, Parts
from tests.web.visitors import NOW, Browser, member


def address_of(app: Flask) -> str:
    parts: Parts = app.extensions[NAME]
    ada = member(app)
    parts.calendars.make_address(ada, NOW)
    return f"/calendar/{parts.signer.sign(PURPOSE, ada.learner_id, instant(NOW))}.ics"


def test_it_is_there_for_who_has_the_address(visitor: Browser) -> None:
    address = address_of(visitor.app)
    reply = visitor.get(address)
    assert reply.status_code == 200
    assert reply.mimetype == "text/calendar"
    assert reply.text.startswith("BEGIN:VCALENDAR")
    assert "private" in reply.headers["Cache-Control"]
    assert not visitor.is_in()


def test_it_is_not_sent_again_while_it_is_the_same(visitor: Browser) -> None:
    address = address_of(visitor.app)
    first = visitor.get(address)
    again = visitor.client.get(
        address, base_url=visitor.site, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


def test_no_other_address_leads_to_anything(visitor: Browser) -> None:
    address = address_of(visitor.app)
    for wrong in (address[:-5] + ".ics", "/calendar/x.ics", "/calendar/1.ics"):
        assert visitor.get(wrong).status_code == 404


def test_who_runs_drillbook_alone_has_one_too(client: FlaskClient) -> None:
    assert client.get("/calendar/nothing.ics").status_code == 404
