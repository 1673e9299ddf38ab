"""What a configuration says of paper, made: the site's words, what lays out and what prints.

The families' program, the editor and the commands make them here. None of it is loaded before it
is asked for: the families' first screen needs no paper.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from app import paths
from app.config import Config

if TYPE_CHECKING:
    from app.domain.printing.printing import PrintSpooler
    from app.handout.site import Site
    from app.handout.typesetting import Typesetter


def site_of(config: Config) -> Site:
    """The hospital's own words on paper."""
    from app.handout.site import Paper, Site  # noqa: PLC0415

    return Site(
        name=config.site.name,
        ward=config.site.ward,
        paper=Paper(config.handout.paper),
        who_to_ask=config.site.who_to_ask,
        public_address=config.handout.public_address,
    )


def typesetter(config: Config, today: Callable[[], date] = date.today) -> Typesetter:
    """What lays out handouts and the staff's own papers, for this site."""
    from app.handout.typesetting import Typesetter  # noqa: PLC0415

    return Typesetter(site_of(config), today, resources=paths.RESOURCES)


def print_spooler(config: Config, clock: Callable[[], float], *, for_staff: bool) -> PrintSpooler:
    """The print spooler of this machine: the families', or the one for the staff's test pages.

    Each has a queue user of its own, so that neither takes the other's jobs for its own.
    """
    from app.domain.printing.printing import Limits, Printer  # noqa: PLC0415
    from app.handout.printing.cups import CupsPrinter  # noqa: PLC0415
    from app.handout.printing.cups_queue import Queue, default_user  # noqa: PLC0415
    from app.handout.printing.spooler import Spooler  # noqa: PLC0415

    printing = config.printing
    limits = Limits(
        printing.jobs_a_session,
        printing.pages_a_job,
        printing.jobs_an_hour,
        printing.patience_seconds,
    )
    if for_staff:
        limits = Limits(patience=printing.patience_seconds)
    printer: Printer
    if sys.platform == "win32":
        from app.bridge.window.winprint import WindowsPrinter  # noqa: PLC0415
        from app.handout.raster import page_pictures  # noqa: PLC0415

        paper = config.handout.paper
        printer = WindowsPrinter(partial(page_pictures, paper=paper), printing.printer, paper)
    else:
        user = default_user() + ("-test-page" if for_staff else "")
        printer = CupsPrinter(
            Queue(printing.printer, user=user, paper=config.handout.paper), limits
        )
    return Spooler(printer, clock, limits)
