"""The editor's right side: the family's own screen, live, and the handout as it will print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QImage, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.content.items.item import Content
from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.handout.handout_ports import HandoutMaker
from app.domain.handout.summary import Document
from app.domain.ports import Library
from app.domain.session.session import TEXT_SIZES, Screen, Theme
from app.editor.preview.choices import Choices
from app.editor.preview.handout import HandoutPane
from app.editor.preview.making import Made, Previews, Source
from app.editor.preview.views import ScreenView
from app.editor.widgets.flow_layout import FlowLayout
from app.editor.widgets.inputs import NarrowComboBox

LYING, UPRIGHT = QSize(1920, 1080), QSize(1080, 1920)
"""A 24-inch panel's pixels, either way up."""

_THEMES = {
    Theme.PAPER: "Usual colours",
    Theme.LIGHT: "Black on white",
    Theme.DARK: "White on black",
}
_SCREENS = {ItemKind.WALKTHROUGH: Screen.WALKTHROUGH}
_OPENING = "Opening page"
_LONGEST_STEP = 60
_UNREACHABLE = "No answers lead there yet. Lead an answer to it."


class Stage(Protocol):
    """The families' screens, drawn into a picture; whoever joins the rooms hands one over."""

    on_paint: Callable[[], None]
    on_move: Callable[[], None]

    def show(self, library: Library, screen: Screen, about: str, *, explained: bool) -> None:
        """Show a place from a library, which is closed when another one comes."""

    def set_style(self, text_size: int, theme: str) -> None:
        """Choose a text size, in per cent, and a theme."""

    def style(self) -> tuple[int, str]:
        """The text size, in per cent, and the theme."""

    def set_size(self, size: QSize) -> None:
        """Turn the screen."""

    def picture(self) -> QImage:
        """What is on the screen, pixel by pixel."""

    def words(self) -> list[str]:
        """What is to be read on the page, in its order."""

    def click(self, at: QPointF) -> None:
        """Tap a place of the screen."""

    def roll(self, at: QPointF, event: QWheelEvent) -> None:
        """Turn the wheel over a place of the screen."""

    def steps(self) -> list[tuple[str, str]]:
        """The questions and outcomes of the walkthrough on show: ids and words."""

    def step(self) -> str:
        """The question or outcome on show, or ""."""

    def show_step(self, step_id: str) -> bool:
        """Go to a question or an outcome, or with "" to the opening page."""

    def is_away(self) -> bool:
        """Whether clicks have led to another place than the one that was asked for."""

    def go_back(self) -> None:
        """To the place that was asked for."""

    def document(self) -> Document | None:
        """What a family would take away from here."""

    def close(self) -> None:
        """Let go of the screens and of the library."""


class FamilyPane(QWidget):
    """Shows a text as families will meet it: `show_content` as often as one likes."""

    def __init__(
        self,
        source: Source,
        stage: Stage,
        maker: Callable[[], HandoutMaker],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.stage = stage
        self._content: Content | None = None
        self._library: Library | None = None
        self._shown: ItemKey | None = None
        self._to_step = ""
        self.previews = Previews(source, self)
        self.previews.made.connect(self._show_made)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setFrameShape(QLabel.Shape.StyledPanel)
        self.message.setMargin(6)
        self.message.hide()
        self.screen_view = ScreenView(self)
        self.screen_view.setAccessibleName("The families' screen")
        self.handout = HandoutPane(maker, self)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self._screen_tab(), "Families' screen")
        self.tabs.addTab(self.handout, "Handout")
        self.tabs.currentChanged.connect(self._refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message)
        column.addWidget(self.tabs, 1)
        self.screen_view.clicked.connect(stage.click)
        self.screen_view.rolled.connect(stage.roll)
        stage.on_paint = self._painted
        stage.on_move = self._moved

    def _screen_tab(self) -> QWidget:
        tab = QWidget(self)
        first, second, third = FlowLayout(), FlowLayout(), QHBoxLayout()
        sizes = tuple((f"{size} %", size) for size in TEXT_SIZES)
        self.sizes = Choices(self, first, "Text size", sizes)
        orientations = (("Lying", LYING), ("Upright", UPRIGHT))
        self.orientations = Choices(self, first, "Screen", orientations)
        themes = tuple((words, str(theme)) for theme, words in _THEMES.items())
        self.themes = Choices(self, second, "Colours", themes)
        self.steps = NarrowComboBox(20, tab)
        self.steps.setAccessibleName("Page of the walkthrough")
        self.back = QPushButton("Back to this page", tab)
        third.addWidget(self.steps, 1)
        third.addWidget(self.back)
        self.steps.hide()
        self.back.hide()
        column = QVBoxLayout(tab)
        for row in (first, second, third):
            column.addLayout(row)
        column.addWidget(self.screen_view, 1)
        self.sizes.buttonClicked.connect(self._apply_style)
        self.themes.buttonClicked.connect(self._apply_style)
        self.orientations.buttonClicked.connect(self._apply_style)
        self.steps.activated.connect(self._go_to_step)
        self.back.clicked.connect(self.stage.go_back)
        return tab

    # -- what is on show ------------------------------------------------------------------------

    def show_content(self, content: Content) -> None:
        """Show this text: at once where it is another one, else when nobody types."""
        other = self._content is None or self._content.key != content.key
        if other:
            self._to_step = ""
        self._content = content
        self.previews.ask(content, at_once=other)

    def show_step(self, step_id: str) -> None:
        """Go to a question or an outcome of the walkthrough, as soon as it is on show.

        Where no answers lead there, that is said, and the screen stays as it is.
        """
        self._to_step = step_id
        if self._content is not None and self._shown == self._content.key:
            self._step(is_last=self.previews.is_idle)

    def _step(self, *, is_last: bool) -> None:
        """Go where somebody wants to go. Until the `is_last` try, what is typed may lead there."""
        if not self._to_step:
            return
        leads = self.stage.show_step(self._to_step)
        if not leads and not is_last:
            return
        self._to_step = ""
        if self.message.text() in ("", _UNREACHABLE):  # else something weightier is said
            self._show_message("" if leads else _UNREACHABLE)
        self._moved()

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for is on show."""
        return self.previews.is_idle and self.handout.is_idle

    @property
    def shown(self) -> ItemKey | None:
        """The text that is on show."""
        return self._shown

    def end(self) -> None:
        """Make nothing more, and let go of the screens."""
        self.handout.close_down()
        self.stage.close()
        self.previews.close()

    @Slot(object)
    def _show_made(self, made: Made) -> None:
        if self._content is None or made.content.key != self._content.key:
            if made.library and made.library is not self._library:
                made.library.close()
            return
        if made.problem or made.library is self._library:
            self._show_message(made.problem)
        if made.library is None or made.library is self._library:
            return
        self._library, self._shown = made.library, made.content.key
        kind = made.content.key.kind
        self.stage.show(
            made.library,
            _SCREENS.get(kind, Screen.TOPIC),
            made.about,
            explained=kind is ItemKind.TERM,
        )
        self._fill_steps()
        self._step(is_last=True)
        self._refresh()

    def _show_message(self, problem: str) -> None:
        self.message.setText(problem)
        self.message.setVisible(bool(problem))

    @Slot()
    def _refresh(self) -> None:
        if self.tabs.currentWidget() is self.handout:
            self.handout.show_document(self.stage.document())
        else:
            self._painted()

    def _painted(self) -> None:
        if self._shown is None:
            return
        self.screen_view.show_picture(self.stage.picture())
        if QAccessible.isActive():
            self.screen_view.setAccessibleDescription("\n".join(self.stage.words()))

    def _moved(self) -> None:
        self.back.setVisible(self.stage.is_away())
        text_size, theme = self.stage.style()
        self.sizes.choose(text_size)
        self.themes.choose(theme)
        self.steps.setCurrentIndex(max(0, self.steps.findData(self.stage.step())))

    # -- what the buttons do --------------------------------------------------------------------

    def _fill_steps(self) -> None:
        steps = self.stage.steps()
        self.steps.setVisible(bool(steps))
        here = [("", _OPENING), *((step, words[:_LONGEST_STEP]) for step, words in steps)]
        there = [
            (self.steps.itemData(n), self.steps.itemText(n)) for n in range(self.steps.count())
        ]
        if here != there:
            self.steps.clear()
            for step, words in here:
                self.steps.addItem(words, step)
        self._moved()

    @Slot()
    def _go_to_step(self) -> None:
        self._show_message("")
        if not self.stage.show_step(str(self.steps.currentData())):
            self._show_message(_UNREACHABLE)
            self._moved()

    def set_style(self, text_size: int, theme: str, *, upright: bool) -> None:
        """Choose how the screen looks, as the buttons do."""
        self.sizes.choose(text_size)
        self.themes.choose(theme)
        self.orientations.choose(UPRIGHT if upright else LYING)
        self._apply_style()

    @Slot()
    def _apply_style(self) -> None:
        self.stage.set_style(self.sizes.value(), self.themes.value())
        self.stage.set_size(self.orientations.value())
