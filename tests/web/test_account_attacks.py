"""What somebody else might try at the pages of a service, and comes to nothing."""

import os
from datetime import timedelta

import pytest

from app.services.limit_guesses import MOST_AN_ACCOUNT
from app.services.sessions import list_sessions
from app.services.tokens import Scope, list_tokens, make_token
from app.web.parts import NAME
from tests.mail_server import Postbox
from tests.web.conftest import AppMaker
from tests.web.visitors import (
    ADA,
    EVE,
    HTTPS,
    NEW,
    NOW,
    PASSWORD,
    SERVICE,
    Browser,
    Clock,
    is_in_with,
    link_of,
    member,
)

GUESSES = 1_000 if os.environ.get("PROVE") else 100


def test_the_same_page_whoever_has_an_account(visitor: Browser, postbox: Postbox) -> None:
    member(visitor.app)
    pages = []
    for name in (ADA, EVE):
        reply = visitor.post("/sign-up", {"name": name, "password": NEW})
        asked = visitor.post("/forgot", {"name": name})
        wrong = visitor.sign_in(name, "not the password")
        shown = wrong.text.replace(name, "")
        pages.append((reply.status, reply.data, asked.status, asked.data, wrong.status, len(shown)))
    assert pages[0] == pages[1]
    assert [each["To"] for each in postbox.letters] == [ADA, ADA, EVE, EVE]


@pytest.mark.parametrize(
    ("site", "cookie"),
    [
        (HTTPS, "__Host-drillbook={}; Secure; HttpOnly; Path=/; SameSite=Lax"),
        ("http://drill.example.org", "drillbook={}; HttpOnly; Path=/; SameSite=Lax"),
    ],
)
def test_the_cookie_is_as_closed_as_may_be(make_app: AppMaker, site: str, cookie: str) -> None:
    app = make_app(clock=Clock(), **{**SERVICE, "public_url": site})
    member(app)
    visitor = Browser(app, site)
    given = visitor.sign_in().headers["Set-Cookie"]
    secret = visitor.cookie().partition("=")[2]
    parts = [each for each in given.split("; ") if not each.startswith(("Expires", "Max-Age"))]
    assert "; ".join(parts) == cookie.format(secret)
    assert len(secret) == 43
    assert visitor.is_in()
    warned = "not encrypted" in Browser(app, site).get("/sign-in").text
    assert warned is site.startswith("http:")


def test_a_planted_cookie_is_not_the_one_that_counts(visitor: Browser) -> None:
    member(visitor.app)
    planted = "x" * 43
    visitor.client.set_cookie("__Host-drillbook", planted, domain="drill.example.org", secure=True)
    visitor.sign_in()
    assert visitor.is_in()
    assert not is_in_with(visitor.app, f"__Host-drillbook={planted}")


def test_each_sign_in_ends_the_session_before_it(visitor: Browser) -> None:
    ada = member(visitor.app)
    for _ in range(3):
        old = visitor.cookie()
        visitor.sign_in()
        assert not is_in_with(visitor.app, old)
    assert len(list_sessions(visitor.app.extensions[NAME].ledger, ada, NOW)) == 1


def test_a_stolen_cookie_is_dead_after_signing_out(visitor: Browser) -> None:
    member(visitor.app)
    visitor.sign_in()
    stolen = visitor.cookie()
    assert is_in_with(visitor.app, stolen)
    reply = visitor.post("/sign-out")
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    assert reply.status_code == 303
    assert not visitor.cookie()
    assert not is_in_with(visitor.app, stolen)


def test_a_stolen_cookie_is_dead_after_a_changed_password(visitor: Browser) -> None:
    member(visitor.app)
    thief = Browser(visitor.app)
    for each in (visitor, thief):
        each.sign_in()
    visitor.post("/settings/password", {"password": PASSWORD, "new": NEW})
    assert visitor.is_in()
    assert not thief.is_in()
    assert thief.sign_in().status_code == 422


def test_a_stolen_cookie_is_dead_after_a_reset(visitor: Browser, postbox: Postbox) -> None:
    member(visitor.app)
    visitor.sign_in()
    stolen = visitor.cookie()
    visitor.post("/forgot", {"name": ADA})
    link = link_of(postbox)
    assert f"For the account {ADA}" in visitor.get(link).text
    assert visitor.post(link, {"password": "short"}).status_code == 422
    assert visitor.post(link, {"password": NEW}).status_code == 303
    assert not is_in_with(visitor.app, stolen)
    for asked in (visitor.get(link), visitor.post(link, {"password": "once more again"})):
        assert asked.status_code == 410
    assert visitor.sign_in(password=PASSWORD).status_code == 422
    assert visitor.sign_in(password=NEW).status_code == 303


def test_a_session_that_is_not_used_ends(visitor: Browser, clock: Clock) -> None:
    member(visitor.app)
    visitor.sign_in()
    for _ in range(7):
        clock.later(timedelta(days=25))
        assert visitor.is_in()
    clock.later(timedelta(days=25))  # 200 days in all
    assert not visitor.is_in()


def test_who_guesses_on_purpose_does_not_keep_the_owners_browser_out(visitor: Browser) -> None:
    member(visitor.app)
    visitor.sign_in()
    visitor.post("/sign-out")
    for _ in range(MOST_AN_ACCOUNT + 1):
        guessed = Browser(visitor.app, address="198.51.100.1").sign_in(password="a guess")
    assert guessed.status_code == 429
    assert Browser(visitor.app, address="203.0.113.1").sign_in().status_code == 429
    assert visitor.sign_in().status_code == 303


def test_what_says_so_is_as_closed_as_a_session_opens_nothing_and_goes_with_the_account(
    visitor: Browser,
) -> None:
    member(visitor.app)
    _, device = visitor.sign_in().headers.getlist("Set-Cookie")
    assert device.startswith("__Host-drillbook-device=")
    assert device.endswith("; Secure; HttpOnly; Path=/; SameSite=Lax")
    for cookie in (device, device.replace("-device", "")):
        assert not is_in_with(visitor.app, cookie.partition(";")[0])
    (taken,) = visitor.post("/sign-out").headers.getlist("Set-Cookie")
    assert taken.startswith("__Host-drillbook=;")
    visitor.sign_in()
    gone = visitor.post("/settings/delete", {"password": PASSWORD}).headers.getlist("Set-Cookie")
    left = ["__Host-drillbook=", "__Host-drillbook-device="]
    assert [each.partition(";")[0] for each in gone] == left


def test_many_guesses_at_two_hosts_come_to_ten(make_app: AppMaker, clock: Clock) -> None:
    hosts = [make_app(clock=clock, **SERVICE) for _ in range(2)]
    member(hosts[0])
    answers = []
    for number in range(GUESSES):
        guesser = Browser(hosts[number % 2], address=f"198.51.100.{number % 250}")
        answers.append(guesser.sign_in(password=f"guess number {number}"))
    statuses = [each.status_code for each in answers]
    assert statuses == [422] * MOST_AN_ACCOUNT + [429] * (GUESSES - MOST_AN_ACCOUNT)
    assert answers[-1].headers["Retry-After"] == "3600"
    assert "Try again in 60 minutes." in answers[-1].text
    assert Browser(hosts[0], address="203.0.113.1").sign_in().status_code == 429
    clock.later(timedelta(minutes=60))
    assert Browser(hosts[1]).sign_in().status_code == 303


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/sign-out", "/forgot", "/reset/x"])
def test_another_site_posts_nothing(visitor: Browser, path: str) -> None:
    member(visitor.app)
    visitor.sign_in()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        form = {"name": ADA, "password": PASSWORD}
        assert visitor.post(path, form, headers=headers).status_code == 403
    assert visitor.is_in()


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https:evil.example"])
def test_signing_in_leads_to_no_other_site(visitor: Browser, target: str) -> None:
    member(visitor.app)
    asked = visitor.get("/sign-in", query_string={"next": target})
    assert 'name="next" value="/"' in asked.text
    assert visitor.sign_in(to=target).headers["Location"] == "/"
    asked = visitor.get("/sign-in", query_string={"next": target})
    assert asked.headers["Location"] == "/"


def test_a_link_leads_to_the_service_whatever_host_was_asked(
    visitor: Browser, postbox: Postbox
) -> None:
    member(visitor.app)
    for host in ("evil.example", "drill.example.org.evil.example"):
        asked = visitor.post("/forgot", {"name": ADA}, base_url=f"https://{host}")
        assert asked.status_code == 400
    headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-Host": "evil.example"}
    visitor.post("/forgot", {"name": ADA}, headers=headers)
    assert [link.startswith(f"{HTTPS}/reset/") for link in postbox.links()] == [True]


def test_no_secret_of_a_mail_is_in_the_log_or_in_a_referrer(
    visitor: Browser, postbox: Postbox, capsys: pytest.CaptureFixture[str]
) -> None:
    member(visitor.app)
    visitor.post("/forgot", {"name": ADA})
    link = link_of(postbox)
    page = visitor.get(link)
    visitor.post(link, {"password": NEW})
    logged = capsys.readouterr().err
    assert "/reset/..." in logged
    assert link.rpartition("/")[2] not in logged
    assert PASSWORD not in logged
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/settings/programs", {"name": "another token"}),
        ("/settings/password", {"password": PASSWORD, "new": NEW}),
        ("/settings/delete", {"password": PASSWORD}),
        ("/sign-out", {}),
    ],
)
def test_a_token_that_was_found_opens_no_page(
    visitor: Browser, path: str, form: dict[str, str]
) -> None:
    ada = member(visitor.app)
    ledger = visitor.app.extensions[NAME].ledger
    made = make_token(ledger, ada, "my script", "t" * 43, tuple(Scope), NOW)
    visitor.sign_in()
    bearer = {"Authorization": f"Bearer {'t' * 43}"}
    assert visitor.get(path, headers=bearer).status_code in (303, 405)
    assert visitor.post(path, form, headers=bearer).status_code == 303
    assert list_tokens(ledger, ada) == [made]
    assert is_in_with(visitor.app, visitor.cookie()) or path == "/sign-out"
    assert Browser(visitor.app).sign_in().status_code == 303
