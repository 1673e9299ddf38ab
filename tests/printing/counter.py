"""A kiosk that stands beside a print shop, and what a family sees there from tap to paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from app import paths
from app.bridge.pages.takeaway import TakeawayScreen
from app.bridge.poller import SpoolerPoller
from app.config import Config, IdleConfig
from app.domain.printing.printing import Limits, PrintSpooler
from app.handout.printing.cups import CupsPrinter
from app.handout.printing.spooler import Spooler
from tests.driver import Driver
from tests.journeys import screens
from tests.printing.shop import Shop, until

LIMITS = Limits(jobs_a_session=1000, jobs_an_hour=10_000)
QUIET = Config(idle=IdleConfig(3600, 300))
"""Nobody is asked whether they are still here, as patience is tried by the clock."""
SIZE = (1280, 720)
PRINTED = "It is printed."


class Counter:
    """A kiosk with its spooler at the shop, and a family at it."""

    def __init__(  # noqa: PLR0913 - what stands in front of a test differs
        self,
        state: Path,
        shop: Shop,
        *,
        limits: Limits = LIMITS,
        content: Path = paths.CONTENT,
        size: tuple[int, int] = SIZE,
        spooler: Callable[[Callable[[], float]], PrintSpooler] | None = None,
    ) -> None:
        self.shop = shop
        self.limits = limits
        self.queue = shop.queue
        self._own_desk = spooler
        self.seen: set[str] = set()
        self.kiosk = Driver(state, content, size=size, config=QUIET, spooler=self._desk)

    def _desk(self, config: Config, clock: Callable[[], float], *, for_staff: bool) -> PrintSpooler:
        if self._own_desk is not None:
            return self._own_desk(clock)
        user = self.queue.user + "-test-page" * for_staff
        made = CupsPrinter(replace(self.queue, user=user), self.limits)
        return Spooler(made, clock, self.limits)

    @property
    def poller(self) -> SpoolerPoller:
        return self.kiosk.kiosk.print_poller

    def go_to_summary(self, title: str = "") -> bytes:
        """Begin a visit, and open a page's summary: the PDF that is previewed there."""
        self.kiosk.start()
        self.kiosk.tap(title or screens.topic_titles(self.kiosk)[0])
        self.kiosk.tap("My summary")
        return self.handout()

    def handout(self) -> bytes:
        """The PDF that is previewed."""
        screens.wait_for_handout(self.kiosk)
        takeaway = cast("TakeawayScreen", self.kiosk.kiosk.takeaway)
        assert takeaway.handout is not None
        return takeaway.handout.pdf

    def poll(self) -> str:
        """See the kiosk ask its printer, and read what is on the screen then."""
        self.kiosk.step_spooler()
        names = self.kiosk.names()
        self.seen |= set(names)
        return "\n".join(names)

    def until_seen(self, *words: str) -> None:
        """Look until all of these words are on the screen."""
        until(self.poll, lambda told: all(word in told for word in words), " ".join(words))

    def until_quiet(self) -> None:
        """Look until there is nothing more to follow: every cancelled job has been seen gone."""
        until(lambda: self.poll() and self.poller.busy(), lambda busy: not busy, "a quiet spooler")

    def lose_patience(self) -> None:
        """Let pass, on the kiosk's clock, more time than a job may stand still."""
        self.kiosk.clock.now += self.limits.patience + 1

    def finish(self) -> None:
        """The family goes."""
        self.kiosk.tap("I've finished")
        self.kiosk.tap("Yes, clear the screen")

    def close(self) -> None:
        self.kiosk.close()
