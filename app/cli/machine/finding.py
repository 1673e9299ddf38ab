"""One line of the doctor: what was looked at, and how it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.paths import SERVICE_STATE


@dataclass(frozen=True, slots=True)
class Finding:
    """Good, where there is no hint; otherwise what is wrong, and what puts it right."""

    about: str
    text: str
    hint: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing has to be done."""
        return not self.hint


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine that is looked at: where its files and its kiosk's state are."""

    root: Path = Path("/")
    state: Path = field(default=SERVICE_STATE)

    def file(self, path: str) -> Path:
        """A file of the machine, by its full path there."""
        return self.root / path.lstrip("/")

    def text(self, path: str) -> str:
        """What a small file says, or ""."""
        try:
            return self.file(path).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""
