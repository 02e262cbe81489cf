"""The command `export`: courses as decks for Anki."""

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli import receipt
from app.cli.lessons import content_folder
from app.cli.open_ledger import ledger_in_use, the_time
from app.cli.words import count
from app.config import Settings
from app.core.errors import DrillbookError

if TYPE_CHECKING:
    from app.services.export_deck import ExportedDeck, ExportReport
    from app.services.export_progress import ProgressReport


@click.command()
@click.argument("courses", metavar="[COURSE]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    default="decks",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the decks and their locks are kept.",
)
@click.option("--learner", "name", metavar="NAME", help="Whose progress is to go along.")
def export(courses: tuple[str, ...], folder: Path, name: str | None) -> None:
    """Write courses as decks for Anki, all of them if none is named.

    Keep the .lock beside its deck: it knows when each note last changed, and an
    update leaves alone what has not.

    With --learner, schedules, suspended cards and all answers go along, into
    <course>.<learner>.apkg beside the plain deck. If no course is named, it is
    those that the learner follows.

    \b
    Examples:
      drillbook export                      decks/<course>.apkg for every course
      drillbook export keras                one course
      drillbook export -o ~/decks           into another folder
      drillbook export keras --learner ada  decks/keras.ada.apkg, with progress
    """
    if name is None:
        _export(courses, folder)
    else:
        _export_with_progress(courses, folder, name)


def _export(courses: tuple[str, ...], folder: Path) -> None:
    from app.services.export_deck import export_decks  # other commands need not wait for it to load

    content = content_folder()
    paths = [content / course for course in courses] or [content]
    report = export_decks(paths, folder, folder, int(time.time()), _address())
    _tell(report, [_line(deck) for deck in report.decks])


def _line(deck: "ExportedDeck") -> str:
    made = f"{count(deck.notes, 'note')}, {count(deck.cards, 'card')}"
    return f"{deck.path}: {made}, {deck.changed} new or changed"


def _export_with_progress(courses: tuple[str, ...], folder: Path, name: str) -> None:
    from app.services import manage_learners as learners
    from app.services.export_progress import export_progress

    content = content_folder()
    with ledger_in_use() as ledger:
        learner = learners.get_learner(ledger, name)
        chosen = courses or _still_there(content, learners.followed_courses(ledger, learner))
        if not chosen:
            raise DrillbookError(f"{name} follows no course", "name one")
        paths = [content / course for course in chosen]
        report = export_progress(ledger, learner, paths, folder, folder, the_time(), _address())
    _tell(report, [line for deck in report.decks for line in receipt.lines(deck)])


def _still_there(content: Path, followed: Iterable[str]) -> list[str]:
    """One that was taken away is no reason to keep the others back."""
    found = []
    for course in followed:
        if (content / course).is_dir():
            found.append(course)
        else:
            click.echo(f"{course}: no longer in {content.as_posix()}, left out", err=True)
    return found


def _tell(report: "ExportReport | ProgressReport", lines: Iterable[str]) -> None:
    for problem in report.problems:
        click.echo(problem, err=True)
    for line in lines:
        click.echo(line)
    sys.exit(1 if report.errors else 0)


def _address() -> str:
    return Settings.from_environment(os.environ).public_url or ""
