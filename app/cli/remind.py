"""`drillbook remind`: sends reminders until it is told to stop, or once; any number of them."""

import json
import os
import sys
from collections import Counter
from dataclasses import asdict
from threading import Event
from typing import TYPE_CHECKING

import click

from app.cli.library import build_with_progress
from app.cli.open_ledger import ledger_in_use, the_time
from app.cli.signals import set_if_told, set_when_told
from app.cli.supervised import set_when_alone
from app.cli.words import count
from app.config import Settings
from app.core.errors import DrillbookError

if TYPE_CHECKING:
    from app.services.tell_reminders import Told


@click.command()
@click.option("--once", is_flag=True, help="Send what is to be sent now, and stop.")
@click.option("--dry-run", is_flag=True, help="Only tell who would get what, and why not.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: a JSON object in each line.")
def remind(once: bool, dry_run: bool, as_json: bool) -> None:
    """Send reminders to whom they are due; Ctrl-C stops it.

    `drillbook serve` does this by itself, unless DRILLBOOK_REMINDERS is `off`.
    On PostgreSQL any number of these may run at one time. With --once the exit code is 1 if the
    ledger could not be used; what could not be sent just now is tried again by the next one.

    \b
    Examples:
      drillbook remind
      drillbook remind --once
      drillbook remind --dry-run
    """
    if as_json and not dry_run:
        raise click.UsageError("--json goes with --dry-run")
    settings = Settings.from_environment(os.environ)
    build_with_progress(settings.content, settings.library_file)
    if dry_run:
        _tell(settings, as_json)
    elif once:
        remind_once(settings)
    else:
        remind_on(settings, Event())


def remind_on(settings: Settings, stopped: Event) -> None:
    from app.jobs.senders import Senders
    from app.jobs.tick import tick_until
    from app.wiring import create_reminding

    set_when_told(stopped)
    reminding = create_reminding(settings, _say)
    senders = Senders(reminding.send_next, settings.reminder_threads, stopped)

    def tick() -> None:
        reminding.say_what_came()
        reminding.choose()
        senders.wake()

    tick_until(stopped, tick)
    senders.finish()
    reminding.say_what_came()
    reminding.ledger.close()


BESIDE = "from app.cli.remind import remind_beside; remind_beside()"


def remind_beside() -> None:
    """What `drillbook serve` runs. A ledger that can only be read is told of, and that is all."""
    from app.services.open_ledger import ReadOnly

    stopped = Event()
    set_when_alone(stopped)
    try:
        remind_on(Settings.from_environment(os.environ), stopped)
    except ReadOnly as damage:
        _say(f"no reminders are sent: {damage}")
    except DrillbookError as problem:
        _say(str(problem))
        sys.exit(1)


def remind_once(settings: Settings) -> None:
    from app.jobs.senders import Senders
    from app.wiring import create_reminding

    stopped = Event()
    reminding = create_reminding(settings, _say)
    with set_if_told(stopped):
        reminding.choose()
        Senders(reminding.send_next, settings.reminder_threads, stopped).finish()
    reminding.say_what_came()
    reminding.ledger.close()
    if reminding.has_failed:
        sys.exit(1)


def _say(line: str) -> None:
    click.echo(f"drillbook: {line}", err=True)


def _tell(settings: Settings, as_json: bool) -> None:
    from app.services import Library
    from app.services.tell_reminders import tell_reminders

    library = Library(settings.library_file).now()
    told = Counter[bool]()
    with ledger_in_use() as ledger:
        for each in tell_reminders(ledger, library, the_time()):
            told[each.why_not is None] += 1
            click.echo(json.dumps(asdict(each), default=str) if as_json else _line(each))
    if not as_json:
        click.echo(f"{count(told[True], 'reminder')} would be sent, {told[False]} not")


def _line(told: "Told") -> str:
    what = count(told.cards or 0, "card") if told.why_not is None else f"not: {told.why_not}"
    return f"{told.learner}  {told.kind} {told.where_to}  {told.on} {told.at}  {what}"
