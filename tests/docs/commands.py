"""The generated parts of docs/commands.md: what each command's `--help` prints.

`python -m tests.docs.commands` writes them; a test holds the page against them.
"""

import re
from collections.abc import Iterator

import click
from click.testing import CliRunner

from app.cli.main import main
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "commands.md"
HELP = re.compile(
    r"(?<=^```text\n)\$ (drillbook[a-z -]*) --help\n.*?(?=^```$)", re.DOTALL | re.MULTILINE
)


def commands(
    command: click.Command = main, path: tuple[str, ...] = ("drillbook",)
) -> Iterator[tuple[str, click.Command]]:
    yield " ".join(path), command
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from commands(inner, (*path, name))


def help_of(path: str) -> str:
    words = [*path.split()[1:], "--help"]
    shown = CliRunner().invoke(main, words, prog_name="drillbook", terminal_width=80)
    return f"$ {path} --help\n{shown.output}"


def as_generated(text: str) -> str:
    helps = {path: help_of(path) for path, _ in commands()}
    return HELP.sub(lambda found: helps.get(found[1], ""), text)


if __name__ == "__main__":
    PAGE.write_text(as_generated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
