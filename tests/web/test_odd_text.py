"""Signs that no keyboard has, in every place of a request that is looked up: never a fault of ours,
on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import Settings
from app.ledger.ledger import server_ledger
from app.ledger.schema import migrate
from app.services.build_library import build_library
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.ledger.postgres import Postgres
from tests.web.sample import write_course
from tests.web.visitors import NOW, SERVICE, Browser, member

# A zero, the half of a letter, one that turns the line around, and bytes that are no UTF-8.
ODD = ["a%00b", "%ED%A0%80", "%E2%80%AE", "%FF%FE"]
PATHS = ["/cards/{}", "/cards/a.b.{}", "/courses/{}", "/courses/{}/springs", "/reset/{}"]
POSTS = {
    "/sign-in": "name={}&password={}&next={}",
    "/forgot": "name={}",
    "/courses/{}": "leave=1",
    "/settings": "called={}&zone={}",
    "/settings/devices": "session={}",
    "/settings/programs": "name={}&may={}&lasts={}",
    "/settings/programs/revoke": "token={}",
    "/drill": "id={}&undo={}&grade={}&card={}",
    "/cards/rivers.intermittent.1": "note={}",
    "/confirm/{}": "",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def browser(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    yield from _browser(request, tmp_path_factory.mktemp("odd"))


def _browser(request: pytest.FixtureRequest, folder: Path) -> Iterator[Browser]:
    url = None
    if request.param == "postgresql":
        postgres: Postgres = request.getfixturevalue("postgres")
        url = postgres.url(postgres.new_database())
        ledger = server_ledger(url)
        migrate(ledger.engine)
        ledger.close()
    write_course(folder / "content")
    place = {"home": folder / "home", "content": folder / "content", "database_url": url}
    settings = Settings(**place, **SERVICE)  # type: ignore[arg-type]
    build_library(settings.content, settings.library_file)
    app = create_web_app(settings, lambda: NOW)
    member(app)
    browser = Browser(app)
    browser.sign_in()
    yield browser
    app.extensions[NAME].ledger.close()


@pytest.mark.parametrize("odd", ODD)
def test_no_odd_sign_is_a_fault_of_ours(browser: Browser, odd: str) -> None:
    for path in PATHS:
        assert browser.get(path.format(odd)).status_code < 500, path
    for path, form in POSTS.items():
        body, kind = form.format(*[odd] * 4), "application/x-www-form-urlencoded"
        reply = browser.post(path.format(odd), body, content_type=kind)
        assert reply.status_code < 500, path
