"""Real Chromium before the real application."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from app.config import Settings
from app.services.build_library import build_library
from app.web.parts import NAME
from app.wiring import create_web_app
from tests.web.sample import write_course


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_course(tmp_path / "content")
    return tmp_path / "content"


class Quiet(WSGIRequestHandler):
    def log_request(self, *_: Any) -> None:
        """Our own line is enough."""


@pytest.fixture
def site(tmp_path: Path, content: Path) -> Iterator[str]:
    settings = Settings(home=tmp_path / "home", content=content)
    build_library(settings.content, settings.library_file)
    app = create_web_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()
    app.extensions[NAME].ledger.close()


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
