"""The layers and their one direction: core <- lessons and stores <- services <- edges."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.imports import modules

ROOT = Path(__file__).parents[1]

STORES = {"library", "ledger", "anki", "notify"}
EDGE = {"core", "lessons", "services", "config", "wiring"}
MAY_IMPORT = {
    "core": set[str](),
    "casts": set(),
    "environment": {"core", "casts"},
    "key_file": {"core"},
    "config": {"core", "casts", "environment"},
    "lessons": {"core"},
    "library": {"core", "lessons"},
    "ledger": {"core"},
    "anki": {"core", "lessons"},
    "notify": {"core"},
    "services": {"core", "lessons"} | STORES,
    "web": EDGE,
    "cli": EDGE | {"jobs"},
    "jobs": EDGE,
}
EVERYTHING = set(MAY_IMPORT)
MAY_IMPORT["wiring"] = EVERYTHING

EDGES = {"web", "cli", "jobs"}
HOMES = {
    "sqlite_utils": {"library"},
    "markdown_it": {"lessons"},
    "genanki": {"anki"},
    "apsw": {"anki"},
    "flask": EDGES,
    "click": EDGES,
    "fsrs_rs_python": {"core"},
    "email_validator": {"notify"},
    "itsdangerous": {"services"},
    "smtplib": {"notify"},
    "apscheduler": {"jobs"},
    "h11": {"notify"},
    "cryptography": {"notify"},
}


def faults(root: Path) -> Iterator[str]:
    for module in modules(root / "app", root):
        layer = module.name.split(".")[1] if "." in module.name else ""
        if layer and layer not in MAY_IMPORT:
            yield f"{module.name} stands in no layer"
            continue
        for line, imported in module.imports():
            top, _, rest = imported.partition(".")
            target = rest.partition(".")[0]
            if top == "app" and target != layer and target not in MAY_IMPORT.get(layer, set()):
                yield f"{module.name}:{line} imports {imported}"
            elif top in HOMES and layer not in HOMES[top] | {"wiring"}:
                yield f"{module.name}:{line} imports {imported}, at home in {sorted(HOMES[top])}"


def test_every_import_follows_the_layers() -> None:
    assert not list(faults(ROOT))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("core/cards.py", "from app.lessons import parse"),
        ("core/cards.py", "import app.lessons.parse"),
        ("core/cards.py", "from ..lessons import parse"),
        ("core/deep/cards.py", "def late():\n    from ...services import build"),
        ("lessons/parse.py", "from app import library"),
        ("library/shelf.py", "from app.ledger.append import append"),
        ("library/shelf.py", "from app.services.build import build"),
        ("ledger/append.py", "from app.lessons.parse import parse"),
        ("services/build.py", "from app.web.pages import pages"),
        ("services/build.py", "from app.config import Config"),
        ("services/build.py", "from app.wiring import Wiring"),
        ("web/pages.py", "from app.library.shelf import Library"),
        ("web/pages.py", "from app.cli.main import main"),
        ("cli/main.py", "import app.ledger"),
        ("config.py", "from app.services import build"),
        ("web/pages.py", "import sqlite_utils"),
        ("services/build.py", "from flask import current_app"),
        ("helpers/text.py", ""),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, path: str, line: str) -> None:
    file = tmp_path / "app" / path
    file.parent.mkdir(parents=True)
    file.write_text(line, encoding="utf-8")
    assert len(list(faults(tmp_path))) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("core/cards.py", "from .errors import NotFound"),
        ("library/__init__.py", "from .shelf import Library"),
        ("library/shelf.py", "import sqlite_utils\nfrom app.lessons.parse import parse"),
        ("services/build.py", "from app.library.shelf import Library"),
        ("web/pages.py", "from app.services.build import build\nfrom app.config import Config"),
        ("wiring.py", "from app.web.pages import pages\nfrom app.library.shelf import Library"),
    ],
)
def test_a_right_import_is_not(tmp_path: Path, path: str, line: str) -> None:
    file = tmp_path / "app" / path
    file.parent.mkdir(parents=True)
    file.write_text(line, encoding="utf-8")
    assert not list(faults(tmp_path))


def test_the_package_itself_is_empty() -> None:
    assert not (ROOT / "app" / "__init__.py").read_text(encoding="utf-8").strip()


def test_the_core_brings_nothing_with_it() -> None:
    names = [module.name for module in modules(ROOT / "app" / "core", ROOT)]
    names.remove("app.core.fsrs")  # loaded for those who chose it only
    program = (
        f"import sys; before = set(sys.modules); import {', '.join(names)}; "
        "tops = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(tops - sys.stdlib_module_names - {'app'}))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []
