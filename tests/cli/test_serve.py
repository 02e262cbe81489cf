"""`drillbook serve` as a process: it starts, answers, finishes what it began, and stops."""

import contextlib
import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ports import held_port
from tests.web.sample import write_course

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from app.cli.main import main; main()", "serve"]
PATIENCE = 120  # with whatever would never end; no test measures it
SLOWLY = """
import app.wiring, os, time
make = app.wiring.create_web_app
def create_web_app(settings):
    made = make(settings)
    @made.get("/slow")
    def slow():
        os.write(int(os.environ["BEGUN"]), b"x")
        time.sleep(float(os.environ["SECONDS"]))
        return "finished"
    return made
app.wiring.create_web_app = create_web_app
import app.cli.web_server
app.cli.web_server.GRACE_SECONDS = float(os.environ.get("GRACE", 25))
from app.cli.main import main
main()
"""
ON_A_SMALL_DISK = """
import app.ledger.room
app.ledger.room.LEAST_FREE_BYTES = 1 << 60
from app.cli.main import main
main()
"""

Starter = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def port() -> Iterator[int]:
    with held_port() as held:
        yield held


@pytest.fixture
def environ(tmp_path: Path, port: int) -> dict[str, str]:
    write_course(tmp_path / "content")
    return os.environ | {
        "DRILLBOOK_HOME": str(tmp_path / "home"),
        "DRILLBOOK_CONTENT": str(tmp_path / "content"),
        "DRILLBOOK_PORT": str(port),
    }


@pytest.fixture
def start(environ: dict[str, str]) -> Iterator[Starter]:
    started: list[subprocess.Popen[str]] = []

    def start(
        command: list[str] = COMMAND, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            pass_fds=pass_fds,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        end(process)
        process.communicate()


def end(process: subprocess.Popen[str]) -> None:
    """With its worker, which holds the same pipes: to wait for their end would else be long."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def said(process: subprocess.Popen[str]) -> str:
    """Its first line. One that says nothing is ended, so that the test fails and does not wait."""
    assert process.stdout is not None
    watch = threading.Timer(PATIENCE, end, [process])
    watch.start()
    line = process.stdout.readline()
    watch.cancel()
    assert line, f"it said nothing: {ended(process)}"
    return line


def begins(begun: int) -> None:
    """The slow request is under way."""
    assert select.select([begun], [], [], PATIENCE)[0], "the request was never begun"
    assert os.read(begun, 1) == b"x"


def get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_answers_and_stops_cleanly(
    start: Starter, port: int, sign: signal.Signals
) -> None:
    process = start()
    assert said(process) == f"Drillbook is at http://127.0.0.1:{port} (Ctrl-C stops it)\n"
    assert "Rivers" in get(port, "/courses")
    os.killpg(process.pid, sign)  # as a terminal does: to the whole group
    code, out, err = ended(process)
    assert (code, out) == (0, "")
    assert len(err.splitlines()) == 1
    assert " GET /courses 200 " in err


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_being_told_again_and_again_stops_it_as_cleanly(
    start: Starter, port: int, sign: signal.Signals
) -> None:
    process = start()
    said(process)
    get(port, "/courses")
    watch = threading.Timer(PATIENCE, end, [process])
    watch.start()
    while process.poll() is None:
        os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.002)
    watch.cancel()
    assert ended(process)[0] == 0


def test_a_request_under_way_is_finished(
    start: Starter, port: int, environ: dict[str, str]
) -> None:
    begun, begin = os.pipe()
    environ |= {"BEGUN": str(begin), "SECONDS": "0.5"}
    process = start([sys.executable, "-c", SLOWLY, "serve"], pass_fds=(begin,))
    said(process)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/slow")
    begins(begun)
    process.terminate()
    assert connection.getresponse().read() == b"finished"
    connection.close()
    code, _, err = ended(process)
    assert code == 0
    assert " GET /slow 200 " in err
    os.close(begun)
    os.close(begin)


def test_little_room_on_the_disk_is_said_and_serving_goes_on(
    start: Starter, port: int, tmp_path: Path
) -> None:
    process = start([sys.executable, "-c", ON_A_SMALL_DISK, "serve"])
    assert said(process).startswith("Drillbook is at ")
    process.terminate()
    code, _, err = ended(process)
    assert code == 0
    assert err.startswith("drillbook: only ")
    assert f"MB are free where the ledger lies, in {tmp_path / 'home'} (make room" in err
    assert len(err.splitlines()) == 1


def test_the_log_is_json_when_asked(start: Starter, port: int, environ: dict[str, str]) -> None:
    environ["DRILLBOOK_LOG_FORMAT"] = "json"
    process = start()
    said(process)
    get(port, "/healthz")
    process.terminate()
    _, _, err = ended(process)
    assert json.loads(err)["path"] == "/healthz"


def test_a_port_that_is_taken_is_said_in_a_line(start: Starter, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        code, out, err = ended(start())
    assert (code, out) == (1, "")
    assert err == (
        f"drillbook: port {port} on 127.0.0.1 is taken (stop what uses it, or set DRILLBOOK_PORT)\n"
    )


def test_a_host_that_is_elsewhere_is_said_in_a_line(
    start: Starter, environ: dict[str, str]
) -> None:
    environ |= {"DRILLBOOK_HOST": "192.0.2.1", "DRILLBOOK_TRUST_NETWORK": "1"}
    code, _, err = ended(start())
    assert code == 1
    assert err.startswith("drillbook: this machine has no address '192.0.2.1' (")
    assert len(err.splitlines()) == 1


def test_a_service_over_plain_http_works_and_says_what_that_means(
    start: Starter, port: int, environ: dict[str, str]
) -> None:
    environ |= {
        "DRILLBOOK_MODE": "service",
        "DRILLBOOK_PUBLIC_URL": f"http://localhost:{port}",
        "DRILLBOOK_SECRET_KEY": "canary-" + "k" * 32,
    }
    process = start()
    said(process)
    get(port, "/sign-in")
    process.terminate()
    code, _, err = ended(process)
    assert code == 0
    assert "passwords travel unencrypted" in err
    assert "canary" not in err


def test_who_lets_others_in_is_told_what_they_still_need(
    start: Starter, port: int, environ: dict[str, str]
) -> None:
    environ |= {"DRILLBOOK_HOST": "0.0.0.0", "DRILLBOOK_TRUST_NETWORK": "1"}
    process = start()
    said(process)
    process.terminate()
    code, _, err = ended(process)
    assert code == 0
    assert "set DRILLBOOK_PUBLIC_URL to the address that other browsers use" in err


def test_wrong_settings_are_all_said_and_nothing_starts(
    start: Starter, environ: dict[str, str]
) -> None:
    environ |= {"DRILLBOOK_PORT": "x", "DRILLBOOK_HOSTS": "y"}
    code, out, err = ended(start())
    assert (code, out) == (1, "")
    assert "DRILLBOOK_PORT is 'x'" in err
    assert "DRILLBOOK_HOSTS is not a setting" in err
    assert "Traceback" not in err


def test_a_killed_server_leaves_its_port_free(start: Starter, port: int) -> None:
    process = start()
    said(process)
    process.kill()
    assert ended(process)[1] == ""  # when the worker, which holds the pipe too, has ended
    with socket.create_server(("127.0.0.1", port)):
        pass


def test_a_worker_that_is_left_alone_does_not_go_on_for_ever(
    start: Starter, port: int, environ: dict[str, str]
) -> None:
    """Not even for a request that never ends: who would start again finds the port free."""
    begun, begin = os.pipe()
    environ |= {"BEGUN": str(begin), "SECONDS": "100000", "GRACE": "0.1"}
    process = start([sys.executable, "-c", SLOWLY, "serve"], pass_fds=(begin,))
    said(process)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/slow")
    begins(begun)
    process.kill()
    assert ended(process)[1] == ""
    with pytest.raises(ConnectionResetError):
        connection.getresponse()
    connection.close()
    os.close(begun)
    os.close(begin)
