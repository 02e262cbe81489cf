"""The commands about who learns: add, list, show, passwd, remove (export, import: archive.py)."""

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from app.cli.open_ledger import ledger_in_use, the_time
from app.cli.words import count
from app.config import Settings

if TYPE_CHECKING:
    from app.services.manage_learners import Learner


@click.group()
def learner() -> None:
    """Add, show and remove learners; the first one is the operator.

    \b
    Examples:
      drillbook learner add ada
      drillbook learner list
    """


@learner.command()
@click.argument("name")
@click.option("--zone", help="Time zone, such as Europe/Paris; UTC if not given.")
@click.option("--course", "courses", multiple=True, help="A course to follow; may be repeated.")
def add(name: str, zone: str | None, courses: tuple[str, ...]) -> None:
    """Add a learner.

    \b
    Examples:
      drillbook learner add ada --course keras
      drillbook learner add grace --zone America/New_York
    """
    from app.services import manage_learners as learners

    if courses:
        _require_courses(courses)
    with ledger_in_use() as ledger:
        added = learners.add_learner(ledger, name, the_time(), zone)
        for course in courses:
            learners.follow_course(ledger, added, course, the_time())
    click.echo(f"added: {added.name}{', operator' if added.is_operator else ''}")


def _require_courses(courses: tuple[str, ...]) -> None:
    """Of the lessons as they are now: nobody needs to have built the library before."""
    from app.services import Library
    from app.services.follow_course import require_courses
    from app.services.refresh_library import Freshness

    settings = Settings.from_environment(os.environ)
    Freshness(settings.content, settings.library_file).refresh()
    require_courses(Library(settings.library_file).now(), courses)


@learner.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def list_(as_json: bool) -> None:
    """List the learners.

    \b
    Examples:
      drillbook learner list
      drillbook learner list --json
    """
    from app.services import manage_learners as learners

    with ledger_in_use() as ledger:
        found = learners.list_learners(ledger)
    if as_json:
        click.echo(json.dumps([_described(each) for each in found], indent=2))
        return
    for each in found:
        role = "  operator" if each.is_operator else ""
        click.echo(
            f"{each.name}  since {each.born_at:%Y-%m-%d}  {count(each.events, 'event')}{role}"
        )
    if not found:
        click.echo("no learner yet: drillbook learner add NAME")


@learner.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")
def show(name: str, as_json: bool) -> None:
    """Show a learner's settings and courses.

    \b
    Examples:
      drillbook learner show ada
    """
    from app.services import manage_learners as learners

    with ledger_in_use() as ledger:
        found = learners.get_learner(ledger, name)
        courses = learners.followed_courses(ledger, found)
    described = {**_described(found), "settings": asdict(found.settings), "courses": courses}
    if as_json:
        click.echo(json.dumps(described, indent=2))
        return
    for key, value in {**_described(found), **asdict(found.settings)}.items():
        click.echo(f"{key:16} {value}")
    click.echo(f"{'courses':16} {', '.join(courses) or 'none'}")


@learner.command()
@click.argument("name")
def passwd(name: str) -> None:
    """Set a learner's password; it is asked for, or read from standard input.

    \b
    Examples:
      drillbook learner passwd ada
    """
    from app.services import manage_learners as learners

    with ledger_in_use() as ledger:
        learners.get_learner(ledger, name)
        learners.set_password(ledger, name, _password())
    click.echo(f"set: the password of {name}")


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@learner.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, yes: bool) -> None:
    """Remove a learner and everything the learner ever answered, for good.

    \b
    Examples:
      drillbook learner remove ada
    """
    from app.services import manage_learners as learners

    with ledger_in_use() as ledger:
        found = learners.get_learner(ledger, name)
        if not yes:
            what = f"Remove {name} and {count(found.events, 'event')}, for good?"
            click.confirm(what, abort=True)
        learners.remove_learner(ledger, name)
    click.echo(f"removed: {name}")


def _described(each: "Learner") -> dict[str, object]:
    return {
        "name": each.name,
        "since": each.born_at.isoformat(),
        "operator": each.is_operator,
        "password": each.password_hash is not None,
        "events": each.events,
    }
