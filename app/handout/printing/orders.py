"""What the spooler keeps of an order, and of a job that should be gone."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.printing.printing import JobId, OrderProgress, PrinterState


@dataclass(slots=True, eq=False)
class Order:
    """An order, and how it goes. `since` is when it last came further, in the clock's seconds.

    `warned` is what the printer warned of already when the order was sent.
    """

    progress: OrderProgress
    pdf: bytes
    ordered: float
    since: float
    far: tuple[int, int] = (0, 0)
    job: JobId | None = None
    warned: tuple[PrinterState, ...] = ()
    at_the_head: bool = False
    is_over: bool = False
    """Whether its family has gone."""


@dataclass(slots=True, eq=False)
class Ending:
    """A job that should be gone. `cancelling` is that it has to be made to go."""

    job: JobId
    since: float
    cancelling: bool
    seen_gone: int = 0
    order: Order | None = None
