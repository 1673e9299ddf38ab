"""clinic-kiosk status: how the kiosk of this machine is, by its own last word."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from app import paths
from app.cli.output import FAILED, print_json, show_any_text, stop
from app.config_file import load
from app.domain.errors import ConfigError
from app.domain.kiosk.status import STALE_AFTER, everything, prometheus, values
from app.service.status import JSON, places, read


@click.command("clinic-kiosk status")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of sentences.")
@click.option("--prometheus", "as_text", is_flag=True, help="Print Prometheus' text format.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The configuration, where it is not the usual one.",
)
def status(as_json: bool, as_text: bool, config: Path | None) -> None:
    """Say how the kiosk is. Exit code 1 where it does not run."""
    show_any_text()
    found = None
    for place in places(_named(config)):
        if found := read(place / JSON):
            break
    if found is None:
        looked = ", ".join(str(place) for place in places(_named(config)))
        stop(FAILED, f"No kiosk has said here how it is ({looked}). Run: clinic-kiosk doctor")
    runs = 0 <= time.time() - found.written <= STALE_AFTER
    if as_json:
        print_json({"runs": runs, **values(found)})
    elif as_text:
        click.echo(prometheus(found), nl=False)
    else:
        if not runs:
            click.echo("The kiosk does not run, or its screen hangs. Its last word:")
        for line in everything(found):
            click.echo(line)
    sys.exit(0 if runs else FAILED)


def _named(config: Path | None) -> str:
    """The folder that the configuration names, if one can be read."""
    file = config or paths.config_file()
    if file is None:
        return ""
    try:
        return load(file).status.folder
    except ConfigError:
        return ""
