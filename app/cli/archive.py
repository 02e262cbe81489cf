"""The commands by which a learner's record goes out as one file and comes in elsewhere."""

from pathlib import Path

import click

from app.cli.ledger import FILE, with_bar
from app.cli.open_ledger import ledger_in_use, the_time
from app.cli.words import count


@click.command("export")
@click.argument("name")
@click.argument("file", type=FILE)
def export_learner(name: str, file: Path) -> None:
    """Write all that is kept of a learner into FILE, with a readme that explains it.

    \b
    Examples:
      drillbook learner export ada ada.zip
    """
    from app.services.export_everything import export_to
    from app.services.manage_learners import get_learner

    with ledger_in_use() as ledger:
        learner = get_learner(ledger, name)
        export_to(ledger, learner, file)
    click.echo(f"written: {file}")


@click.command("import")
@click.argument("name")
@click.argument("file", type=FILE)
def import_learner(name: str, file: Path) -> None:
    """Take the archive FILE in, all of it or nothing; what the learner answered here stays.

    \b
    Examples:
      drillbook learner import ada ada.zip
    """
    from app.services.import_everything import import_everything
    from app.services.manage_learners import get_learner
    from app.services.rebuild_schedules import rebuild_schedules

    with ledger_in_use() as ledger:
        learner = get_learner(ledger, name)
        with file.open("rb") as archive:
            done = import_everything(ledger, learner, archive, the_time())
        learner = get_learner(ledger, name)
        with_bar(lambda progress: rebuild_schedules(ledger, [learner], progress))
    click.echo(f"taken in: {count(done.recorded, 'event')}; {done.already} were there already")
