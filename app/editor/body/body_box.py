"""The box in which a page's text is edited as it looks. What it holds is CommonMark."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.content.body.body import Body
from app.content.body.plain import blocks_of_plain
from app.domain.library.markup import Block, BlockKind, PictureUse, Run
from app.editor.body.body_view import BodyView
from app.editor.body.editing import Editing
from app.editor.body.formats import TARGET, led_to, run_of, run_to
from app.editor.body.links import Link, link_at, own_spans, widened
from app.editor.body.qt_blocks import is_picture, kind_of, letters, style_at
from app.editor.widgets.inputs import LeaveUndo

COMMONMARK = "application/x-clinic-commonmark"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BodyBox(BodyView):
    """A page's text as it looks. Enter goes on with a list or begins a paragraph."""

    pasted = Signal(str)
    """What became of a paste, where not all of it came; else ""."""
    opened = Signal()
    """Somebody wants to change the picture that the cursor is in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.installEventFilter(LeaveUndo(self))
        self.most_letters = sys.maxsize
        self._cursor_was = 0
        self.editing = Editing(self.paper)
        self.cursorPositionChanged.connect(self._moved)

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a new paragraph or item. Tables and pictures go as a whole or not at all."""
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Cut):
            self.cut_chosen()
        elif self._is_in_picture() and (event.key() in _ENTER or _types(event)):
            self.opened.emit()
        elif event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self._do(self.editing.enter)
        elif (forward := _word(event)) is not None:
            self._do(partial(self.editing.delete_word, forward=forward))
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            is_back = event.key() == Qt.Key.Key_Backspace
            if not self._did(self.editing.backspace if is_back else self.editing.delete):
                super().keyPressEvent(event)
        elif _types(event):
            self._replacing(lambda: super(BodyBox, self).keyPressEvent(event))
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What comes by way of several keys is typed as anything else."""
        if self._is_in_picture():
            event.ignore()
        elif event.commitString() or event.preeditString():
            self._replacing(lambda: super(BodyBox, self).inputMethodEvent(event))
        else:
            super().inputMethodEvent(event)

    def _is_in_picture(self) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and is_picture(cursor.block())

    def _replacing(self, act: Callable[[], object]) -> None:
        """Do it in the place of what is chosen, as one change."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            act()
            return
        cursor.beginEditBlock()
        self.editing.remove(cursor)
        self.setTextCursor(cursor)
        act()
        cursor.endEditBlock()

    def _do(self, act: Callable[[QTextCursor], object]) -> None:
        self._stand_beside()  # where a drop or the mouse's middle button put the cursor
        cursor = self.textCursor()
        cursor.beginEditBlock()
        act(cursor)
        cursor.endEditBlock()
        self.setTextCursor(cursor)  # this takes the form of the letter before
        self._leave_link()
        self.ensureCursorVisible()

    def _did(self, act: Callable[[QTextCursor], bool]) -> bool:
        done: list[bool] = []
        self._do(lambda cursor: done.append(act(cursor)))
        return done[0]

    def cut_chosen(self) -> None:
        """Copy what is chosen, and delete it."""
        if self.textCursor().hasSelection():
            self.copy()
            if not self.isReadOnly():
                self._do(self.editing.remove)

    def createStandardContextMenu(self, *position: QPoint) -> QMenu:
        """The usual menu, in which Cut and Delete leave tables and pictures whole."""
        menu: QMenu = super().createStandardContextMenu(*position)
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                action.setVisible(False)  # the window undoes
            elif action.objectName() == "edit-cut":
                action.triggered.disconnect()
                action.triggered.connect(self.cut_chosen)
            elif action.objectName() == "edit-delete":
                action.triggered.disconnect()
                action.triggered.connect(lambda: self._do(self.editing.remove))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of this box, not Qt's own."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A picture is opened; of other words one is chosen."""
        cursor = self.cursorForPosition(event.position().toPoint())
        if is_picture(cursor.block()) and not self.isReadOnly():
            self.setTextCursor(cursor)
            self.opened.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dragged here is pasted; the box's own words stay where they are."""
        if event.source() in (self, self.viewport()):
            event.ignore()
        else:
            super().dropEvent(event)

    # -- what is copied and pasted

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is chosen: for other programs, and for this one with all that it is."""
        usual = super().createMimeDataFromSelection()
        cursor = self.textCursor()
        if self.editing.tables.cells(cursor) is not None:
            return usual
        chosen = Body(()).with_blocks(self.paper.chosen(self.editing.whole(cursor)))
        data = QMimeData()  # Qt's own knows no further formats
        data.setHtml(usual.html())
        data.setText("\n\n".join(block.text for block in chosen.blocks))
        data.setData(COMMONMARK, chosen.text.encode())
        return data

    def insert_plain(self, words: str) -> None:
        """Put words without marks where the cursor is; lines that begin as items are a list."""
        self.insert_blocks(blocks_of_plain(words))

    def insert_commonmark(self, text: str) -> None:
        """Put what some CommonMark says where the cursor is."""
        self.insert_blocks(Body.of(text).blocks)

    def insert_blocks(self, blocks: Sequence[Block]) -> None:
        """Put blocks where the cursor is, in the place of what is chosen."""
        if blocks:
            self._do(lambda cursor: self.editing.insert(cursor, blocks))

    # -- what the buttons do

    def set_kind(self, kind: BlockKind, level: int = 0) -> None:
        """Make the lines of a kind, or paragraphs again."""
        self._do(lambda cursor: self.editing.set_kind(cursor, kind, level))

    def toggle_strong(self) -> None:
        """Strong words, or plain ones again."""
        self._toggle(lambda run: run.strong, lambda run, on: replace(run, strong=on))

    def toggle_emphasis(self) -> None:
        """Emphasised words, or plain ones again."""
        self._toggle(lambda run: run.emphasis, lambda run, on: replace(run, emphasis=on))

    def make_plain(self) -> None:
        """Words that are neither strong nor emphasised, and lead nowhere."""
        self._change_words(lambda run: Run(run.text))

    def _toggle(self, has: Callable[[Run], bool], put: Callable[[Run, bool], Run]) -> None:
        start, end = self._chosen_words()
        found = self.editing.runs.between(start, end)
        if found:
            on = not all(has(run) for run in found)
            self._change_words(lambda run: put(run, on))
            return
        run = run_of("x", self.currentCharFormat())  # what is typed next
        style = style_at(self.textCursor().block())
        self.setCurrentCharFormat(self.paper.formats.chars(put(run, not has(run)), style))

    def _chosen_words(self) -> tuple[int, int]:
        cursor = self.textCursor()
        if cursor.hasSelection() and self.editing.spans_blocks(cursor):
            return cursor.selectionStart(), cursor.selectionEnd()
        return self.editing.runs.word_at(cursor)

    def _change_words(self, change: Callable[[Run], Run]) -> None:
        start, end = self._chosen_words()
        self._do(lambda _: self.editing.runs.change(start, end, change))

    def words_to_link(self) -> tuple[int, int, str]:
        """Where the words are that a link is put on, and which they are."""
        start, end = self.editing.runs.word_at(self.textCursor())
        block = self.document().findBlock(start)
        return start, end, letters(block.text(), start - block.position(), end - block.position())

    def insert_link(self, target: str, words: str) -> None:
        """Put words in that are a contact's own, say."""
        self.insert_blocks([Block(BlockKind.PARAGRAPH, (run_to(words, target),))])

    def link(self, start: int, end: int, target: str, title: str) -> None:
        """Let words lead to something; its title stands there if there are none."""
        self._do(lambda cursor: self.editing.runs.lead(cursor, start, end, target, title))

    def link_here(self) -> Link | None:
        """The link that the cursor is in, or all of what is chosen."""
        return link_at(self.textCursor())

    def change_link(self, link: Link, words: str, target: str) -> None:
        """Other words in the place of a link's, and another target, or none."""
        self._do(lambda cursor: self.editing.runs.change_link(cursor, link, words, target))

    def here(self) -> tuple[BlockKind, str]:
        """What the cursor is in, and where the words lead that it is in."""
        cursor = self.textCursor()
        kind = BlockKind.TABLE if cursor.currentTable() is not None else kind_of(cursor.block())
        return kind, str(cursor.charFormat().property(TARGET) or "")

    def picture_here(self) -> PictureUse | None:
        """The picture that the cursor is in."""
        return self.paper.block_at(self.textCursor().block()).picture

    def change_picture(self, mark: str) -> None:
        """Another description of the picture that the cursor is in."""
        (block,) = Body.of(mark).blocks
        self._do(lambda cursor: self.paper.drawing.redraw_picture(cursor, block))

    def is_in_table(self) -> bool:
        """Whether the cursor is in a table."""
        return self.textCursor().currentTable() is not None

    def insert_table(self) -> None:
        """A table below the line."""
        self._do(self.editing.tables.insert_table)

    def table_changes(self) -> list[tuple[str, Callable[[], None]]]:
        """What can be done to the table that the cursor is in, with what each is called."""
        found = self.editing.tables.changes(self.textCursor())
        return [(label, partial(self._do, change)) for label, change in found]

    # -- where the cursor stands

    def _moved(self) -> None:
        if not self.paper.is_drawing:
            self._stand_beside()
        self._cursor_was = self.textCursor().position()
        self._leave_link()

    def _stand_beside(self) -> None:
        """The cursor stands beside what a contact says; all of that is chosen, or none."""
        by_mouse = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        cursor = widened(self.textCursor(), self._cursor_was, by_mouse=by_mouse)
        if cursor is not None and not self.isReadOnly():
            self.setTextCursor(cursor)

    def own_spans(self) -> list[tuple[int, int]]:
        """Where it says a contact's number or hours, whose letters nobody changes here."""
        found: list[tuple[int, int]] = []
        block = self.document().firstBlock()
        while block.isValid():
            found += own_spans(block)
            block = block.next()
        return found

    def _leave_link(self) -> None:
        """What is typed at the end of a link does not belong to it."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        form = cursor.charFormat()
        target = form.property(TARGET)
        if not target:
            return
        after = QTextCursor(cursor)
        after.movePosition(QTextCursor.MoveOperation.NextCharacter)
        goes_on = (
            not cursor.atBlockStart()
            and not cursor.atBlockEnd()
            and after.charFormat().property(TARGET) == target
        )
        if not goes_on:
            run = led_to(run_of("x", form), "")
            style = style_at(cursor.block())
            self.setCurrentCharFormat(self.paper.formats.chars(run, style))


def _word(event: QKeyEvent) -> bool | None:
    """Whether a key deletes the word behind the cursor; None where it does no such thing."""
    if event.matches(QKeySequence.StandardKey.DeleteEndOfWord):
        return True
    return False if event.matches(QKeySequence.StandardKey.DeleteStartOfWord) else None


def _types(event: QKeyEvent) -> bool:
    """Whether a key puts letters in."""
    keys = QKeySequence.StandardKey
    if any(event.matches(key) for key in (keys.Copy, keys.Paste, keys.SelectAll)):
        return False
    control = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    )
    is_alt_gr = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) and bool(control)
    return bool(event.text()) and event.text().isprintable() and (not control or is_alt_gr)
