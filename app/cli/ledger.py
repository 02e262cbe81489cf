"""The ledger's commands: migrate, rebuild, due, stats, doctor, backup, restore."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.open_ledger import ledger_in_use, ledger_looked_at, the_time
from app.cli.words import count
from app.config import Settings
from app.core.schedulers import SchedulerName

if TYPE_CHECKING:
    from app.services.manage_learners import Learner
    from app.services.open_ledger import Ledger

FILE = click.Path(path_type=Path, dir_okay=False)
NO_NAME = Path()
WHO = click.option("--learner", "name", help="Whose; not needed where there is only one.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")


def _named(_ctx: click.Context, _param: click.Parameter, file: Path) -> Path:
    if file == NO_NAME:
        raise click.BadParameter("an empty name is no file's (name one)")
    return file


@click.command()
def migrate() -> None:
    """Bring the ledger's tables up to date; a file is backed up before.

    `drillbook serve` does this by itself for a file, and never for PostgreSQL.

    \b
    Examples:
      drillbook migrate
    """
    from app.services.open_ledger import migrate_ledger

    settings = Settings.from_environment(os.environ)
    done = migrate_ledger(settings.ledger_file, settings.database_url)
    click.echo("brought up to date" if done else "up to date already")


@click.command()
@WHO
@click.option(
    "--scheduler",
    type=click.Choice([each.value for each in SchedulerName]),
    help="Choose this one from now on.",
)
def rebuild(name: str | None, scheduler: str | None) -> None:
    """Make the schedules anew from the log; answers are taken meanwhile.

    \b
    Examples:
      drillbook rebuild
      drillbook rebuild --learner ada --scheduler fsrs
    """
    from app.services import manage_learners as learners
    from app.services.rebuild_schedules import rebuild_schedules

    with ledger_in_use() as ledger:
        chosen = [_learner(ledger, name)] if name is not None else learners.list_learners(ledger)
        if scheduler:
            changes = {"scheduler": scheduler}
            chosen = [learners.change_settings(ledger, each.name, changes) for each in chosen]
        cards = with_bar(lambda progress: rebuild_schedules(ledger, chosen, progress))
    click.echo(f"{count(cards, 'card')} of {count(len(chosen), 'learner')}")


def with_bar(work: Callable[[Callable[[int, int], None]], int]) -> int:
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1, label="Folding", file=sys.stderr, hidden=hidden) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        return work(progress)


@click.command()
@WHO
@AS_JSON
def due(name: str | None, as_json: bool) -> None:
    """Say how much is to be asked today.

    \b
    Examples:
      drillbook due
      drillbook due --learner ada --json
    """
    from app.services import Library
    from app.services.show_due import show_due

    settings = Settings.from_environment(os.environ)
    with ledger_in_use() as ledger:
        library = Library(settings.library_file).now()
        asked = show_due(ledger, library, _learner(ledger, name), the_time())
    if as_json:
        click.echo(json.dumps(asdict(asked)))
    else:
        click.echo(f"{asked.reviews} to review, {asked.new} new")


@click.command()
@WHO
@AS_JSON
def stats(name: str | None, as_json: bool) -> None:
    """Show what a learner has done.

    \b
    Examples:
      drillbook stats
      drillbook stats --learner ada --json
    """
    from app.services.show_stats import show_stats

    with ledger_in_use() as ledger:
        found = show_stats(ledger, _learner(ledger, name), the_time())
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    click.echo(f"{sum(found.last_days)} of {len(found.last_days)} days; {found.days} in all")
    for each in found.courses:
        minutes = round(each.elapsed_ms / 60_000)
        click.echo(
            f"{each.course}: {count(each.cards, 'card')} begun, "
            f"{count(each.answers, 'answer')} in {minutes} min, "
            f"forgotten {count(each.lapses, 'time')}, {each.xp} XP"
        )


def _learner(ledger: "Ledger", name: str | None) -> "Learner":
    from app.services import manage_learners as learners

    if name is None:
        return learners.only_learner(ledger)
    return learners.get_learner(ledger, name)


@click.command()
@AS_JSON
@click.option("--sample", type=click.IntRange(1), help="Fold only so many cards of each learner.")
@click.option("--repair", is_flag=True, help="Make anew what the log gives; put back its guards.")
def doctor(as_json: bool, sample: int | None, repair: bool) -> None:
    """Look the ledger and the library over; each fault comes with what to do.

    Exits with 1 if there is one.

    \b
    Examples:
      drillbook doctor
      drillbook doctor --repair
    """
    from app.services.check_ledger import check_ledger, put_back_guards, repair_derived

    settings = Settings.from_environment(os.environ)
    with ledger_looked_at(settings) as ledger:
        found = check_ledger(ledger, settings.library_file, sample)
    if repair and found:
        with ledger_in_use() as ledger:
            if put_back_guards(ledger, found):
                click.echo("put back: the guards of the log", err=True)
            repaired = repair_derived(ledger, found)
            if repaired:
                click.echo(f"made anew: the schedules of {count(repaired, 'learner')}", err=True)
            found = check_ledger(ledger, settings.library_file, sample)
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], indent=2))
    else:
        for each in found:
            click.echo(f"{each.where}: {each.what} ({each.remedy})")
        click.echo(count(len(found), "fault") if found else "all is well")
    sys.exit(1 if found else 0)


@click.command()
@click.argument("file", type=FILE, callback=_named)
def backup(file: Path) -> None:
    """Copy all that was learned into FILE; safe while serving.

    \b
    Examples:
      drillbook backup ledger-backup.db
    """
    from app.services.back_up import back_up

    with ledger_in_use() as ledger:
        back_up(ledger, file, the_time())
    click.echo(f"written and looked over: {file}")


@click.command()
@click.argument("file", type=FILE, callback=_named)
def restore(file: Path) -> None:
    """Put the backup FILE in the ledger's place; what was there is kept.

    \b
    Examples:
      drillbook restore ledger-backup.db
    """
    from app.services.restore_backup import restore_backup

    settings = Settings.from_environment(os.environ)
    kept = restore_backup(settings.ledger_file, file, the_time(), settings.database_url)
    click.echo(f"restored: {settings.ledger_file}")
    if kept:
        click.echo(f"kept: {kept}")
