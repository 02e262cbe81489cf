"""Somebody who is signed in sets up reminders on the pages for it."""

import re

import pytest

from app.ledger.reminder_channels import ReminderChannel, list_channels
from app.services.manage_learners import Learner
from app.web.parts import NAME, Parts
from tests.web.visitors import HTTPS, Browser, member

PAGE = "/settings/reminders"


DAILY = {"day": ["0", "1", "2", "3", "4", "5", "6"], "at": "07:30"}


LINK = re.compile(rf"{HTTPS}(/r/confirm/\S+)")


@pytest.fixture
def ada(visitor: Browser) -> Learner:
    learner = member(visitor.app)
    assert visitor.sign_in().status_code == 303
    return learner


def parts_of(visitor: Browser) -> Parts:
    parts: Parts = visitor.app.extensions[NAME]
    return parts


def channels(visitor: Browser, learner: Learner) -> list[ReminderChannel]:
    return list_channels(parts_of(visitor).ledger, learner.learner_id)


def add(visitor: Browser, kind: str, where: object, **more: object) -> str:
    form = {"add": kind, "where": where} | DAILY | more
    reply = visitor.client.post(
        PAGE,
        data=form,
        base_url=HTTPS,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return reply.text


def change(visitor: Browser, channel: ReminderChannel, **form: object) -> str:
    reply = visitor.client.post(
        f"{PAGE}/to/{channel.channel_id}",
        data=form,
        base_url=HTTPS,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=True,
    )
    return reply.text
