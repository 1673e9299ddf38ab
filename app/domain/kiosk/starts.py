"""Why a kiosk started, how often it had to, and what it may show after several crashes in a row.

Pure: the record of the start before goes in, and the record of this one comes out.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from app.lazy_dataclass import dataclass

MINUTE = 60.0
SAFE_AFTER = 3
"""So many crashes in a minute, or before a first picture, and only what is sure is used."""

SET_ASIDE_AFTER = 2
"""So many, and state that can be made again is set aside."""

RESTING_AFTER = 6
"""So many, and the resting screen is all that is shown."""

_REMEMBERED = 12


class StartReason(StrEnum):
    """What was before this start."""

    FIRST = "first"
    CLOSED = "closed"
    CRASH = "crash"
    POWER_ON = "power-on"
    POWER_LOST = "power-lost"


class Mode(StrEnum):
    """What a kiosk shows: everything, the last good edition with default settings, or nothing."""

    NORMAL = "normal"
    SAFE = "safe"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Crash:
    """A start after a crash: in seconds since the machine was switched on.

    `painted` is whether the run that crashed had come as far as its first picture.
    """

    at: float
    painted: bool


@dataclass(frozen=True, slots=True)
class StartRecord:
    """This start, until it is closed in order. `boot` names the machine's own start.

    `at` is in seconds since then.
    """

    boot: str = ""
    at: float = 0.0
    reason: StartReason = StartReason.FIRST
    closed: bool = True
    painted: bool = False
    restarts: int = 0
    crashes: tuple[Crash, ...] = ()


def started(before: StartRecord, boot: str, now: float) -> StartRecord:
    """The record of a start at `now`, seconds since the machine was switched on."""
    start = StartRecord(boot, now, closed=False)
    if not before.boot:
        return start
    if before.boot != boot or now < before.at:
        reason = StartReason.POWER_ON if before.closed else StartReason.POWER_LOST
        return replace(start, reason=reason)
    if before.closed:
        return replace(start, reason=StartReason.CLOSED, restarts=before.restarts)
    crashes = (*before.crashes, Crash(now, before.painted))[-_REMEMBERED:]
    restarts = before.restarts + 1
    return replace(start, reason=StartReason.CRASH, restarts=restarts, crashes=crashes)


def in_a_row(record: StartRecord, now: float) -> int:
    """How many crashes count together: those of the last minute, or all without a picture."""
    lately = sum(now - crash.at <= MINUTE for crash in record.crashes)
    blind = 0
    for crash in reversed(record.crashes):
        if crash.painted:
            break
        blind += 1
    return max(lately, blind)


def mode(record: StartRecord, now: float) -> Mode:
    """What this start may show."""
    crashes = in_a_row(record, now)
    if crashes >= RESTING_AFTER:
        return Mode.RESTING
    return Mode.SAFE if crashes >= SAFE_AFTER else Mode.NORMAL
