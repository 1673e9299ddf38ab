"""Was this page helpful? Three faces, one answer a page and session, and nothing else."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.family import FamilySession
from app.domain.session.session import Screen

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

FACES = ("yes", "partly", "no")


@QmlElement
class HelpfulQuestion(QObject):
    """Asks it of the topic on show. The session knows which pages had an answer, never which.

    What `answered` says is counted, or lost: it is not in here afterwards.
    """

    changed = Signal()
    answered = Signal(str, str)

    def __init__(self, family: FamilySession, *, asks: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._family = family
        self._asks = asks
        for signal in (family.routeChanged, family.ratedChanged):
            signal.connect(self.changed)

    @Slot(str)
    def answer(self, face: str) -> None:
        """A family has tapped a face."""
        route = self._family.route
        can_answer = self._asks and route.screen is Screen.TOPIC and not self._is_answered()
        if can_answer and face in FACES:
            self._family.rate(route.about)
            self.answered.emit(route.about, face)

    def _is_answered(self) -> bool:
        return self._family.route.about in self._family.session.rated

    asks = Property(bool, attrgetter("_asks"), constant=True)
    thanks = Property(bool, _is_answered, notify=changed)
