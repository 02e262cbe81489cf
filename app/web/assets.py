"""Stylesheets, scripts and the icon: below a version of them all, so kept for a year."""

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request, send_from_directory
from werkzeug.security import safe_join

from app.web.who import open_to_all

TEXTS = (".css", ".js", ".svg")
FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 60 * 60


def attach(app: Flask) -> None:
    app.jinja_env.globals["asset"] = asset
    app.add_url_rule("/static/<version>/<path:name>", "static", open_to_all(_serve))


def asset(name: str) -> str:
    """Not `url_for`: the page for a request with a broken host needs its styles too. The version
    comes before the name, so that a script names another by its place beside itself.
    """
    return f"{request.script_root}/static/{_version()}/{name}"


def _serve(version: str, name: str) -> Response:
    response = served(name)
    if version == _version():
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


def served(name: str) -> Response:
    """By itself for what has to keep its address, and is asked for again each time."""
    if name.endswith(TEXTS):
        response = _packed(name) if request.accept_encodings.quality("gzip") else _plain(name)
        response.vary.add("Accept-Encoding")
    else:
        response = _plain(name)
    return response


def _plain(name: str) -> Response:
    return send_from_directory(FOLDER, name, conditional=True)


def _packed(name: str) -> Response:
    """A third of the bytes, under a tag of its own."""
    path = safe_join(str(FOLDER), name)
    if path is None or not Path(path).is_file():
        abort(404)
    packed = Response(_gzipped(name), mimetype=mimetypes.guess_type(name)[0])
    packed.headers["Content-Encoding"] = "gzip"
    packed.set_etag(f"{_hash(name)}-gzip")
    packed.make_conditional(request)
    return packed


@cache
def _gzipped(name: str) -> bytes:
    return gzip.compress((FOLDER / name).read_bytes(), mtime=0)


@cache
def _version() -> str:
    names = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*"))
    told = "".join(f"{name} {_hash(name)}\n" for name in names)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


@cache
def _hash(name: str) -> str:
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
