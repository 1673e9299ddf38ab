"""The faults that keep a printer from printing, made on a shop, and what a family reads of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.printing.printing import LIMITS, PrinterState
from tests.printing.shop import QUEUE, Shop


@dataclass(frozen=True)
class Fault:
    """A fault, how it is made, and what a family reads of it."""

    make: Callable[[Shop], object]
    obstacle: PrinterState
    reason: str
    advice: str
    hint: Callable[[Shop], object] = lambda shop: None


def crowd(shop: Shop) -> None:
    shop.hold()
    for _ in range(LIMITS.crowd):
        shop.run("lp", "-d", QUEUE, "-U", "other", stdin=b"%PDF-1.4 of somebody else")


def thin(shop: Shop) -> None:
    shop.run("cancel", "-a", "-x")


FAULTS = {
    "media-empty": Fault(
        lambda shop: shop.set_fault("media-empty"),
        PrinterState.NO_PAPER,
        "The printer has no paper.",
        "Please ask a member of staff to put paper in.",
    ),
    "media-jam": Fault(
        lambda shop: shop.set_fault("media-jam"),
        PrinterState.JAMMED,
        "Paper is stuck in the printer.",
        "Please do not pull at it. Ask a member of staff to help.",
    ),
    "cover-open": Fault(
        lambda shop: shop.set_fault("cover-open"),
        PrinterState.COVER_OPEN,
        "The printer is open.",
        "Please ask a member of staff to close it.",
    ),
    "off": Fault(
        lambda shop: shop.switch_off(),
        PrinterState.UNREACHABLE,
        "The printer is switched off, or cannot be reached.",
        "Please ask a member of staff to switch it on.",
        lambda shop: shop.switch_on(),
    ),
    "stopped": Fault(
        lambda shop: shop.run("cupsdisable", QUEUE),
        PrinterState.STOPPED,
        "The printer has been stopped.",
        "Please ask a member of staff to look at it.",
        lambda shop: shop.run("cupsenable", QUEUE),
    ),
    "crowded": Fault(
        crowd,
        PrinterState.CROWDED,
        "Many other pages are waiting for the printer.",
        "Yours will come after them.",
        thin,
    ),
}
NO_ANSWER = Fault(
    lambda shop: shop.freeze(),
    PrinterState.UNREACHABLE,
    FAULTS["off"].reason,
    FAULTS["off"].advice,
    lambda shop: shop.thaw(),
)
"""A printer that is there and says nothing, so that each question takes as long as it may."""
