"""The process that answers, under the one that was started: which of them ends first."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from tests.cli.test_serve import PATIENCE, Starter, end, ended, said
from tests.cli.test_serve import environ as environ
from tests.cli.test_serve import port as port
from tests.cli.test_serve import start as start


def worker_of(process: subprocess.Popen[str]) -> int:
    (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(child)


def has_ended(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_worker_that_hears_of_the_end_before_its_parent_is_no_failure(
    start: Starter, environ: dict[str, str]
) -> None:
    environ["DRILLBOOK_REMINDERS"] = "off"
    process = start()
    said(process)
    worker = worker_of(process)
    process.send_signal(signal.SIGSTOP)
    os.killpg(process.pid, signal.SIGTERM)
    watch = threading.Timer(PATIENCE, end, [process])
    watch.start()
    while not has_ended(worker):
        time.sleep(0.01)
    watch.cancel()
    process.send_signal(signal.SIGCONT)
    assert ended(process) == (0, "", "")


def test_a_worker_that_dies_is_told_of(start: Starter, environ: dict[str, str]) -> None:
    environ["DRILLBOOK_REMINDERS"] = "off"
    process = start()
    said(process)
    os.kill(worker_of(process), signal.SIGKILL)
    said_so = "drillbook: the process that answers has ended by itself\n"
    assert ended(process) == (1, "", said_so)
