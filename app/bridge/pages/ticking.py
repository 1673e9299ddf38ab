"""The questions that a family ticks on the page at hand: those are what is printed."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.family import FamilySession
from app.domain.session.session import AN_EMPTY_LINE

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class TickedQuestions(QObject):
    """What is ticked of the topic or the outcome at hand; gone with the session."""

    changed = Signal()

    def __init__(self, family: FamilySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._family = family
        for signal in (family.tickedChanged, family.routeChanged, family.walkChanged):
            signal.connect(self.changed)

    @Slot(str)
    def toggle(self, question: str) -> None:
        """Tick a question, or take its tick away; "" is an empty line for one of their own."""
        page = self._family.session.at_hand
        if page is not None:
            self._family.tick(page, question)

    def _get_questions(self) -> str:
        session = self._family.session
        return "\n".join(sorted(session.ticked_on(session.at_hand) - {AN_EMPTY_LINE}))

    def _has_empty_line(self) -> bool:
        session = self._family.session
        return AN_EMPTY_LINE in session.ticked_on(session.at_hand)

    questions = Property(str, _get_questions, notify=changed)
    """Those that are ticked, a line each: qmllint knows no lists of Python's."""

    emptyLine = Property(bool, _has_empty_line, notify=changed)
