"""The command that shows a scheduler at work on one card."""

import json
from datetime import UTC, date, datetime
from typing import Any

import click

from app.core.errors import DrillbookError
from app.core.events import Grade
from app.core.retention import DEFAULT_RETENTION, checked_retention
from app.core.schedule import Schedule, answered
from app.core.schedulers import SchedulerName, scheduler_named

CARD = "course.key.part"
Row = dict[str, Any]


def _grades(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[Grade, ...]:
    words = value.split()
    wrong = sorted({word for word in words if word not in list(Grade)})
    if wrong or not words:
        what = f"no such grade: {', '.join(wrong)}" if wrong else "no grades"
        raise click.BadParameter(f"{what} (give some of {', '.join(Grade)})")
    return tuple(Grade(word) for word in words)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date (write it as 2026-01-31)") from None


def _retention(_ctx: click.Context, _param: click.Parameter, value: float | None) -> float | None:
    try:
        return None if value is None else checked_retention(value)
    except DrillbookError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.option(
    "--scheduler",
    type=click.Choice([name.value for name in SchedulerName]),
    default=SchedulerName.SM2.value,
    show_default=True,
    help="Which scheduler.",
)
@click.option(
    "--grades", callback=_grades, required=True, metavar="GRADES", help="Answers in order."
)
@click.option("--from", "first_on", callback=_day, metavar="DATE", help="First day, else today's.")
@click.option(
    "--retention",
    type=float,
    callback=_retention,
    metavar="R",
    help="Wanted recall, for fsrs: 0.90.",
)
@click.option("--spread", is_flag=True, help="Spread the dates, as for real cards.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead.")
def schedule(
    scheduler: str,
    grades: tuple[Grade, ...],
    first_on: date | None,
    retention: float | None,
    spread: bool,
    as_json: bool,
) -> None:
    """Show when a card comes back, each answer given on the day it is due.

    \b
    Examples:
      drillbook schedule --grades "good good good good"
      drillbook schedule --grades "good good forgot hard" --from 2026-01-31
      drillbook schedule --scheduler fsrs --retention 0.85 --grades "good easy" --json
    """
    if retention is not None and scheduler == SchedulerName.SM2:
        click.echo("drillbook: sm2 knows no retention; --retention changes nothing", err=True)
    day = first_on or datetime.now(UTC).astimezone().date()
    rows = _rows(scheduler, retention or DEFAULT_RETENTION, grades, day, spread)
    click.echo(json.dumps(rows, indent=2) if as_json else "\n".join(map(_line, rows)))


def _rows(
    name: str, retention: float, grades: tuple[Grade, ...], day: date, spread: bool
) -> list[Row]:
    scheduler = scheduler_named(name, retention)
    card = Schedule(CARD)
    rows = []
    for grade in grades:
        try:
            card = answered(card, grade, day, scheduler, spread=spread)
        except ValueError:
            raise click.UsageError("so many answers lead past the year 9999") from None
        due_on = card.due_on or day
        rows.append(
            {
                "grade": grade.value,
                "on": day.isoformat(),
                "interval_days": card.interval_days,
                "due_on": due_on.isoformat(),
                **_shown(scheduler.dump(card.memory)),
            }
        )
        day = due_on
    return rows


def _shown(memory: Row) -> Row:
    """What the scheduler keeps beside the interval."""
    return {name: memory[name] for name in ("ease", "stability", "difficulty") if name in memory}


def _line(row: Row) -> str:
    if "ease" in row:
        state = f"ease {row['ease'] / 100:.2f}"
    else:
        state = f"stability {row['stability']:.2f}  difficulty {row['difficulty']:.2f}"
    days = "1 day " if row["interval_days"] == 1 else f"{row['interval_days']} days"
    return f"{row['on']}  {row['grade']:6}  {days:>10}  due {row['due_on']}  {state}"
