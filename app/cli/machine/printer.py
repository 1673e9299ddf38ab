"""What set-up does about the printer: which there are, whether one is well, a page on it."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable
from datetime import date

import click

from app import paths
from app.config import Config
from app.handout.printing import ipptool
from app.handout.printing.check import printer_check
from app.handout.printing.cups import CupsPrinter
from app.handout.printing.cups_queue import Queue, default_server, default_user

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
    click.echo(f"Printer: {called} can print." if not found else f"Printer: {called}:")
    for one in found:
        click.echo(f"  {one.about}: {one.problem} {one.hint}")


def print_test_page(config: Config, wait: Callable[[float], None] = time.sleep) -> bool:
    """Print a page as handouts are made, and say how it went: whether it came out."""
    from app.cli.site import site_of
    from app.domain.handout.summary import TrialPage
    from app.domain.library.library import LibraryInfo
    from app.domain.printing.printing import JobState, Limits
    from app.handout.printing.spooler import Spooler
    from app.handout.typesetting import Typesetter

    library = LibraryInfo("", "en-GB", 0, sample=False, sample_notice="")
    typesetter = Typesetter(site_of(config), date.today, resources=paths.RESOURCES)
    page = typesetter.make(TrialPage(library))
    limits = Limits(patience=config.printing.patience_seconds)
    # The queue user of the test pages behind the PIN: no job of a family's is taken for it.
    user = f"{default_user()}-test-page"
    printer = CupsPrinter(
        Queue(config.printing.printer, user=user, paper=config.handout.paper), limits
    )
    spooler = Spooler(printer, time.monotonic, limits)
    spooler.order(page.pdf, page.pages)
    click.echo("The test page is on its way ...")
    while not (order := spooler.step().orders[-1]).state.ended:
        wait(_STEP_SECONDS)
    if order.state is JobState.DONE:
        click.echo("The test page is out.")
    else:
        click.echo(f"The test page did not come out: {order.state} ({order.obstacle}).")
    return order.state is JobState.DONE
