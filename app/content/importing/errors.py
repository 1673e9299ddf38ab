"""The one error of bringing text in."""

from __future__ import annotations

from app.domain.errors import KioskError


class ImportingError(KioskError):
    """A file that cannot be brought in: its name, what is wrong with it, and the hint."""

    def __init__(self, file: str, problem: str, hint: str) -> None:
        super().__init__(problem, hint)
        self.file = file

    def __str__(self) -> str:
        return f"{self.file}: {super().__str__()}"
