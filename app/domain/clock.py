"""Whether a machine's clock can be believed, and which day it is where it cannot.

A kiosk without a battery for its clock starts in 1970. A library knows better: it was published,
signed and reviewed on days that have been. Where the clock says otherwise, review notices are those
of the latest of these days, and nothing is claimed that depends on the hour.
"""

from __future__ import annotations

from datetime import date, timedelta

FAR_AHEAD = timedelta(days=3653)
"""How long after the library's latest day a clock is believed: ten years."""


def is_believed(clock: date, latest: date | None) -> bool:
    """Whether a clock's day goes with a library whose latest day that is sure is `latest`."""
    return latest is None or latest <= clock <= latest + FAR_AHEAD


def sure_day(clock: date, latest: date | None) -> date:
    """The day that it is; the library's latest, where the clock is not believed."""
    return clock if latest is None or is_believed(clock, latest) else latest
