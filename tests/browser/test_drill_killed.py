"""The server is killed in mid-sitting, or its disk is full: the learner goes on all the while."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.services.open_ledger import open_ledger
from tests.browser.drilling import LONGEST_WAIT_MS, Drill, Log, device
from tests.ports import held_port

COMMAND = [sys.executable, "-c", "from app.cli.main import main; main()", "serve"]


class Serving:
    """`drillbook serve`, always at the same address."""

    def __init__(self, home: Path, content: Path, port: int) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.ledger = home / "ledger.db"
        self.environ = os.environ | {
            "DRILLBOOK_HOME": str(home),
            "DRILLBOOK_CONTENT": str(content),
            "DRILLBOOK_PORT": str(port),
        }

    def start(self) -> None:
        self.process = subprocess.Popen(COMMAND, env=self.environ)
        patience = time.monotonic() + 120
        while self.process.poll() is None and time.monotonic() < patience:
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
        self.kill()
        raise AssertionError("it did not start")

    def limit_files(self, most: int) -> None:
        """Of no byte: what was written stays, nothing more can be, as on a full disk."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for worker in children.read_text().split():
            resource.prlimit(int(worker), resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def serving(tmp_path: Path, content: Path) -> Iterator[Serving]:
    with held_port() as port:
        serving = Serving(tmp_path / "home", content, port)
        serving.start()
        yield serving
        serving.kill()


@pytest.fixture
def drill(browser: Browser, serving: Serving) -> Iterator[Drill]:
    with device(browser, serving.address) as page:
        page.goto("/")
        page.get_by_role("button", name="Start with the first section").click()
        page.wait_for_url("**/drill**")
        ledger = open_ledger(serving.ledger)
        yield Drill(page, Log(ledger)).ready()
        ledger.close()


def test_a_killed_server_loses_no_answer(drill: Drill, serving: Serving) -> None:
    drill.answer().answer().settled()
    serving.kill()
    drill.answer("1", "forgot").answer()
    drill.says("2 answers are kept here")
    serving.start()
    drill.says("Sent.", LONGEST_WAIT_MS).settled()
    drill.answer().settled()


def test_a_full_disk_is_told_of_until_there_is_room(drill: Drill, serving: Serving) -> None:
    drill.answer().settled()
    serving.limit_files(0)
    drill.answer("1", "forgot").answer()
    drill.says("could not be saved: the disk of the server is full")
    assert drill.log.answers() == drill.given[:1]
    serving.limit_files(resource.RLIM_INFINITY)
    drill.says("Sent.", LONGEST_WAIT_MS).settled()
    drill.answer().settled()
