"""What a configuration names, made for `app.main`: library source, print spooler, typesetter."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.config import Config
from app.content.updates.trusted_copy import ContentSource
from app.content.updates.worker_client import Checker
from app.domain.ports import Editions, LibrarySource

if TYPE_CHECKING:
    from app.domain.errors import ContentError
    from app.domain.printing.printing import PrintSpooler
    from app.handout.typesetting import Typesetter


def library_source(
    config: Config, content: Path, state: Path, resting: ContentError | None, *, paints: bool
) -> tuple[LibrarySource, Editions | None]:
    """Where the library on show comes from: the one file, or editions in its place."""
    if resting is not None:
        from app.service.safe_mode import RestingSource  # noqa: PLC0415 - not for a kiosk that is well

        return RestingSource(resting), None
    base = ContentSource(content, state, Checker())
    updates = config.updates
    if not updates.wanted:
        return base, None
    # Only a kiosk that is updated loads it.
    from app.content.updates.edition_store import EditionSource  # noqa: PLC0415
    from app.content.updates.sources import UpdateSources  # noqa: PLC0415

    source = EditionSource(
        base,
        state / "editions",
        Checker(),
        sources=UpdateSources(
            folder=updates.folder,
            address=updates.address,
            stick_folders=updates.usb_folders if updates.usb else (),
            root=updates.root,
            unsigned=updates.unsigned,
            kiosk=", ".join(filter(None, (config.site.name, config.site.ward))),
        ),
        paints=paints,
    )
    return source, source


def print_spooler(config: Config, clock: Callable[[], float], *, for_staff: bool) -> PrintSpooler:
    """The print spooler of this machine: the families', or the one for the staff's test pages.

    Each has a queue user of its own, so that neither takes the other's jobs for its own.
    """
    from app.domain.printing.printing import Limits, Printer  # noqa: PLC0415 - not for the first screen
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


def typesetter(config: Config, today: Callable[[], date] = date.today) -> Typesetter:
    """What lays out handouts and the staff's own papers, for this site."""
    from app.handout.site import Paper, Site  # noqa: PLC0415 - not for the first screen
    from app.handout.typesetting import Typesetter  # noqa: PLC0415

    site = Site(
        name=config.site.name,
        ward=config.site.ward,
        paper=Paper(config.handout.paper),
        who_to_ask=config.site.who_to_ask,
        public_address=config.handout.public_address,
    )
    return Typesetter(site, today, resources=paths.RESOURCES)
