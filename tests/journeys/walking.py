"""What a person does in a walkthrough, and what they read there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAccessible

from app.domain.walkthrough.walkthrough import Position, Walkthrough
from tests.driver import Driver

OWN = "Something else to ask (an empty line)"
CHANGE = "Change: "
NOT_A_VERDICT = (
    "This does not say whether a treatment is right for your child. "
    "Only your child's consultant can say."
)


@dataclass(frozen=True)
class Page:
    """A page of the walkthrough as it is read from the screen."""

    names: tuple[str, ...]
    headings: tuple[str, ...]
    chosen: tuple[str, ...]
    boxes: tuple[str, ...]

    @property
    def review(self) -> dict[str, str]:
        """The lines of the review: each question with its answer."""
        places = [n for n, name in enumerate(self.names) if name.startswith(CHANGE)]
        return {self.names[n].removeprefix(CHANGE): self.names[n - 1] for n in places}

    @property
    def is_review(self) -> bool:
        """Whether this is the review of the answers."""
        return "See what you could ask" in self.names


def walkthrough_of(kiosk: Driver) -> Walkthrough:
    """The library's first walkthrough."""
    library = kiosk.kiosk.reloader.library
    assert library is not None
    return library.walkthrough(library.walkthroughs()[0].walkthrough_id)


def page(kiosk: Driver) -> Page:
    """What is on the screen now."""
    seen = kiosk.everything()
    role = QAccessible.Role
    return Page(
        tuple(s.name for s in seen),
        tuple(s.name for s in seen if s.role == role.Heading),
        tuple(s.name for s in seen if s.role == role.RadioButton and s.checked),
        tuple(s.name for s in seen if s.role == role.CheckBox),
    )


def begin(kiosk: Driver) -> None:
    """From the attract screen to the first question."""
    kiosk.start()
    kiosk.tap(walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")


def answer(kiosk: Driver, *labels: str) -> None:
    """Tap an answer to each question that comes."""
    for label in labels:
        kiosk.tap(label)


def labels(position: Position) -> tuple[str, ...]:
    """What is tapped along a way."""
    return tuple(a.choice.label for a in position.answered)


def lines(position: Position) -> dict[str, str]:
    """What the review says of a way."""
    return {a.question.text: a.choice.label for a in position.answered}
