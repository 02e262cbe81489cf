"""To go, really."""

from app.ledger.examine import examine
from app.ledger.tables import KEPT, PASSING, events, learners
from app.services.manage_learners import add_learner, list_learners
from tests.ledger.making import NOW
from tests.web.settings.conftest import PASSWORD, Person, signed_in, told


def rows_left(person: Person) -> list[str]:
    with person.ledger.read() as connection:
        return [
            table.name
            for table in (learners, events, *KEPT, *PASSING)
            if connection.execute(
                table.select().where(table.c.learner_id == person.learner.learner_id)
            ).first()
        ]


def test_nothing_of_an_account_is_left(ada: Person) -> None:
    other = signed_in(ada.app, ada.learner, "b" * 43)
    ada.client.post("/settings/programs", data={"name": "my script"})
    assert 'href="/settings/record/drillbook.zip"' in ada.client.get("/settings/delete").text
    reply = ada.client.post("/settings/delete", data={"password": PASSWORD})
    assert told(reply) == "303 /settings/goodbye"
    assert "storage" in reply.headers["Clear-Site-Data"]
    assert "drillbook=;" in reply.headers["Set-Cookie"]
    assert rows_left(ada) == []
    assert examine(ada.ledger) == []
    assert other.get("/settings").status_code == 303
    goodbye = ada.client.get("/settings/goodbye").text
    assert "Everything of yours is deleted." in goodbye
    assert "Sign out" not in goodbye


def test_without_the_password_nothing_goes(ada: Person) -> None:
    for form in ({}, {"password": "guessed it"}, {"word": "delete"}):
        reply = ada.client.post("/settings/delete", data=form)
        assert reply.status_code == 422
        assert 'id="password-fault">' in reply.text
    assert ada.now().events == 4


def test_who_learns_alone_types_a_word_and_begins_anew(alone: Person) -> None:
    reply = alone.client.post("/settings/delete", data={"word": "yes"})
    assert (reply.status_code, alone.now().events) == (422, 4)
    assert 'id="word-fault">Type the word delete.' in reply.text
    reply = alone.client.post("/settings/delete", data={"word": " Delete "})
    assert told(reply) == "303 /settings/goodbye"
    assert "Begin anew" in alone.client.get("/settings/goodbye").text
    assert list_learners(alone.ledger) == []
    assert alone.client.get("/settings").status_code == 200
    [learner] = list_learners(alone.ledger)
    assert learner.events == 0


def test_only_ones_own_account_goes(ada: Person) -> None:
    bob = add_learner(ada.ledger, "bob@example.org", NOW)
    ada.client.post("/settings/delete", data={"password": PASSWORD})
    assert [each.name for each in list_learners(ada.ledger)] == [bob.name]
