"""The library's commands: build and search."""

import json
import os
import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.words import count
from app.config import Settings
from app.lessons.problems import Severity
from app.services import Library
from app.services.build_library import BuildReport, build_library
from app.services.search_library import PAGE, Hit, search_library

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

# Fewer lessons than these are read before a bar could be seen.
LONG = 20


def build_with_progress(content: Path, target: Path) -> BuildReport:
    """A bar where somebody watches and there is something to wait for."""
    with ExitStack() as stack:
        bar: ProgressBar[int] | None = None

        def progress(done: int, total: int) -> None:
            nonlocal bar
            if bar is None and total >= LONG and sys.stderr.isatty():
                label = "Reading lessons"
                bar = stack.enter_context(
                    click.progressbar(length=total, label=label, file=sys.stderr)
                )
            if bar is not None:
                bar.length = total
                bar.update(done - bar.pos)

        return build_library(content, target, progress)


@click.command()
def build() -> None:
    """Build the library from the content folder; only changed lessons are read again.

    Lessons with errors keep their last good version; the exit code is then 1.

    \b
    Examples:
      drillbook build
      DRILLBOOK_CONTENT=lessons drillbook build
    """
    settings = Settings.from_environment(os.environ)
    report = build_with_progress(settings.content, settings.library_file)
    for problem in report.problems:
        if problem.severity is Severity.ERROR:
            click.echo(problem, err=True)
    cards, lessons = count(report.cards, "card"), count(report.lessons, "lesson")
    click.echo(f"{cards} of {lessons}, {report.parsed} read anew")
    sys.exit(1 if report.errors else 0)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
@click.option(
    "--limit",
    default=PAGE,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="Show at most so many hits.",
)
def search(words: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Search all lessons and cards, best first.

    \b
    Examples:
      drillbook search backend
      drillbook search --json keras.ops
    """
    settings = Settings.from_environment(os.environ)
    build_with_progress(settings.content, settings.library_file)
    page = search_library(Library(settings.library_file), " ".join(words), limit)
    if as_json:
        hits = [{**asdict(hit), "url": _url(hit)} for hit in page.hits]
        click.echo(json.dumps(hits, ensure_ascii=False, indent=2))
        return
    for hit in page.hits:
        section = f" › {hit.section}" if hit.section else ""
        click.echo(f"{hit.course_title} › {hit.track_title}{section}  {_url(hit)}")
        click.echo(f"    {' '.join(hit.snippet.split())}")
    if not page.hits:
        click.echo(f"Nothing found for {page.query!r}.")


def _url(hit: Hit) -> str:
    return f"/courses/{hit.course}/{hit.track}" + (f"#{hit.anchor}" if hit.anchor else "")
