"""The application under the servers that people run it with."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.validate import validator

import pytest
from flask import Flask
from werkzeug.serving import make_server as make_werkzeug_server

from app.config import Settings
from app.services.build_library import build_library
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.web.sample import write_course

ROOT = Path(__file__).parents[1]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Our own line is enough."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_course(tmp_path / "content")
    settings = Settings(home=tmp_path / "home", content=tmp_path / "content")
    build_library(settings.content, settings.library_file)
    return settings


@pytest.fixture
def made(settings: Settings) -> Iterator[Flask]:
    made = create_web_app(settings)
    yield made
    made.extensions[NAME].ledger.close()


def test_it_keeps_to_the_letter_of_wsgi(made: Flask) -> None:
    app = validator(made)
    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        for address in ("/courses/rivers/springs", "/static/0/base.css", "/search?q=spring"):
            with urlopen(f"http://127.0.0.1:{server.server_port}{address}") as reply:
                assert reply.status == 200
                assert reply.read()
        server.shutdown()
        serving.join()


def test_it_runs_under_werkzeug(made: Flask) -> None:
    server = make_werkzeug_server("127.0.0.1", 0, made, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    with urlopen(f"http://127.0.0.1:{server.server_port}/courses") as reply:
        assert b"Rivers" in reply.read()
    server.shutdown()
    serving.join()
    server.server_close()


def test_any_server_can_load_it_by_its_name(settings: Settings, tmp_path: Path) -> None:
    program = (
        "from wsgi import app; "
        "reply = app.test_client().get('/courses'); "
        "print(reply.status_code, 'Rivers' in reply.text)"
    )
    environ = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    environ |= {"DRILLBOOK_HOME": str(settings.home), "DRILLBOOK_CONTENT": str(settings.content)}
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environ, capture_output=True, text=True
    )
    assert ran.stdout == "200 True\n", ran.stderr
