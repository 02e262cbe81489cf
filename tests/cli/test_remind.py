"""`drillbook remind` by itself, and beside `drillbook serve`: as long as that, and no longer."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.events import AskedAs, Grade, Reviewed
from app.core.reminders.calendar import Plan
from app.core.reminders.kinds import Kind
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import add_learner
from app.ledger.opening import open_file
from app.ledger.reminder_channels import NewChannel, add_channel
from app.notify.webhook import written_secret
from tests.cli.conftest import Run
from tests.cli.test_serve import COMMAND, Starter, ended
from tests.cli.test_serve import environ as environ
from tests.cli.test_serve import port as port
from tests.cli.test_serve import start as start
from tests.ledger.making import event_id
from tests.receiver import Receiver
from tests.services.numbered import cards, write_numbered

REMIND = [*COMMAND[:-1], "remind"]
# What would run beside it begins with the server: to see none a moment later would prove little.
TELL = [
    sys.executable,
    "-c",
    """
from app.cli.web_server import WebServer
WebServer.serve = lambda server: print("reminds" if server.beside else "reminds not")
from app.cli.main import main
main()
""",
    "serve",
]
# What root may do beyond the rights of a file is more than anybody's service should.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
WITHOUT_RIGHTS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if IS_ROOT else []
NO_SETPRIV = IS_ROOT and shutil.which("setpriv") is None
EVERY_DAY = frozenset(range(7))
PATIENCE = 60.0


def write_ledger(home: Path, url: str) -> None:
    """Three cards have been due for two days; the time chosen is the first minute of the day."""
    now = datetime.now(UTC)
    ledger = open_file(home / "ledger.db")
    ada = add_learner(ledger, "ada", now - timedelta(days=9)).learner_id
    follow_course(ledger, ada, "keras", now - timedelta(days=9))
    at = now - timedelta(days=3)
    answers = [
        Reviewed(event_id(n), card, at, Grade.GOOD, at, at.date(), "UTC", 1_000, AskedAs.REVIEW)
        for n, card in enumerate(cards(0, 3))
    ]
    record(ledger, ada, answers, now)
    plan = Plan(EVERY_DAY, datetime.min.time())
    hook = NewChannel(Kind.WEBHOOK, url, plan, {"secret": written_secret(b"s" * 24)})
    yesterday = now - timedelta(days=1)
    add_channel(ledger, ada, "c1", hook, yesterday, confirmed=True)
    ledger.close()


@pytest.fixture
def reminded(run: Run, tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> Run:
    write_numbered(tmp_path / "content")
    write_ledger(tmp_path / "home", receiver.url)
    monkeypatch.setenv("DRILLBOOK_OUTBOUND_ALLOW", receiver.pair)
    return run


def test_once_sends_what_is_to_be_sent_and_says_so(reminded: Run, receiver: Receiver) -> None:
    first, again = reminded("remind", "--once"), reminded("remind", "--once")
    assert (first.exit_code, first.stderr) == (0, "drillbook: reminders: 1 sent\n")
    assert (again.exit_code, again.stderr) == (0, "")
    (taken,) = receiver.taken
    assert json.loads(taken.body)["data"]["count"] == 3


def test_a_dry_run_tells_who_would_get_what_and_sends_nothing(
    reminded: Run, receiver: Receiver
) -> None:
    told = reminded("remind", "--dry-run").stdout
    on = datetime.now(UTC).date()
    line = f"ada  webhook {receiver.url}  {on} 00:00 UTC  3 cards"
    assert told.splitlines() == [line, "1 reminder would be sent, 0 not"]
    assert not receiver.taken
    reminded("remind", "--once")
    told = json.loads(reminded("remind", "--dry-run", "--json").stdout)
    assert (told["learner"], told["cards"]) == ("ada", None)
    assert told["why_not"] == "one was sent for this day"


def test_of_what_is_tried_again_a_dry_run_says_so_and_why(
    reminded: Run, receiver: Receiver
) -> None:
    receiver.status = 500
    reminded("remind", "--once")
    told = json.loads(reminded("remind", "--dry-run", "--json").stdout)
    assert told["why_not"] == "it waits to be sent again: the receiver answered 500"


def test_what_does_not_go_together_is_refused(run: Run) -> None:
    refused = run("remind", "--json")
    assert refused.exit_code == 2
    assert "--json goes with --dry-run" in refused.stderr


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_on_until_it_is_told_to_stop(
    start: Starter,
    environ: dict[str, str],
    tmp_path: Path,
    receiver: Receiver,
    sign: signal.Signals,
) -> None:
    write_ledger(tmp_path / "home", receiver.url)
    write_numbered(tmp_path / "content")
    environ["DRILLBOOK_OUTBOUND_ALLOW"] = receiver.pair
    process = start(REMIND)
    until(lambda: len(receiver.taken) == 1)
    os.killpg(process.pid, sign)
    code, out, err = ended(process)
    assert (code, out, err) == (0, "", "drillbook: reminders: 1 sent\n")


@pytest.mark.parametrize("words", [[], ["--once"]])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_sends_to_its_end_what_is_being_sent(
    start: Starter,
    environ: dict[str, str],
    tmp_path: Path,
    receiver: Receiver,
    sign: signal.Signals,
    words: list[str],
) -> None:
    """Killed in the midst of it, it would come once more."""
    write_ledger(tmp_path / "home", receiver.url)
    write_numbered(tmp_path / "content")
    environ["DRILLBOOK_OUTBOUND_ALLOW"] = receiver.pair
    receiver.holds = ("/hooks/7",)
    process = start([*REMIND, *words])
    until(lambda: receiver.waiting == 1)
    os.killpg(process.pid, sign)
    receiver.released.set()
    assert ended(process) == (0, "", "drillbook: reminders: 1 sent\n")
    assert len(receiver.taken) == 1


def test_serving_reminds_too_and_stops_with_it(
    start: Starter, environ: dict[str, str], tmp_path: Path, receiver: Receiver
) -> None:
    write_ledger(tmp_path / "home", receiver.url)
    write_numbered(tmp_path / "content")
    environ["DRILLBOOK_OUTBOUND_ALLOW"] = receiver.pair
    process = serving(start)
    until(lambda: len(receiver.taken) == 1)
    os.killpg(process.pid, signal.SIGINT)
    assert ended(process) == (0, "", "drillbook: reminders: 1 sent\n")


def test_it_is_started_again_when_it_dies(start: Starter) -> None:
    process = serving(start)
    until(lambda: bool(beside(process)))
    (first,) = beside(process)
    os.kill(first, signal.SIGKILL)
    until(lambda: first not in (there := beside(process)) and bool(there))
    process.terminate()
    code, _, err = ended(process)
    assert (code, len(err.splitlines())) == (0, 1)
    assert err.startswith("drillbook: the process that reminds has died (-9)")


def test_it_does_not_outlive_a_server_that_was_killed(start: Starter) -> None:
    process = serving(start)
    until(lambda: bool(beside(process)))
    (child,) = beside(process)
    process.kill()
    until(lambda: not is_alive(child))


@pytest.mark.parametrize(("chosen", "told"), [("on", "reminds\n"), ("off", "reminds not\n")])
def test_there_is_none_where_others_remind(
    start: Starter, environ: dict[str, str], chosen: str, told: str
) -> None:
    environ["DRILLBOOK_REMINDERS"] = chosen
    assert ended(start(TELL)) == (0, told, "")


def test_nothing_is_sent_from_a_ledger_that_can_only_be_read(
    reminded: Run, receiver: Receiver, tmp_path: Path
) -> None:
    break_ledger(tmp_path / "home")
    refused = reminded("remind", "--once")
    assert refused.exit_code == 1
    assert "the ledger can only be read" in refused.stderr
    assert not receiver.taken


@pytest.mark.skipif(NO_SETPRIV, reason="root may write whatever it wants")
def test_what_may_not_be_written_is_said_with_its_place_until_it_is_mended(
    start: Starter, environ: dict[str, str], tmp_path: Path, receiver: Receiver
) -> None:
    write_numbered(tmp_path / "content")
    write_ledger(tmp_path / "home", receiver.url)
    environ["DRILLBOOK_OUTBOUND_ALLOW"] = receiver.pair
    assert ended(start([*COMMAND[:-1], "build"]))[0] == 0
    (tmp_path / "home" / "ledger.db").chmod(0o444)
    told = "look at the rights of DRILLBOOK_HOME and of all `ledger.db*` in it"
    once = [*WITHOUT_RIGHTS, *REMIND, "--once"]
    said = f"drillbook: the ledger may not be written ({told})\n"
    assert ended(start(once)) == (1, "", said)
    for each in (tmp_path / "home").glob("ledger.db*"):
        each.chmod(0o600)
    assert ended(start(once))[0] == 0
    assert len(receiver.taken) == 1


def test_where_the_ledger_can_only_be_read_nobody_reminds_beside_the_server(
    start: Starter, tmp_path: Path, receiver: Receiver
) -> None:
    write_ledger(tmp_path / "home", receiver.url)
    break_ledger(tmp_path / "home")
    assert ended(start(TELL))[:2] == (0, "reminds not\n")


def break_ledger(home: Path) -> None:
    """Some pages of it are not as SQLite wrote them."""
    path = home / "ledger.db"
    was = path.read_bytes()
    middle = len(was) // 2 // 4096 * 4096
    path.write_bytes(was[:middle] + b"x" * 8192 + was[middle + 8192 :])


def serving(start: Starter) -> "subprocess.Popen[str]":
    process = start()
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Drillbook is at ")
    return process


def beside(process: "subprocess.Popen[str]") -> list[int]:
    """Begun anew, where the web worker is forked."""
    return [
        pid
        for pid in (int(each.name) for each in Path("/proc").glob("[0-9]*"))
        if parent_of(pid) == process.pid and b"remind_beside" in line_of(pid)
    ]


def parent_of(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def line_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def is_alive(pid: int) -> bool:
    return b"remind_beside" in line_of(pid)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
