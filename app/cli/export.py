"""The command `export`: courses as decks for Anki."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.lessons import content_folder
from app.cli.words import count
from app.config import Settings

if TYPE_CHECKING:
    from app.services.export_deck import ExportedDeck


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
def export(courses: tuple[str, ...], folder: Path) -> None:
    """Write courses as decks for Anki, all of them if none is named.

    Keep the .lock beside its deck: it knows when each note last changed, and an
    update leaves alone what has not.

    \b
    Examples:
      drillbook export              decks/<course>.apkg for every course
      drillbook export keras        one course
      drillbook export -o ~/decks   into another folder
    """
    from app.services.export_deck import export_decks  # other commands need not wait for it to load

    address = Settings.from_environment(os.environ).public_url or ""
    content = content_folder()
    paths = [content / course for course in courses] or [content]
    report = export_decks(paths, folder, int(time.time()), address)
    for problem in report.problems:
        click.echo(problem, err=True)
    for deck in report.decks:
        click.echo(_line(deck))
    sys.exit(1 if report.errors else 0)


def _line(deck: "ExportedDeck") -> str:
    made = f"{count(deck.notes, 'note')}, {count(deck.cards, 'card')}"
    return f"{deck.path}: {made}, {deck.changed} new or changed"
