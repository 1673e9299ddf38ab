"""The errors that cross from one room of the house to another."""

from __future__ import annotations

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
    CRASHED = "K-12"
    CONFIGURATION = "K-13"


class KioskError(Exception):
    """What is wrong and what to do about it, as sentences for staff, never for families.

    Every error that tells somebody something is one, so that one `except` is enough.
    """

    def __init__(self, problem: str = "", hint: str = "") -> None:
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.problem} {self.hint}".rstrip()


class ContentError(KioskError):
    """A library that cannot be used."""

    def __init__(self, code: ContentCode, problem: str, hint: str) -> None:
        super().__init__(problem, hint)
        self.code = code

    def __str__(self) -> str:
        return f"{self.code}: {super().__str__()}"


class TransientError(KioskError):
    """What stands in the way for now; the next try may find it gone."""


class ConfigError(KioskError):
    """A configuration file that says something the kiosk cannot follow."""

    def __init__(self, file: str, key: str, problem: str, allowed: str) -> None:
        super().__init__(problem, f"Allowed: {allowed}")
        self.file = file
        self.key = key
        self.allowed = allowed

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {super().__str__()}"


class HandoutError(KioskError):
    """A handout that could not be made: a fault of ours; families see a calm sentence."""


class RuleViolationError(KioskError):
    """What may not be done, and what has to come first. Nothing was changed."""
