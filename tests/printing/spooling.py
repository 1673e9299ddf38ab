"""A spooler at the print shop's queue, and the PDF of one page with words to look for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.printing.printing import (
    JobState,
    Limits,
    OrderProgress,
    PrinterState,
    SpoolerView,
)
from app.handout.printing.cups import CupsPrinter
from app.handout.printing.spooler import Spooler
from tests.printing.shop import Shop, until

MARK = b"Marigold-Quicksilver"
"""Words that no machine has by chance, to look for afterwards."""
LIMITS = Limits(jobs_a_session=100, jobs_an_hour=10_000)


def handout(words: str) -> bytes:
    """The PDF of one page with these words on it, readable as they are."""
    stream = b"BT /F1 24 Tf 72 700 Td (" + MARK + b" " + words.encode() + b") Tj ET"
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    pdf = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
    return pdf + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


@dataclass
class Kiosk:
    """A spooler at the shop's queue, with a clock that goes when it is told to."""

    shop: Shop
    limits: Limits = LIMITS
    now: float = 0.0
    seen: list[OrderProgress] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.printer = CupsPrinter(self.shop.queue, self.limits)
        self.spooler = Spooler(self.printer, lambda: self.now, self.limits)

    def order(self, words: str = "words") -> int:
        ticket = self.spooler.order(handout(words), 1)
        assert isinstance(ticket, int), ticket
        return ticket

    def step(self) -> SpoolerView:
        view = self.spooler.step()
        self.seen += view.orders
        return view

    def follow(self, good: Callable[[SpoolerView], bool], what: str) -> SpoolerView:
        return until(self.step, good, what)

    def until_trouble(self, obstacle: PrinterState) -> OrderProgress:
        view = self.follow(
            lambda v: v.orders[-1].obstacle is obstacle or v.orders[-1].state.ended, obstacle
        )
        assert not view.orders[-1].state.ended, view
        return view.orders[-1]

    def until_ended(self) -> OrderProgress:
        return self.follow(lambda v: v.orders[-1].state.ended, "the end of a job").orders[-1]

    def until_clear(self) -> SpoolerView:
        return self.follow(lambda v: not self.spooler.busy(), "a spooler with nothing to follow")

    def lose_patience(self) -> None:
        self.now += self.limits.patience + 1

    def states(self) -> set[JobState]:
        """Every state that any order was ever shown in."""
        return {progress.state for progress in self.seen}
