"""The errors that cross from one room of the house to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ContentCode(StrEnum):
    """What is wrong with a library, as the small code that staff read on the resting screen."""

    MISSING = "K-01"
    EMPTY = "K-02"
    NOT_A_DATABASE = "K-03"
    LOCKED = "K-04"
    FOREIGN = "K-05"
    NEWER = "K-06"
    OLDER = "K-07"
    DAMAGED = "K-08"
    FAULTY = "K-09"
    UNREADABLE = "K-10"
    CHECKING = "K-11"


@dataclass(eq=False)
class ContentError(Exception):
    """A library that cannot be used: what is wrong, and the mend. For staff, never for families."""

    code: ContentCode
    problem: str
    hint: str

    def __str__(self) -> str:
        return f"{self.code}: {self.problem} {self.hint}"


@dataclass(eq=False)
class TransientError(Exception):
    """What stands in the way for now; the next look may find it gone. For staff."""

    problem: str
    hint: str

    def __str__(self) -> str:
        return f"{self.problem} {self.hint}"


@dataclass(eq=False)
class ConfigError(Exception):
    """A configuration file that says something the kiosk cannot follow."""

    file: str
    key: str
    problem: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem} Allowed: {self.allowed}"


class HandoutError(Exception):
    """A handout that could not be made: a fault of ours, told to families as a calm sentence."""
