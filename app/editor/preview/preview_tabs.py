"""The right side: the families' own screen and the handout, following what is typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from app.content.items.item import Content
from app.editor.ports import PreviewFactory, PreviewPane

PREVIEW_AFTER = 200
"""How long after the last key the preview follows, in ms."""


class Previews(QTabWidget):
    """Only the pane that is looked at is told of a text."""

    def __init__(
        self,
        screen: PreviewFactory,
        handout: PreviewFactory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self._content: Content | None = None
        self._panes: list[PreviewPane] = []
        self._shown: dict[int, Content] = {}
        self._timer = QTimer(self, interval=PREVIEW_AFTER, singleShot=True)
        self._timer.timeout.connect(self._show)
        for label, make in (("Screen", screen), ("Handout", handout)):
            if make is not None:
                pane = make(self)
                assert isinstance(pane, QWidget)  # noqa: S101 - a pane is a widget
                self._panes.append(pane)
                self.addTab(pane, label)
        self.tabBar().setVisible(self.count() > 1)
        self.currentChanged.connect(self._show)

    def follow(self, content: Content, *, at_once: bool = False) -> None:
        """Show this text soon, or now."""
        self._content = content
        self._timer.start(0 if at_once else PREVIEW_AFTER)

    def show_step(self, step_id: str) -> None:
        """Go to a question or an outcome, in every pane; what is typed is shown first."""
        if self._timer.isActive():
            self._timer.stop()
            self._show()
        for pane in self._panes:
            pane.show_step(step_id)

    def _show(self) -> None:
        number = self.currentIndex()
        if self._content is not None and self._shown.get(number) is not self._content:
            self._shown[number] = self._content
            self._panes[number].show_content(self._content)
