"""The command `drillbook`: one line of words for whoever made a mistake, and no traceback."""

import io
import sys

import click

from app.cli.archive import export_learner, import_learner
from app.cli.export import export
from app.cli.flags import flags
from app.cli.learners import learner
from app.cli.ledger import backup, doctor, due, migrate, rebuild, restore, stats
from app.cli.lessons import cards, check, diff, key, new
from app.cli.library import build, search
from app.cli.remind import remind
from app.cli.schedule import schedule
from app.cli.serve import serve
from app.core.errors import DrillbookError


class Group(click.Group):
    """Turns our errors into a line on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):  # a file's name may hold what no terminal shows
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        if sys.stdin is None:  # closed by whoever started it: then nobody answers a question
            sys.stdin = io.StringIO()
        try:
            return super().invoke(ctx)
        except DrillbookError as error:
            click.echo(f"drillbook: {error}", err=True)
            sys.exit(1)
        except BrokenPipeError:
            raise  # click ends quietly when its reader has gone
        except UnicodeError:  # it may be a password, so it is not told
            what = "an argument, or a line of input, is no text in UTF-8"
            click.echo(f"drillbook: {what} (write it in UTF-8)", err=True)
            sys.exit(1)
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"drillbook: {where}{error.strerror or error}", err=True)
            sys.exit(1)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name="drillbook", prog_name="drillbook", message="%(prog)s %(version)s"
)
def main() -> None:
    """Turn lessons into lasting memory.

    \b
    Examples:
      drillbook new spanish          begin a course
      drillbook check                see what is wrong with your lessons
      drillbook serve                read the lessons in the browser
    """


LESSONS = (new, check, key, diff, cards, build, search, export)
LEARNING = (schedule, learner, due, stats, flags, rebuild, doctor, backup, restore, migrate)
for command in (export_learner, import_learner):
    learner.add_command(command)
for command in (*LESSONS, *LEARNING, serve, remind):
    main.add_command(command)
