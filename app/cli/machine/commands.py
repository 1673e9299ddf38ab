"""The commands of `clinic-kiosk` that show no screen, by their names."""

from __future__ import annotations

import click

from app.cli.machine.counts import counts
from app.cli.machine.doctor import doctor
from app.cli.machine.set_up import set_up
from app.cli.machine.status import status

COMMANDS: dict[str, click.Command] = {
    "counts": counts,
    "doctor": doctor,
    "set-up": set_up,
    "status": status,
}


def main(words: list[str]) -> int:
    """Run the command that the first word names; the exit code."""
    command = COMMANDS[words[0]]
    command.main(args=words[1:], prog_name=f"clinic-kiosk {words[0]}")
    return 0
