"""The one error of bringing text in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class ImportingError(Exception):
    """A file that cannot be brought in: its name, what is wrong with it, and the hint."""

    file: str
    problem: str
    hint: str

    def __str__(self) -> str:
        return f"{self.file}: {self.problem} {self.hint}"
