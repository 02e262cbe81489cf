"""Web processes that take pupils' answers while reminders are sent from the same ledger."""

import http.client
import io
import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime

from werkzeug.serving import make_server

from app.config import Settings
from app.wiring import create_web_app
from tests.ledger.making import event_id
from tests.web.visitors import SERVICE

LOCALHOST = "127.0.0.1"
HOST = "drill.example.org"
BUSY = 503


def apart(work: Callable[[], None]) -> int:
    """A process for it, forked: that costs milliseconds and not a start of Python."""
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        except Exception:  # noqa: BLE001  it must never go on as a second parent
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(1)
    return process


def serve(settings: Settings, now: datetime) -> tuple[int, int]:
    """The process, and its port, which takes requests from now on."""
    listening = socket.create_server((LOCALHOST, 0), backlog=128)
    port = listening.getsockname()[1]

    def work() -> None:
        app = create_web_app(settings, lambda: now)
        sys.stderr = io.StringIO()  # for its log; a fault shows in its answer
        handle = listening.fileno()
        make_server(LOCALHOST, port, app, threaded=True, fd=handle).serve_forever()

    process = apart(work)
    listening.close()
    return process, port


def stop(processes: Iterable[int]) -> None:
    for process in processes:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)


def answer_all(ports: list[int], tokens: list[str], card: str, at: datetime) -> None:
    """Each pupil answers that card once, over one web process after the other. As a device would,
    they send it again where the ledger was busy.
    """
    lines = [http.client.HTTPConnection(LOCALHOST, port) for port in ports]
    for number, token in enumerate(tokens):
        event = {
            "id": event_id(1_000 + number),
            "type": "reviewed",
            "card_id": card,
            "grade": "good",
            "answered_at": at.isoformat(),
            "elapsed_ms": 4_000,
        }
        line = lines[number % len(lines)]
        headers = {
            "Host": HOST,
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }
        status = BUSY
        while status == BUSY:
            line.request("POST", "/api/v1/reviews", json.dumps({"events": [event]}), headers)
            reply = line.getresponse()
            status, said = reply.status, reply.read()
        (result,) = json.loads(said)["results"]
        assert result["status"] == "recorded", said


def service(**more: object) -> Settings:
    return Settings(**(SERVICE | more))  # type: ignore[arg-type]
