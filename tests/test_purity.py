"""Same arguments, same value: no clock, dice, file or screen in the core, none of the first two
in the lessons."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.imports import Module, modules

ROOT = Path(__file__).parents[1]

CLOCK_AND_DICE = {"time", "random", "secrets", "uuid", "sched"}
CORE_MAY_USE = {
    "abc", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "hashlib", "heapq", "itertools", "json", "math", "operator", "re", "string",
    "types", "typing", "unicodedata", "zoneinfo",
}  # fmt: skip
ENGINES = {"app.core.fsrs": {"fsrs_rs_python"}}
WORLD = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint", "hash"}
NOW = {"now", "utcnow", "today"}


def clock_readings(module: Module) -> Iterator[str]:
    """`datetime.now` in any dress, called or passed on; a value's own field `now` is none."""
    dates = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if "datetime" in (getattr(node, "module", None), alias.name)
    }
    called = {node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in NOW:
            owner = ast.unparse(node.value)
            if node in called or owner.partition(".")[0] in dates:
                yield f"{module.name}:{node.lineno} reads {owner}.{node.attr}"


def impurities(module: Module, *, strict: bool) -> Iterator[str]:
    """Strict is the core's rule: of the standard library only what computes."""
    for line, imported in module.imports():
        top = imported.partition(".")[0]
        allowed = CORE_MAY_USE | {"app"} | ENGINES.get(module.name, set())
        if top in CLOCK_AND_DICE or (strict and top not in allowed):
            yield f"{module.name}:{line} imports {imported}"
    for node in ast.walk(module.tree):
        if strict and isinstance(node, ast.Name) and node.id in WORLD:
            yield f"{module.name}:{node.lineno} uses {node.id}"
    yield from clock_readings(module)


@pytest.mark.parametrize(("folder", "strict"), [("core", True), ("lessons", False)])
def test_the_layer_is_pure(folder: str, strict: bool) -> None:
    found = [
        fault
        for module in modules(ROOT / "app" / folder, ROOT)
        for fault in impurities(module, strict=strict)
    ]
    assert not found


def sample(text: str) -> Module:
    return Module(Path("sample.py"), "sample", ast.parse(text))


ANYWHERE = [
    "import time",
    "import random",
    "from random import choice",
    "import uuid as ids",
    "from secrets import token_hex",
    "from datetime import datetime\nat = datetime.now()",
    "from datetime import datetime as dt\nclock = dt.utcnow",
    "from datetime import date\nday = date.today()",
    "import datetime\nat = datetime.datetime.now(datetime.UTC)",
]
IN_THE_CORE = [
    "import os",
    "from pathlib import Path",
    "import sqlite3",
    "import html",
    "import flask",
    "import fsrs_rs_python",
    "def late():\n    import sys",
    "open('x')",
    "print('x')",
    "show = print",
    "order = hash('x')",
]


@pytest.mark.parametrize("text", ANYWHERE + IN_THE_CORE)
def test_an_impurity_of_the_core_is_found(text: str) -> None:
    assert list(impurities(sample(text), strict=True))


@pytest.mark.parametrize("text", ANYWHERE)
def test_an_impurity_of_the_lessons_is_found(text: str) -> None:
    assert list(impurities(sample(text), strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\nday = date(2025, 1, 1)",
        "def step(state, now):\n    return state.seen_at <= now",
        "def step(moment):\n    return moment.today",
        "from app.core.errors import NotFound",
    ],
)
def test_what_is_given_is_no_impurity(text: str) -> None:
    assert not list(impurities(sample(text), strict=True))


def test_what_the_core_may_use_is_all_standard_library() -> None:
    assert sys.stdlib_module_names >= CORE_MAY_USE
