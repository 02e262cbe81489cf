"""What the operating system was told before an answer was acknowledged, call by call."""

import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ACKNOWLEDGED = 1_000 if os.environ.get("PROVE") else 100
STRACE = ["strace", "-f", "-y", "-qq", "-e", "trace=fdatasync,fsync,write,pwrite64"]
# On the way to the file: `pwrite64(5</tmp/ledger.db-wal>, …) = 4096`, `fdatasync(5<…>) = 0`.
CALL = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<handle>\d+)<(?P<file>[^>]*)>(?P<rest>.*)")


@pytest.fixture
def strace() -> list[str]:
    program = shutil.which("strace")
    tried = program and subprocess.run(
        [program, "-f", "-o", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    if tried and tried.returncode == 0:
        return STRACE
    why = f"strace cannot trace here: {tried.stderr.strip()}" if tried else "there is no strace"
    warnings.warn(f"not proved that every answer is synced: {why}", stacklevel=1)
    pytest.skip(why)


@pytest.mark.filterwarnings("default:not proved")
def test_every_answer_is_on_the_disk_before_it_is_acknowledged(
    strace: list[str], ledger_file: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    program = [sys.executable, "-m", "tests.faults.acknowledge", ledger_file, str(ACKNOWLEDGED)]
    ran = subprocess.run(
        [*strace, "-o", trace, *program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split()[1::2] == [str(n) for n in range(1, ACKNOWLEDGED + 1)]
    assert unsynced(trace.read_text().splitlines()) == []


def unsynced(lines: Iterable[str]) -> list[str]:
    """Acknowledgements before which the log was not written, or not synced after its writing."""
    written = synced = False
    faults, acknowledged = [], 0
    for line in lines:
        call = CALL.match(line)
        if not call:
            continue
        name, file = call["name"], call["file"]
        if file.endswith("-wal"):
            if name == "pwrite64":
                written, synced = True, False
            elif name in ("fdatasync", "fsync") and call["rest"].rstrip().endswith("= 0"):
                synced = True
        elif call["handle"] == "1" and '"safe ' in call["rest"]:
            acknowledged += 1
            if not (written and synced):
                faults.append(line)
            written = synced = False
    return faults if acknowledged == ACKNOWLEDGED else [*faults, f"{acknowledged} were seen"]


def test_the_watcher_sees_an_answer_that_was_not_synced() -> None:
    """So that the proof above is one."""
    wrote = "9 pwrite64(5</l.db-wal>, x, 4096, 0) = 4096"
    sync = "9 fdatasync(5</l.db-wal>) = 0"
    told = '9 write(1<pipe:[7]>, "safe 1\\n", 7) = 7'
    good = [wrote, sync, told] * (ACKNOWLEDGED - 1)
    assert unsynced([*good, wrote, sync, told]) == []
    assert unsynced([*good, wrote, told]) == [told]
    assert unsynced([*good, sync, wrote, told]) == [told]
    assert unsynced([*good, sync, told]) == [told]
    assert unsynced(good) == [f"{ACKNOWLEDGED - 1} were seen"]
