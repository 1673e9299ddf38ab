"""An edition goes to a few kiosks first, then to more, and stops by itself where they go back.

What kiosks say stands in the log of the web server that they get the list from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.content.updates.fetching.layout import report_in

STAGES = (1.0, 10.0, 100.0)
"""The shares of the kiosks that an edition goes to, one after the other, in %."""

ENOUGH = 5
"""How many kiosks have to show it before it goes to more."""

_MOST_BACK, _LEAST_BACK = 0.02, 2


@dataclass(frozen=True, slots=True)
class Reports:
    """How many kiosks show an edition, and how many went back from it."""

    showing: int
    back: int

    @property
    def bad(self) -> bool:
        """Whether too many went back: one may have had a bad disk."""
        return self.back >= max(_LEAST_BACK, _MOST_BACK * (self.showing + self.back))


def reports_of(number: int, log: Iterable[str]) -> Reports:
    """What kiosks said of an edition, in the lines of a log."""
    found = [report for line in log if (report := report_in(line)) is not None]
    showing = {report.name for report in found if report.shows == number}
    back = {report.name for report in found if report.back_from == number}
    return Reports(len(showing - back), len(back))


def next_stage(stage: float, reports: Reports) -> float:
    """The share that an edition is for from now on: 0 stops it."""
    if reports.bad:
        return 0.0
    if stage <= 0 or reports.showing < ENOUGH:
        return stage
    return next((further for further in STAGES if further > stage), stage)
