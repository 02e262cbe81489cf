"""Real Chromium before the real application."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from app.config import Settings
from app.services.build_library import build_library
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.mail_server import MailServer
from tests.web.sample import write_course

LOCALHOST = "127.0.0.1"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_course(tmp_path / "content")
    return tmp_path / "content"


class Quiet(WSGIRequestHandler):
    def log_request(self, *_: Any) -> None:
        """Our own line is enough."""


@contextmanager
def served(app: Flask, listening: socket.socket | None = None) -> Iterator[str]:
    """On a port that the system chooses, or on one that had to be known before."""
    port, handle = (listening.getsockname()[1], listening.fileno()) if listening else (0, None)
    server = make_server(LOCALHOST, port, app, threaded=True, request_handler=Quiet, fd=handle)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://{LOCALHOST}:{server.port}"
    finally:  # a test that fails must not leave a thread for which the whole run waits
        server.shutdown()
        serving.join()
        server.server_close()
        app.extensions[NAME].ledger.close()


@pytest.fixture
def site(tmp_path: Path, content: Path) -> Iterator[str]:
    settings = Settings(home=tmp_path / "home", content=content)
    build_library(settings.content, settings.library_file)
    with served(create_web_app(settings)) as address:
        yield address


@pytest.fixture
def school(tmp_path: Path, content: Path, mail_server: MailServer) -> Iterator[str]:
    """A service where anybody may sign up; its mail arrives in `postbox`."""
    with socket.create_server((LOCALHOST, 0)) as listening:
        settings = Settings(
            home=tmp_path / "home",
            content=content,
            mode="service",
            sign_up="open",
            public_url=f"http://{LOCALHOST}:{listening.getsockname()[1]}",
            secret_key=b"k" * 32,
            smtp_url=mail_server.url,
            mail_from="drillbook@school.example",
        )
        build_library(settings.content, settings.library_file)
        with served(create_web_app(settings), listening) as address:
            yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A desktop's window; anything that the browser complains of fails the test."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert not complaints
