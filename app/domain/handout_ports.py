"""What the bridge may ask of whoever lays handouts out on paper, and what it gets back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.summary import Document


@dataclass(frozen=True, slots=True)
class Handout:
    """A handout, ready to print: the PDF and its number of pages."""

    pdf: bytes
    pages: int


QUIET = 4
"""The light margin of a QR code, in squares. Source: ISO/IEC 18004."""


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """A QR code: what a phone reads off it, and its squares.

    `rows` is as many strings as it has rows, of "1" (dark) and "0" (light). The light margin of
    `QUIET` squares all round is not in them and has to be drawn too.
    """

    text: str
    rows: tuple[str, ...]
    is_link: bool = False


class HandoutMaker(Protocol):
    """Lays out on paper what a family takes away. HandoutError when it cannot."""

    def warm(self) -> None:
        """Load what the first handout needs, ahead of it. For a worker thread."""

    def forget(self) -> None:
        """Let go of the words of earlier handouts. For a worker thread."""

    def make(self, document: Document, *, large: bool = False) -> Handout:
        """The PDF, standard (14 pt) or large print (18 pt)."""

    def pictures(
        self, document: Document, *, large: bool = False, pixels_per_inch: int = 72
    ) -> Sequence[bytes]:
        """Each page as a PNG."""

    def phone_codes(self, document: Document) -> Sequence[PhoneCode]:
        """The codes that a phone reads off the screen, to be read in this order."""
