"""Reads a dataclass of settings from environment variables: each field says how, in `about`."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.casts import Unfit
from app.core.errors import DrillbookError

PREFIX = "DRILLBOOK_"


def about(
    cast: Callable[[str], Any], description: str, default: str = "", secret: bool = False
) -> dict[str, Any]:
    """`default` words a default that depends on the machine, for the reference table."""
    return {"cast": cast, "description": description, "default": default, "secret": secret}


def variable(name: str) -> str:
    return PREFIX + name.upper()


def reference(settings: type[Any]) -> Iterator[tuple[str, str, str]]:
    """Every variable, its default and what it is for: the rows of docs/settings.md."""
    for each in fields(settings):
        about = each.metadata
        yield variable(each.name), about["default"] or f"`{each.default}`", about["description"]
        if about["secret"]:
            yield f"{variable(each.name)}_FILE", "none", "A file that holds the secret above."


def read(settings: type[Any], environ: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """What is set, and every problem with it."""
    problems = list(_strangers(settings, environ))
    given: dict[str, Any] = {}
    for each in fields(settings):
        try:
            given.update(_read(environ, each.name, each.metadata))
        except DrillbookError as problem:
            problems.append(str(problem))
    return given, problems


def _strangers(settings: type[Any], environ: Mapping[str, str]) -> Iterator[str]:
    known = [name for name, *_ in reference(settings)]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, 1, cutoff=0)
            yield f"{name} is not a setting (the nearest is {nearest[0]})"


def _read(environ: Mapping[str, str], name: str, about: Mapping[str, Any]) -> dict[str, Any]:
    text = _text(environ, variable(name), about["secret"])
    if text is None:
        return {}
    try:
        return {name: about["cast"](text)}
    except Unfit as unfit:
        said = f"has {len(text.encode())} bytes" if about["secret"] else f"is {text!r}"
        raise DrillbookError(f"{variable(name)} {said}: expected {unfit}") from None


def _text(environ: Mapping[str, str], name: str, secret: bool) -> str | None:
    file = environ.get(f"{name}_FILE") if secret else None
    if file is None:
        return environ.get(name)
    if name in environ:
        raise DrillbookError(f"{name} and {name}_FILE are both set: expected only one of them")
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "is not UTF-8 text"
        expected = "expected a file that can be read"
        raise DrillbookError(f"{name}_FILE is {file!r}: {expected} ({why})") from None
