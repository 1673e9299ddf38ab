"""What the bridge may ask of whoever lays handouts out on paper, and what it gets back."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from app.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from app.domain.handout.summary import Document


@dataclass(frozen=True, slots=True)
class Handout:
    """A handout, ready to print: the PDF and its number of pages."""

    pdf: bytes
    pages: int


QUIET = 4
"""The light margin of a QR code, in squares. Source: ISO/IEC 18004."""


class CodeKind(StrEnum):
    """What a phone does with a code. None of them leads it to search the web."""

    CALL = "call"
    """It offers to call a number."""
    MESSAGE = "message"
    """It opens a message that holds the words, for the family to send to themselves."""
    LINK = "link"
    """It opens the page on the hospital's own site."""


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """A QR code: what a phone reads off it, what the family gets, and its squares.

    `rows` is as many strings as it has rows, of "1" (dark) and "0" (light). The light margin of
    `QUIET` squares all round is not in them and has to be drawn too. `questions` is how many of
    the questions to ask are in it, and `of_questions` how many there are.
    """

    text: str
    rows: tuple[str, ...]
    kind: CodeKind = CodeKind.MESSAGE
    shows: str = ""
    questions: int = 0
    of_questions: int = 0


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
