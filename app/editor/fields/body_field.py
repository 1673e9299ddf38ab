"""The text of a page: CommonMark as it is kept, with buttons for its marks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QToolButton, QWidget

from app.content.items.contact_words import mark_of
from app.domain.governance.governance import ItemKind
from app.domain.progress import CancelledError
from app.editor.fields import formatting
from app.editor.fields.field import units
from app.editor.fields.formatting import Selection
from app.editor.fields.highlighter import Highlighter
from app.editor.fields.picture_dialog import AddPicture, ask_for_picture
from app.editor.fields.text_fields import TextBox, TextField
from app.editor.widgets.flow_layout import FlowLayout
from app.editor.widgets.waiting import wait_for

if TYPE_CHECKING:
    from app.content.importing.pages.html import Pasted

MOST_PASTED = 40_000
"""Letters that are pasted at once: twice what a page may have."""

_READER = "app.content.importing.pages.html"

Picker = Callable[[ItemKind, str, Callable[[str, str], None]], None]
"""Lets somebody pick an item of a kind; the words chosen help; tells its id and its title."""


class BodyBox(TextBox):
    """A box for CommonMark: Enter goes on with a list or begins a paragraph."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lines=8, most=24, parent=parent)
        self.highlighter = Highlighter(self.document(), self.palette())

    def selection(self) -> Selection:
        """The text, and what is chosen in it."""
        text, cursor = self.text(), self.textCursor()
        return Selection(
            text, _index(text, cursor.selectionStart()), _index(text, cursor.selectionEnd())
        )

    def put_selection(self, new: Selection) -> None:
        """Show a text that marks were put into, with what is chosen."""
        self.put(new.text)
        cursor = self.textCursor()
        cursor.setPosition(units(new.text[: new.start]))
        cursor.setPosition(units(new.text[: new.end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a new paragraph or item; Shift+Enter is a line break in the text alone."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if not self.isReadOnly():
                self.put_selection(formatting.enter(self.selection()))
                self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, from wherever."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: what comes with HTML keeps its headings and lists, and loses the rest."""
        self.left.emit()  # undone by itself
        words, left_out = source.text(), ""
        if source.hasHtml():
            from app.content.importing.errors import ImportingError  # noqa: PLC0415 - seldom needed

            try:
                pasted = self._read(source.html())
                words, left_out = pasted.body, " ".join(str(one) for one in pasted.warnings)
            except ImportingError as error:
                left_out = f"{error.problem} {error.hint} It was pasted as plain words."
            except CancelledError:
                return
        if len(words) > MOST_PASTED:
            # The box would be held, and nobody could see what is missing of a part.
            self.pasted.emit(
                f"This is {len(words):,} letters; {MOST_PASTED:,} are the most, and nothing was "
                "pasted. Paste a part of it at a time."
            )
            return
        self._insert(words)
        self.pasted.emit(f"Pasted. {left_out}" if left_out else "")

    def _read(self, html: str) -> Pasted:
        """What HTML says. The window would be held by what is long, and by loading the reader."""
        from app.content.importing.limits import is_short  # noqa: PLC0415

        if not is_short(html) or _READER not in sys.modules:
            return self._paste_beside(html)
        from app.content.importing.pages.html import paste  # noqa: PLC0415 - it is loaded

        return paste(html)

    def _paste_beside(self, html: str) -> Pasted:
        """Read what may take long in a process of its own, with a way to cancel."""
        from app.content.importing.reading import ReadingProcess  # noqa: PLC0415

        reader = ReadingProcess()

        def work() -> Pasted:
            with reader:
                return reader.paste(html)

        found: Pasted = wait_for(work, "Reading what was copied\u2026", reader.stop, self)
        return found

    def insert_block(self, words: str) -> None:
        """Put a paragraph of its own where the cursor is."""
        self._insert(f"\n{words}\n")

    def _insert(self, words: str) -> None:
        """Blocks of their own, where there are several."""
        now = self.selection()
        if "\n" in words:
            before = now.text[: now.start].rstrip(" ")
            words = words.strip("\n")
            if before and not before.endswith("\n\n"):
                words = ("\n" if before.endswith("\n") else "\n\n") + words
            after = now.text[now.end :]
            if after and not after.startswith("\n\n"):
                words += "\n" if after.startswith("\n") else "\n\n"
        self.textCursor().insertText(words)


class BodyField(TextField):
    """A page's text with its buttons.

    `pick` opens the lists of glossary words and pages.
    """

    def __init__(
        self,
        name: str,
        label: str,
        help_text: str = "",
        *,
        pick: Picker,
        names: Sequence[str] = (),
    ) -> None:
        box = BodyBox()
        self.buttons = QWidget()
        super().__init__(
            name, label, help_text, names=names, box=box, is_commonmark=True, above=(self.buttons,)
        )
        self.body = box
        self._pick = pick
        box.pasted.connect(self._pasted)
        self._row = row = FlowLayout(self.buttons)
        for words, keys, tip, change in (
            ("Heading", "Ctrl+1", "Make the line a heading", formatting.heading),
            ("List", "Ctrl+2", "Make the lines a list", formatting.bullets),
            ("Numbered list", "Ctrl+3", "Make the lines a numbered list", formatting.numbers),
            (
                "Important box",
                "Ctrl+4",
                "Put the paragraph in an important box",
                formatting.important,
            ),
            ("Table", "Ctrl+5", "Put a table below the line", formatting.table),
            ("Strong", "Ctrl+B", "Make the words strong", formatting.strong),
            ("Emphasis", "Ctrl+I", "Emphasise the words", formatting.emphasis),
        ):
            row.addWidget(self._button(words, keys, tip, self._changer(change)))
        tip = "Explain the words that are chosen, from the glossary"
        row.addWidget(self._button("Glossary word…", "Ctrl+G", tip, self._glossary))
        tip = "Make the words that are chosen lead to another page"
        row.addWidget(self._button("Link to a page…", "Ctrl+K", tip, self._page))
        tip = "Say a contact's number or hours; when the contact changes, the text does"
        row.addWidget(self._button("Number of…", "Ctrl+Shift+C", tip, self._contact))

    def take_pictures(self, add: AddPicture) -> None:
        """Have a button for pictures from files; `add` takes them into the library."""

        def chosen(mark: str) -> None:
            self.left.emit()  # undone by itself
            self.body.insert_block(mark)
            self._pasted("")
            self.body.setFocus()

        def ask() -> None:
            if not self.body.isReadOnly():
                ask_for_picture(self, add, chosen, self._pasted)

        tip = "Put a picture from a file into the text"
        self._row.addWidget(self._button("Picture…", "Ctrl+Shift+I", tip, ask))

    def _pasted(self, message: str) -> None:
        self.tell_of_paste(message)
        self.left.emit()

    def _button(self, words: str, keys: str, tip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(f"{tip} ({QKeySequence(keys).toString(_NATIVE)})")
        button.setAccessibleName(words)
        button.setAccessibleDescription(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        shortcut = QShortcut(QKeySequence(keys), self.body)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)
        return button

    def _changer(self, change: Callable[[Selection], Selection]) -> Callable[[], None]:
        def act() -> None:
            if not self.body.isReadOnly():
                self.left.emit()  # undone by itself
                self.body.put_selection(change(self.body.selection()))
                self.left.emit()
                self.body.setFocus()

        return act

    def _glossary(self) -> None:
        self._link(ItemKind.TERM, "term")

    def _page(self) -> None:
        self._link(ItemKind.TOPIC, "topic")

    def _contact(self) -> None:
        """Put a contact's number or hours where the cursor is."""
        if self.body.isReadOnly():
            return

        def picked(target: str, words: str) -> None:
            self.left.emit()  # undone by itself
            self.body.textCursor().insertText(mark_of(target, words))
            self.left.emit()
            self.body.setFocus()

        self._pick(ItemKind.CONTACT, "", picked)

    def _link(self, kind: ItemKind, prefix: str) -> None:
        if self.body.isReadOnly():
            return
        before = self.body.selection()

        def picked(item_id: str, title: str) -> None:
            self.body.put_selection(formatting.link(before, f"{prefix}:{item_id}", title))
            self.left.emit()
            self.body.setFocus()

        self._pick(kind, formatting.word_at(before).chosen, picked)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        super().set_read_only(read_only)
        self.buttons.setEnabled(not read_only)


_NATIVE = QKeySequence.SequenceFormat.NativeText


def _index(text: str, position: int) -> int:
    """Where in a text Qt's position is."""
    if text.isascii():
        return position
    return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))
