"""Content in, library out."""

from pathlib import Path

from app.library.build import BuildReport as BuildReport
from app.library.build import build
from app.library.parsing import Progress as Progress


def build_library(content: Path, target: Path, progress: Progress | None = None) -> BuildReport:
    return build(content, target, progress)
