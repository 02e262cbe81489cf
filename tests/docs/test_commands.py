"""The reference of the commands is complete and says what the commands say."""

import re

import click
import pytest

from tests.docs.commands import HELP, PAGE, as_generated, commands, help_of
from tests.docs.test_command_lines import fault

COMMANDS = dict(commands())


def test_the_reference_is_what_help_prints() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert as_generated(text) == text, "run `make docs`"


def test_the_reference_has_every_command_once() -> None:
    found = HELP.findall(PAGE.read_text(encoding="utf-8"))
    assert sorted(found) == sorted(COMMANDS)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_shows_an_example_that_works(path: str) -> None:
    lines = [line.strip() for line in help_of(path).splitlines()[1:]]
    examples = [re.split(r"   +", line)[0] for line in lines if line.startswith(path)]
    assert examples
    assert not [fault(line) for line in examples if fault(line)]


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_says_what_it_does(path: str) -> None:
    options = [each for each in COMMANDS[path].params if isinstance(each, click.Option)]
    assert not [option.name for option in options if not option.help]
