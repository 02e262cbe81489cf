"""Devices, tokens and the password: who comes in, and how that ends."""

import re
from typing import Any

import pytest

from app.services import limit_guesses
from app.services.manage_learners import add_learner
from app.services.sessions import begin_session, list_sessions
from app.services.tokens import Scope, find_token, list_tokens, make_token, use_token
from app.web.device import in_words
from tests.ledger.making import NOW, days
from tests.web.settings.conftest import PASSWORD, Person, signed_in, told

FORM = {"name": "my script", "may": ["read", "answer"], "lasts": "365"}


def test_devices_are_told_apart_and_the_one_that_asks_is_named(ada: Person) -> None:
    signed_in(ada.app, ada.learner, "b" * 43, NOW - days(1))
    signed_in(ada.app, ada.learner, "c" * 43, NOW - days(20))
    page = ada.client.get("/settings/devices").text
    assert page.count("Firefox on Linux</h2>") == 3
    assert page.count("This one.") == 1
    assert "last seen today" in page
    assert "last seen yesterday" in page
    assert "last seen on 11 April" in page


def test_a_device_that_says_nothing_of_itself_begins_its_line_like_others(ada: Person) -> None:
    begin_session(ada.ledger, ada.now(), "b" * 43, in_words("curl/8"), NOW)
    assert "<h2>An unknown program</h2>" in ada.client.get("/settings/devices").text


def test_one_is_ended(ada: Person) -> None:
    other = signed_in(ada.app, ada.learner, "b" * 43)
    page = ada.client.get("/settings/devices").text
    [session] = re.findall(r'name="session" value="([^"]+)"', page)
    reply = ada.client.post("/settings/devices", data={"session": session})
    assert told(reply) == "303 /settings/devices?said=ended"
    assert other.get("/settings").status_code == 303
    assert ada.client.get("/settings").status_code == 200


def test_all_others_are_ended(ada: Person) -> None:
    others = [signed_in(ada.app, ada.learner, letter * 43) for letter in "bc"]
    ada.client.post("/settings/devices", data={"others": "yes"})
    assert [other.get("/settings").status_code for other in others] == [303, 303]
    assert ada.client.get("/settings").status_code == 200


def test_nobody_ends_what_is_anothers(ada: Person) -> None:
    bob = add_learner(ada.ledger, "bob@example.org", NOW)
    others = signed_in(ada.app, bob, "b" * 43)
    [session] = list_sessions(ada.ledger, bob, NOW)
    ada.client.post("/settings/devices", data={"session": session.session_id})
    ada.client.post("/settings/devices", data={"others": "yes"})
    token = make_token(ada.ledger, bob, "my script", "t" * 43, tuple(Scope), NOW)
    ada.client.post("/settings/programs/revoke", data={"token": token.token_id})
    assert others.get("/settings").status_code == 200
    assert list_tokens(ada.ledger, bob) == [token]


def test_a_token_is_shown_once_and_opens_until_it_is_revoked(alone: Person) -> None:
    reply = alone.client.post("/settings/programs", data=FORM | {"name": "my <script>"})
    [secret] = re.findall(r"<code>(drill_[\w-]{43})</code>", reply.text)
    assert "my &lt;script&gt;" in reply.text
    found = find_token(alone.ledger, secret, NOW)
    assert found
    use_token(alone.ledger, *found, NOW)
    page = alone.client.get("/settings/programs").text
    assert secret not in page
    assert "Made today, last used today." in page
    reply = alone.client.post("/settings/programs/revoke", data={"token": found[1].token_id})
    assert told(reply) == "303 /settings/programs?said=revoked"
    assert find_token(alone.ledger, secret, NOW) is None


@pytest.mark.parametrize(
    ("given", "field"),
    [({"name": "x" * 101}, "name"), ({"may": []}, "may"), ({"lasts": "9999"}, "lasts")],
)
def test_a_token_that_cannot_be_made_so_is_refused_beside_the_field(
    alone: Person, given: dict[str, Any], field: str
) -> None:
    reply = alone.client.post("/settings/programs", data=FORM | given)
    assert reply.status_code == 422
    assert f'id="{field}-fault">' in reply.text
    assert ('value="answer" checked' in reply.text) is (field != "may")
    assert list_tokens(alone.ledger, alone.learner) == []


@pytest.mark.parametrize(
    ("lasts", "told"),
    [("30", "31 May"), ("90", "30 July"), ("365", "1 May 2027"), ("", "")],
)
def test_a_token_says_until_when_and_for_what_it_works(
    alone: Person, lasts: str, told: str
) -> None:
    alone.client.post("/settings/programs", data=FORM | {"lasts": lasts, "may": ["answer"]})
    (made,) = list_tokens(alone.ledger, alone.learner)
    assert made.scopes == {Scope.ANSWER}
    assert made.expires_at == (NOW + days(int(lasts)) if lasts else None)
    page = " ".join(alone.client.get("/settings/programs").text.split())
    assert (f"Expires on {told}. May answer." if lasts else "Never expires. May answer.") in page


def test_a_token_that_has_expired_is_still_listed_as_such(alone: Person) -> None:
    old = NOW - days(40)
    expired = tuple(Scope), old, old + days(30)
    make_token(alone.ledger, alone.learner, "my script", "t" * 43, *expired)
    assert "Expired on " in alone.client.get("/settings/programs").text


def test_another_password_signs_all_others_out(ada: Person) -> None:
    other = signed_in(ada.app, ada.learner, "b" * 43)
    form = {"password": PASSWORD, "new": "four large oceans"}
    reply = ada.client.post("/settings/password", data=form)
    assert told(reply) == "303 /settings/password?said=changed"
    assert "Changed." in ada.client.get("/settings/password?said=changed").text
    assert other.get("/settings").status_code == 303
    assert len(list_sessions(ada.ledger, ada.learner, NOW)) == 1


def test_a_wrong_or_unfit_password_is_refused_beside_its_field(ada: Person) -> None:
    before = ada.now().password_hash
    wrong = ada.client.post(
        "/settings/password", data={"password": "guessed it", "new": "four large oceans"}
    )
    unfit = ada.client.post("/settings/password", data={"password": PASSWORD, "new": "password"})
    assert (wrong.status_code, unfit.status_code) == (422, 422)
    assert 'id="password-fault">' in wrong.text
    assert 'id="new-fault">' in unfit.text
    assert "guessed it" not in wrong.text
    assert "four large oceans" not in wrong.text
    assert ada.now().password_hash == before


def test_guesses_are_counted(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who came upon an open page guesses no more often than elsewhere."""
    monkeypatch.setattr(limit_guesses, "MOST_AN_ACCOUNT", 2)
    form = {"password": "guessed it", "new": "four large oceans"}
    replies = [ada.client.post("/settings/password", data=form) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [422, 422, 429]
    assert ada.client.post("/settings/delete", data={"password": "x"}).status_code == 429
