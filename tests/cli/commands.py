"""`clinic-content` as staff type it, on a copy of the starter library."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from app import paths
from app.cli.main import main

ANN = ("--name", "Ann Ward", "--role", "Ward sister")
BEA = ("--name", "Bea Moss", "--role", "Consultant")
Run = Callable[..., Result]


def copied(folder: Path) -> Path:
    """The starter library, to work on."""
    return Path(shutil.copy(paths.CONTENT, folder / "content.db"))


def on(file: Path) -> Run:
    """Runs a command on a library: its name, then what comes after the file."""

    def run(command: str, *words: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [command, str(file), *map(str, words)])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.exit_code == code, result.output
        return result

    return run


def data(result: Result) -> Any:
    """What a command with --json printed."""
    return json.loads(result.stdout)


def item(result: Result, name: str) -> dict[str, Any]:
    """A text of those that a command printed as JSON."""
    return next(row for row in data(result)["items"] if row["id"] == name)
