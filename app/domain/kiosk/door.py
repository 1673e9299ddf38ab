"""The staff's door: how long wrong PINs shut it, and which PINs may be chosen.

Pure; who keeps the record over a restart is asked through `StaffPin`.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from app.lazy_dataclass import dataclass

TRIES = 5
"""So many wrong PINs in a row shut the door for a while; each further one for twice as long."""

FIRST_WAIT = 60.0
LONGEST_WAIT = 3600.0
"""In seconds."""

DIGITS = range(6, 13)
"""How many digits a PIN may have."""


@dataclass(frozen=True, slots=True)
class DoorRecord:
    """How many wrong PINs came in a row, and when the last one did, in seconds since 1970."""

    wrong: int = 0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """For how many seconds no PIN is taken. A clock that was put back shortens nothing."""
        if self.wrong < TRIES:
            return 0.0
        whole = min(FIRST_WAIT * 2.0 ** min(self.wrong - TRIES, 10), LONGEST_WAIT)
        passed = now - self.at
        return whole if passed < 0 else max(0.0, whole - passed)

    def after_wrong(self, now: float) -> DoorRecord:
        """The record with one more wrong PIN."""
        return DoorRecord(self.wrong + 1, now)


class PinProblem(StrEnum):
    """Why a PIN cannot be chosen."""

    NONE = ""
    TOO_SHORT = "too-short"
    TOO_SIMPLE = "too-simple"


def pin_problem(pin: str, default: str) -> PinProblem:
    """What is wrong with a PIN that staff choose: its length, or that anyone tries it first."""
    if not (pin.isascii() and pin.isdecimal() and len(pin) in DIGITS):
        return PinProblem.TOO_SHORT
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = any(pin == pin[:n] * (len(pin) // n) for n in (1, 2, 3) if len(pin) % n == 0)
    simple = repeats or steps in ({1}, {9}) or default in pin
    return PinProblem.TOO_SIMPLE if simple else PinProblem.NONE


class StaffPin(Protocol):
    """The PIN in force, and what is kept of wrong ones. None of it raises."""

    def matches(self, pin: str) -> bool:
        """Whether this is the PIN."""

    def must_change(self, pin: str) -> bool:
        """Whether a PIN that matches is the one that every kiosk comes with, so opens nothing."""

    def problem(self, pin: str) -> PinProblem:
        """What is wrong with a PIN that staff choose."""

    def choose(self, pin: str) -> bool:
        """Put another PIN in its place; whether it could be saved."""

    def record(self) -> DoorRecord:
        """The wrong PINs so far, those before a restart among them."""

    def remember(self, record: DoorRecord) -> None:
        """Save the record, where there is room for it."""
