"""A command line that the documentation or a help text shows is one that would be understood."""

import re
import shlex

import click
import pytest

from app.cli.main import main
from app.config import reference
from tests.docs.pages import PAGES, ROOT, Page

SETTINGS = {name for name, *_ in reference()}
TARGETS = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
OURS = re.compile(r"([A-Z_]+=\S+ )*(make|(\.venv/bin/)?drillbook)( |$)")


def fault(line: str) -> str | None:
    """What is wrong with a line for `drillbook` or `make`; any other line is not judged."""
    if not OURS.match(line):
        return None
    words = shlex.split(line)
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        setting = words.pop(0).partition("=")[0]
        if setting.startswith("DRILLBOOK_") and setting not in SETTINGS:
            return f"{setting} is no setting"
    if words.pop(0) == "make":
        unknown = [word for word in words if "=" not in word and word not in TARGETS]
        return f"make has no target {unknown[0]}" if unknown else None
    return refused(main, words, click.Context(main, **main.context_settings))


def refused(command: click.Command, words: list[str], context: click.Context) -> str | None:
    """Options are read as the command itself would read them, values are not looked at."""
    try:
        command.make_parser(context).parse_args(list(words))
    except click.UsageError as error:
        return error.format_message()
    named = next((word for word in words if not word.startswith("-")), None)
    if not isinstance(command, click.Group) or named is None:
        return None
    inner = command.get_command(context, named)
    if inner is None:
        return f"there is no command {named}"
    rest = words[words.index(named) + 1 :]
    return refused(inner, rest, click.Context(inner, parent=context, info_name=named))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_is_understood(page: Page) -> None:
    found = [(line, text, fault(text)) for line, text in page.commands()]
    assert not [each for each in found if each[2]]


@pytest.mark.parametrize(
    "line",
    [
        "drillbook polish content/",
        "drillbook check --loudly content/",
        ".venv/bin/drillbook key --undo a.md",
        "drillbook --loudly",
        "make coffee",
        "DRILLBOOK_COLOUR=red drillbook serve",
    ],
)
def test_a_wrong_command_line_is_found(line: str) -> None:
    assert fault(line)


@pytest.mark.parametrize(
    "line", ["drillbook --version", "make lock UPGRADE=1", "DRILLBOOK_PORT=1 make run", "ls app"]
)
def test_a_right_one_is_not(line: str) -> None:
    assert fault(line) is None
