"""The author's commands: new, check, key, diff, cards."""

import json
import os
import sys
from collections import Counter
from pathlib import Path

import click

from app.cli.words import count
from app.config import Settings
from app.lessons.problems import Severity
from app.services.check_content import CheckReport, check_content
from app.services.compare_content import compare_content
from app.services.list_cards import list_cards
from app.services.start_content import start_content
from app.services.write_keys import write_keys

PATH = click.Path(path_type=Path)


def content_folder() -> Path:
    """As it was given, so that problems name paths as their reader would."""
    settings = Settings.from_environment(os.environ)
    try:
        return settings.content.relative_to(Path.cwd())
    except ValueError:
        return settings.content


@click.command()
@click.argument("name", metavar="COURSE|LESSON")
def new(name: str) -> None:
    """Begin a course, or a lesson in one, from a template.

    \b
    Examples:
      drillbook new spanish          content/spanish with a first lesson
      drillbook new spanish/food     the next lesson, content/spanish/02-food.md
    """
    for path in start_content(content_folder(), name):
        click.echo(f"written: {path}")


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
def check(paths: tuple[Path, ...]) -> None:
    """Name every problem of lessons, and say what each lesson gives.

    Exits with 1 if there is an error; warnings alone leave 0.

    \b
    Examples:
      drillbook check                         all courses
      drillbook check content/keras           one course
      drillbook check content/keras/01-*.md   some lessons
    """
    report = check_content(paths or (content_folder(),))
    for problem in report.problems:
        click.echo(problem, err=True)
    for line in _yield_lines(report):
        click.echo(line)
    sys.exit(1 if report.count(Severity.ERROR) else 0)


def _yield_lines(report: CheckReport) -> list[str]:
    lines = []
    for one in report.lessons:
        bare = f"; without a card: {', '.join(one.without_card)}" if one.without_card else ""
        lines.append(
            f"{one.path}: {count(one.sections, 'section')}, {count(one.facts, 'fact')}, "
            f"{count(one.questions, 'question')}, {count(one.cards, 'card')}{bare}"
        )
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    lines.append(f"{count(errors, 'error')}, {count(warnings, 'warning')}")
    return lines


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--check", "only_tell", is_flag=True, help="Only tell what would be written.")
def key(files: tuple[Path, ...], only_tell: bool) -> None:
    """Write the keys that are missing, so that progress survives edits.

    Changes nothing but keys. Every key goes into the course's keys.lock: commit it.
    With --check exits with 1 if something is missing.

    \b
    Examples:
      drillbook key content/keras/01-why-keras.md
      drillbook key --check content/keras
    """
    report = write_keys(files, only_tell=only_tell)
    for problem in report.problems:
        click.echo(problem, err=True)
    for path in report.changed:
        click.echo(f"{'missing in' if only_tell else 'written'}: {path}")
    if report.problems:
        click.echo("drillbook: lessons with errors were left alone", err=True)
    if not report.changed and not report.problems:
        click.echo("all keys are there")
    sys.exit(1 if report.problems or (only_tell and report.changed) else 0)


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
def diff(old: Path, new: Path) -> None:
    """Say what a change of lessons does to learners, before it happens.

    \b
    added     will come up as new cards
    edited    other words, progress kept
    moved     another lesson or section, progress kept
    renamed   looks like a card that is gone: with its old key progress is kept
    retired   asked no more; history kept, and back with the card

    Exits with 1 if a lesson has errors: what it does cannot be told.

    \b
    Examples:
      drillbook diff ../published/content content
      drillbook diff old/keras content/keras
    """
    found = compare_content(old, new)
    for change in found.changes:
        note = f": {change.note}" if change.note else ""
        click.echo(f"{change.what:8} {change.id}{note} ({change.path}:{change.line})")
    counts = Counter(change.what for change in found.changes)
    words = ("added", "edited", "moved", "renamed", "retired")
    click.echo(", ".join(f"{counts[word]} {word}" for word in words))
    for problem in found.problems:
        click.echo(problem, err=True)
    sys.exit(1 if found.problems else 0)


@click.command()
@click.argument("path", required=False, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def cards(path: Path | None, as_json: bool) -> None:
    """Show the cards that lessons give.

    \b
    Examples:
      drillbook cards content/keras/01-why-keras.md
      drillbook cards --json content/keras > cards.json
    """
    found = list_cards([path or content_folder()])
    if as_json:
        click.echo(json.dumps(found.cards, ensure_ascii=False, indent=2))
    else:
        for card in found.cards:
            click.echo(
                f"{card['id']}  {_line(card['prompt_text'])}  →  {_line(card['answer_text'])}"
            )
    for problem in found.problems:
        click.echo(problem, err=True)
    sys.exit(1 if found.problems else 0)


def _line(text: str) -> str:
    return " ".join(text.split())
