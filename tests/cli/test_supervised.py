"""The process beside the server, where the machine itself will not start it."""

import errno
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app.cli.supervised
from app.cli.supervised import Supervised


def refusing_once(real: Callable[..., Any]) -> Callable[..., Any]:
    refused: list[bool] = []

    def start(*words: Any, **more: Any) -> Any:
        if not refused:
            refused.append(True)
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return real(*words, **more)

    return start


def test_where_there_is_no_room_for_it_it_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(app.cli.supervised, "FIRST_WAIT_SECONDS", 0.01)
    monkeypatch.setattr(subprocess, "Popen", refusing_once(subprocess.Popen))
    beside = Supervised(f"open({str(tmp_path / 'lived')!r}, 'w')")
    beside.start()
    beside.wait(60)
    told = "drillbook: the process that reminds did not start: Resource temporarily unavailable; "
    assert capsys.readouterr().err == f"{told}it starts again\n"
    assert (tmp_path / "lived").exists()
