"""The command that tells authors what learners find wrong with their cards."""

import json
import os
from dataclasses import asdict

import click

from app.cli.open_ledger import ledger_in_use
from app.config import Settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")
def flags(as_json: bool) -> None:
    """List the mistakes that learners report, each with its place in a lesson.

    \b
    Examples:
      drillbook flags
      drillbook flags --json
    """
    from app.services import Library
    from app.services.report_mistake import list_reports

    library = Library(Settings.from_environment(os.environ).library_file)
    with ledger_in_use() as ledger:
        reports = list_reports(ledger, library.now())
    if as_json:
        click.echo(json.dumps([asdict(each) for each in reports], indent=2, default=str))
        return
    for each in reports:
        place = f"{each.path}:{each.line}" if each.path else f"{each.card_id} (in no lesson now)"
        click.echo(f"{place}: {each.text}")
        click.echo(f"  {each.prompt or each.card_id}")
