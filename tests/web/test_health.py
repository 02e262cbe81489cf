"""What those who watch over the service are told."""

from tests.web.conftest import AppMaker


def test_a_living_process_says_so_without_a_library(make_app: AppMaker) -> None:
    reply = make_app(build=False).test_client().get("/healthz")
    assert (reply.status_code, reply.text) == (200, "alive\n")
    assert reply.headers["Cache-Control"] == "no-store"


def test_it_is_ready_when_the_library_can_be_read(make_app: AppMaker) -> None:
    reply = make_app().test_client().get("/readyz")
    assert (reply.status_code, reply.text) == (200, "ready\n")


def test_without_a_library_it_is_not_ready_and_says_why(make_app: AppMaker) -> None:
    reply = make_app(build=False).test_client().get("/readyz")
    assert reply.status_code == 503
    assert "the library is not there" in reply.text


def test_with_a_broken_library_it_is_not_ready(make_app: AppMaker) -> None:
    app = make_app()
    app.extensions["drillbook"].settings.library_file.write_bytes(b"not a library" * 999)
    assert app.test_client().get("/readyz").status_code == 503


def test_health_is_answered_under_any_host_name(make_app: AppMaker) -> None:
    client = make_app().test_client()
    for address in ("/healthz", "/readyz"):
        assert client.get(address, headers={"Host": "10.1.2.3:8000"}).status_code == 200
