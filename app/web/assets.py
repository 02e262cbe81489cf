"""Stylesheets, scripts and the icon: named with a hash of their content, so kept for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from app.web.who import open_to_all

FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 60 * 60


def attach(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset
    app.add_url_rule("/static/<path:name>", "static", open_to_all(_serve))


def asset(name: str) -> str:
    """Not `url_for`: the page for a request with a broken host needs its styles too."""
    return f"{request.script_root}/static/{name}?v={_hash(name)}"


def _serve(name: str) -> Response:
    response = send_from_directory(FOLDER, name, conditional=True)
    if request.args.get("v") == _hash(name):
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@cache
def _hash(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
