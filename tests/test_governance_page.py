"""docs/governance.md names commands and options that there are."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from app import paths
from app.cli.main import main

PAGE = (paths.RESOURCES.parent / "docs" / "governance.md").read_text(encoding="utf-8")
LINES = re.findall(r"^clinic-content (\w+) (.*)$", PAGE, re.MULTILINE)


def test_it_shows_commands() -> None:
    assert len(LINES) > 10


@pytest.mark.parametrize(("name", "rest"), LINES)
def test_a_command_that_it_shows_can_be_given(name: str, rest: str) -> None:
    command = main.commands[name]
    words = shlex.split(rest.split("  ", maxsplit=1)[0])
    context = click.Context(command)
    _, left, _ = command.make_parser(context).parse_args(list(words))
    assert left == []


@pytest.mark.parametrize("name", ["add", "copy", "delete", "arrange", "unfinished"])
def test_the_other_commands_are_there(name: str) -> None:
    assert f"`{name}`" in PAGE
    assert name in main.commands
