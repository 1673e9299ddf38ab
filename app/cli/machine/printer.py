"""What set-up does about the printer: which there are, whether one is well, a page on it."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable

import click

from app.config import Config
from app.handout.printing import ipptool
from app.handout.printing.check import Weight, printer_check
from app.handout.printing.cups_queue import Queue, default_server
from app.handout_factories import print_spooler, typesetter

_ANSWERS_IN = 10
"""Seconds."""

_STEP_SECONDS = 1.0
_PRINTER = re.compile(r"^printer (\S+) ", re.MULTILINE)


def queues() -> tuple[str, ...]:
    """The printers that CUPS on this machine knows; none where it does not answer."""
    try:
        done = subprocess.run(  # noqa: S603 - a program of CUPS, and no shell
            [ipptool.program("lpstat"), "-h", default_server(), "-p"],
            env=ipptool.environment(),
            capture_output=True,
            text=True,
            timeout=_ANSWERS_IN,
            check=False,
        )
    except (ipptool.MissingToolError, OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(_PRINTER.findall(done.stdout))


def check(name: str) -> None:
    """Print what is wrong with a printer, and what puts it right."""
    called = name or "the default printer"
    found = printer_check(Queue(name))
    faults = any(one.weight is Weight.FAULT for one in found)
    click.echo(f"Printer: {called}:" if faults else f"Printer: {called} can print.")
    for one in found:
        click.echo(f"  {one.about}: {one.problem} {one.hint}")


def print_test_page(config: Config, wait: Callable[[float], None] = time.sleep) -> bool:
    """Print a page as handouts are made, and say how it went: whether it came out."""
    from app.domain.handout.summary import TrialPage
    from app.domain.library.library import LibraryInfo
    from app.domain.printing.printing import JobState

    library = LibraryInfo("", "en-GB", 0, sample=False, sample_notice="")
    page = typesetter(config).make(TrialPage(library))
    spooler = print_spooler(config, time.monotonic, for_staff=True)
    spooler.order(page.pdf, page.pages)
    click.echo("The test page is on its way ...")
    while not (order := spooler.step().orders[-1]).state.ended:
        wait(_STEP_SECONDS)
    if order.state is JobState.DONE:
        click.echo("The test page is out.")
    else:
        click.echo(f"The test page did not come out: {order.state} ({order.obstacle}).")
    return order.state is JobState.DONE
