"""What commands print, and the codes they end with. It loads nothing of a library."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from typing import NoReturn

import click

FAILED, UNREADABLE = 1, 2
"""The exit codes: something has to be put right first, or somebody has it open; a file cannot be
used."""


def show_any_text() -> None:
    """Let a terminal replace what it cannot show: a command does not end over a sign."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def stop(code: int, text: str) -> NoReturn:
    """Say a sentence and end."""
    click.echo(text, err=True)
    sys.exit(code)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Iterable[Iterable[str]]) -> None:
    """Print rows in columns; the last is as wide as it is."""
    table = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)][:-1]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())
