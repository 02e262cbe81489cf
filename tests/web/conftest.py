"""The real application over a real library, as one learner at home has it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Settings
from app.services.build_library import build_library
from app.web.parts import NAME, Clock, the_time
from app.wiring import create_web_app
from tests.mail_server import MailServer
from tests.web import visitors
from tests.web.sample import write_course

AppMaker = Callable[..., Flask]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_course(tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def make_app(tmp_path: Path, content: Path) -> Iterator[AppMaker]:
    made: list[Flask] = []

    def make(build: bool = True, clock: Clock = the_time, **changes: Any) -> Flask:
        settings = Settings(home=tmp_path / "home", content=content, **changes)
        if build:
            build_library(settings.content, settings.library_file)
        made.append(create_web_app(settings, clock))
        return made[-1]

    yield make
    for app in made:
        app.extensions[NAME].ledger.close()


@pytest.fixture
def client(make_app: AppMaker) -> FlaskClient:
    return make_app().test_client()


@pytest.fixture
def reached(make_app: AppMaker) -> FlaskClient:
    """Still one learner, but reached from elsewhere: without an author's preview."""
    app = make_app(host="0.0.0.0", trust_network=True, public_url="https://drill.example.org")
    return app.test_client()


@pytest.fixture
def clock() -> visitors.Clock:
    return visitors.Clock()


@pytest.fixture
def visitor(make_app: AppMaker, mail_server: MailServer, clock: visitors.Clock) -> visitors.Browser:
    """Of a service where anybody may sign up."""
    mail = {"smtp_url": mail_server.url, "mail_from": "drillbook@school.example"}
    return visitors.Browser(make_app(clock=clock, sign_up="open", **visitors.SERVICE, **mail))
