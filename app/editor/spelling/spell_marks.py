"""Squiggles under words in a box, what may have been meant in its menu, and F7 to the next one.

They lie over the text, not in it: any box of Qt's with a document can have them, whatever else
colours its words, and they are no part of what is undone or kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QKeySequence,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QMessageBox, QPlainTextEdit, QTextEdit

from app.editor.spelling.dictionaries import words_in
from app.editor.spelling.speller import Speller

MARK_AFTER = 300
"""How long after the last key words are marked, in ms."""
_MOST_MARKED = 500
_LOOKING = "Looking for words…"
_NONE = "No other word is known"


Spans = Callable[[], Sequence[tuple[int, int]]]
"""Stretches of a text: where each begins and ends, in Qt's count."""


class SpellMarks(QObject):
    """The spelling of one box. `with_marks`: its text is CommonMark, where targets are no words.

    `left_alone` are the words that are not written here, as a contact's hours.
    """

    def __init__(
        self,
        box: QPlainTextEdit | QTextEdit,
        speller: Speller,
        *,
        with_marks: bool = False,
        left_alone: Spans = lambda: (),
    ) -> None:
        super().__init__(box)
        self._box, self._speller, self._with_marks = box, speller, with_marks
        self._left_alone = left_alone
        self.language = ""
        self.wrong: tuple[tuple[int, str], ...] = ()
        """Where each marked word begins, in Qt's count, and the word."""
        self._menu: QMenu | None = None
        self._timer = QTimer(self, interval=MARK_AFTER, singleShot=True)
        self._timer.timeout.connect(self.mark)
        box.textChanged.connect(self._timer.start)
        box.cursorPositionChanged.connect(self._timer.start)
        speller.checked.connect(self._timer.start)
        speller.suggested.connect(self._show_suggestions)
        box.viewport().installEventFilter(self)
        box.installEventFilter(self)
        following = QShortcut(QKeySequence("F7"), box)
        following.setContext(Qt.ShortcutContext.WidgetShortcut)
        following.activated.connect(self.go_to_next)

    def set_language(self, language: str) -> None:
        """The language of what the box shows from now on."""
        if language != self.language:
            self.language = language
            self._timer.start()

    # -- marking

    def mark(self) -> None:
        """Draw the squiggles anew; not under the word that is being typed."""
        text = self._box.document().toPlainText()
        found = list(words_in(text, with_marks=self._with_marks)) if self.language else []
        wrong = self._speller.wrong((word for _, word in found), self.language)
        typed_at = self._box.textCursor().position() if self._box.hasFocus() else -1
        spans = ((_units(text, start), word) for start, word in found if word in wrong)
        alone = self._left_alone()
        self.wrong = tuple(
            (start, word)
            for start, word in spans
            if (self._menu is not None or start + len(word) != typed_at)
            and not any(first <= start < last for first, last in alone)
        )[:_MOST_MARKED]
        self._box.setExtraSelections([self._squiggle(*span) for span in self.wrong])

    def _squiggle(self, start: int, word: str) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(start, word)
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(QColor("#c62828"))
        mark.format = look
        return mark

    def _cursor(self, start: int, word: str) -> QTextCursor:
        cursor = QTextCursor(self._box.document())
        cursor.setPosition(start)
        cursor.setPosition(start + len(word), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # -- correcting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A menu for the word that was clicked, where that is marked."""
        if isinstance(event, QContextMenuEvent) and not self._box.isReadOnly():
            by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
            cursor = (
                self._box.cursorForPosition(event.pos()) if by_mouse else self._box.textCursor()
            )
            if (span := self._span_at(cursor.position())) is not None:
                self._open_menu(span, event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def _span_at(self, position: int) -> tuple[int, str] | None:
        return next((s for s in self.wrong if s[0] <= position <= s[0] + len(s[1])), None)

    def go_to_next(self) -> None:
        """Choose the next word that is marked, from the cursor on and round, and open its menu."""
        self.mark()
        if not self.wrong or self._box.isReadOnly():
            return
        at = self._box.textCursor().selectionEnd()
        span = next((span for span in self.wrong if span[0] >= at), self.wrong[0])
        self._box.setTextCursor(self._cursor(*span))
        self._box.ensureCursorVisible()
        corner = self._box.cursorRect().bottomLeft()
        self._open_menu(span, self._box.viewport().mapToGlobal(corner))

    def _open_menu(self, span: tuple[int, str], at: QPoint) -> None:
        start, word = span
        menu = self._menu = self._box.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        first = menu.actions()[0] if menu.actions() else None
        looking = QAction(_LOOKING, menu)
        looking.setEnabled(False)
        add = QAction(f"&Add “{word}” to the library's words", menu)
        add.triggered.connect(lambda: self._add(word))
        for action in (looking, add):
            menu.insertAction(first, action)  # type: ignore[arg-type]
        if first is not None:
            menu.insertSeparator(first)
        menu.setProperty("start", start)
        menu.setProperty("word", word)
        menu.aboutToHide.connect(self._forget_menu)
        self._speller.suggest(word, self.language)
        menu.popup(at)

    def _forget_menu(self) -> None:
        self._menu = None
        self._timer.start()

    def _show_suggestions(self, word: str, found: Sequence[str]) -> None:
        """Put what may have been meant above the rest of the menu, if that is still open."""
        menu = self._menu
        if menu is None or menu.property("word") != word:
            return
        start = int(menu.property("start"))
        looking = menu.actions()[0]
        if not found:
            looking.setText(_NONE)
            return
        for number, other in enumerate(found):
            action = QAction(other, menu)
            action.triggered.connect(lambda _=False, o=other: self._put(start, word, o))
            menu.insertAction(looking, action)
            if number == 0:
                menu.setActiveAction(action)
        menu.removeAction(looking)

    def _put(self, start: int, word: str, other: str) -> None:
        self._cursor(start, word).insertText(other)
        self._box.setFocus()

    def _add(self, word: str) -> None:
        try:
            self._speller.add(word)
        except OSError as error:
            text = f"“{word}” could not be added: {error.strerror}."
            box = QMessageBox(QMessageBox.Icon.Warning, "Not added", "", parent=self._box)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setText(text)
            box.open()


def _units(text: str, index: int) -> int:
    """Where in Qt's count, in UTF-16, a letter of a text is."""
    return index if text.isascii() else len(text[:index].encode("utf-16-le")) // 2
