"""What nobody may read: secrets stay out of logs, pages and errors, whatever goes wrong (T17)."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from app.services.manage_learners import add_learner, get_learner, set_password
from app.services.open_ledger import NoRoom
from app.services.sessions import begin_session
from app.services.tokens import Scope, make_token
from app.web.parts import NAME
from tests.web.conftest import AppMaker

CANARY = "canary-2b7e"
KEY = f"{CANARY}-key-{'k' * 32}".encode()
OLDER = f"{CANARY}-older-{'k' * 32}".encode()
SMTP = f"smtp://mail:{CANARY}-password@127.0.0.1:9"  # nobody listens at port 9


@pytest.fixture
def service(make_app: AppMaker) -> Flask:
    app = make_app(
        mode="service",
        public_url="http://localhost",
        secret_key=KEY,
        secret_key_fallbacks=(OLDER,),
        sign_up="open",
        smtp_url=SMTP,
        mail_from="drillbook@example.org",
    )

    def fail(error: Exception) -> str:
        settings = app.extensions[NAME].settings
        assert (settings.secret_key, *settings.secret_key_fallbacks) == (KEY, OLDER)
        raise error

    app.add_url_rule("/fault", "fault", lambda: fail(RuntimeError("at a bad place")))
    app.add_url_rule("/full", "full", lambda: fail(NoRoom("full")))
    for endpoint in ("fault", "full"):
        app.view_functions[endpoint].open_to_all = True  # type: ignore[attr-defined]
    return app


def test_no_page_and_no_line_of_the_log_shows_a_secret(
    service: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    client = service.test_client()
    account = {"name": "ada@example.org", "password": f"{CANARY} of a learner"}
    replies = [
        client.get("/fault"),
        client.get("/full"),
        client.get("/nowhere"),
        client.get(f"/sign-in?next=/{CANARY}-in-a-query"),
        client.post("/sign-up", data=account),
        client.post("/sign-in", data=account),
        client.get("/courses", headers={"Authorization": f"Bearer {CANARY}-token"}),
    ]
    assert {reply.status_code for reply in replies} >= {500, 507, 404}
    out, err = capfd.readouterr()
    assert "RuntimeError" in err
    for reply in replies:
        assert CANARY not in re.sub(r'name="next" value="[^"]*"', "", reply.text)
    assert CANARY not in out + err


def test_neither_password_nor_session_lies_in_the_ledger_as_it_was_given(
    service: Flask, tmp_path: Path
) -> None:
    ledger, now = service.extensions[NAME].ledger, datetime(2026, 11, 2, tzinfo=UTC)
    add_learner(ledger, "ada", now)
    set_password(ledger, "ada", f"{CANARY} of a learner")
    ada = get_learner(ledger, "ada")
    begin_session(ledger, ada, f"{CANARY}-session", "a browser", now)
    make_token(ledger, ada, "a script", f"{CANARY}-token-of-a-script", tuple(Scope), now)
    assert (
        service.test_client()
        .post("/sign-in", data={"name": "ada", "password": f"{CANARY} of a learner"})
        .headers["Set-Cookie"]
    )
    for file in (tmp_path / "home").iterdir():
        assert f"{CANARY}-token-of".encode() not in file.read_bytes()
        assert f"{CANARY}-session".encode() not in file.read_bytes()
        assert f"{CANARY} of".encode() not in file.read_bytes()


def test_the_settings_show_no_secret_when_they_are_printed(service: Flask) -> None:
    assert CANARY not in repr(service.extensions[NAME].settings)
