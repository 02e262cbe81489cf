"""Over no channel leads an address here that was not let through, however it is written."""

import re
import ssl

import pytest

import app.notify.push
from app.core.errors import DrillbookError
from app.core.reminders.kinds import Kind
from app.notify.channel import Channel, Later, Never, OperatorFault, Target
from app.notify.destination import Refused, parse_destination
from app.notify.outbound import Outbound
from app.notify.push import Pushes
from app.notify.vapid import VapidKey
from app.notify.webhook import Webhooks, written_secret
from tests.mail_server import PATIENCE
from tests.notify.browser import KEYS
from tests.notify.reminders import AT, REMINDER
from tests.notify.tricks import NAMES, TRICKS, Naming
from tests.receiver import Canary, Receiver

TRUSTED = ssl.create_default_context()
SECRETS = {"secret": written_secret(bytes(32)), **KEYS}
PUSHES = ["push", "push, were every service known"]


@pytest.fixture(params=["webhook", *PUSHES])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kind:
    """Without the list of known services, a browser's endpoint is any address."""
    if request.param == PUSHES[1]:
        monkeypatch.setattr(Pushes, "_is_known", lambda *_: True)
    return Kind.WEBHOOK if request.param == "webhook" else Kind.PUSH


def told_by(kind: Kind, url: str) -> type[Never | OperatorFault]:
    """A name that leads astray is never a webhook's again; of a push service that is known it is
    our own network that says so, and costs no browser its reminders.
    """
    try:
        to = parse_destination(url)
    except Refused:
        return Never
    by = channel(kind)
    return OperatorFault if isinstance(by, Pushes) and by._is_known(to) else Never


def channel(kind: Kind, *pairs: str) -> Channel:
    outbound = Outbound(pairs, TRUSTED, PATIENCE)
    push = Pushes(outbound, VapidKey(bytes(32), None))
    return Webhooks(outbound) if kind is Kind.WEBHOOK else push


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_leads_here(
    trick: str, port: str, kind: Kind, canary: Canary, dialled: list[str], naming: Naming
) -> None:
    """Neither when it is given, nor when a reminder is to be sent there."""
    naming(NAMES)
    target = Target(kind, trick.format(port=port), SECRETS)
    with pytest.raises(DrillbookError) as told:
        channel(kind).check(target)
    outcome = channel(kind).send(target, REMINDER, AT)
    assert outcome == told_by(kind, target.where_to)(str(told.value))
    assert re.fullmatch(r".+ \(.+\)", outcome.why)
    assert (dialled, canary.hits) == ([], 0)


def test_a_redirect_leads_nowhere(kind: Kind, receiver: Receiver, canary: Canary) -> None:
    receiver.status, receiver.says = 307, {"Location": f"http://127.0.0.1:{canary.port}/"}
    target = Target(kind, receiver.url, SECRETS)
    assert isinstance(channel(kind, receiver.pair).send(target, REMINDER, AT), Later)
    assert (len(receiver.taken), canary.hits) == (1, 0)


def test_what_was_public_when_it_was_given_is_looked_at_again(
    kind: Kind, dialled: list[str], naming: Naming, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.notify.push, "FAMILIES", (".example",))
    naming({"turned.example": [["93.184.215.14"], ["127.0.0.1"]]})
    target = Target(kind, "https://turned.example/", SECRETS)
    channel(kind).check(target)
    outcome = channel(kind).send(target, REMINDER, AT)
    assert isinstance(outcome, told_by(kind, target.where_to))
    assert "turned.example leads to an address that is not public" in outcome.why
    assert (dialled, canary.hits) == ([], 0)
