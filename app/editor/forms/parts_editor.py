"""The questions, answers, outcomes and notes of a walkthrough: a list, and fields below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.content.checks.findings import Level
from app.content.items import components as changes
from app.content.items.edit import find
from app.content.items.item import Content
from app.editor.document.document import LibraryDocument
from app.editor.fields.body import Picker
from app.editor.fields.field import LineField
from app.editor.fields.flow import FlowLayout
from app.editor.fields.textfields import TextField
from app.editor.forms.form import Notes
from app.editor.forms.part_forms import ChoiceForm, NoteForm, OutcomeForm, PartForm, QuestionForm
from app.editor.forms.parts_list import PartsList
from app.editor.widgets.confirm import ask

_FORMS = (QuestionForm, ChoiceForm, OutcomeForm, NoteForm)


class PartsEditor(QSplitter):
    """`gone_to` is the id of the part that is open."""

    gone_to = Signal(str)

    def __init__(
        self, document: LibraryDocument, pick: Picker, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.document = document
        self.setChildrenCollapsible(False)
        self._content: Content | None = None
        self._said: Notes = {}
        self.list = PartsList()
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.list.currentItemChanged.connect(self._gone)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 6, 0, 0)
        row = QWidget()
        self._row = FlowLayout(row)
        self.add_question = self._button("Add question", lambda: self._add("question"))
        self.add_choice = self._button("Add answer", lambda: self._add("choice"))
        self.add_outcome = self._button("Add outcome", lambda: self._add("outcome"))
        self.add_note = self._button("Add note", lambda: self._add("note"))
        self.up = self._button("Up", lambda: self._move(-1))
        self.down = self._button("Down", lambda: self._move(1))
        self.remove = self._button("Delete…", self._delete)
        column.addWidget(row)
        column.addWidget(self.list)
        self.stack = QStackedWidget()
        hint = QLabel("Choose a question, an answer, an outcome or a note in the list above.")
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.stack.addWidget(hint)
        self.forms: dict[str, PartForm] = {}
        for make in _FORMS:
            form = make(document, pick)
            self.forms[form.table] = form
            self.stack.addWidget(form)
        self.addWidget(top)
        self.addWidget(self.stack)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        self._enable()

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: act())
        self._row.addWidget(button)
        return button

    # -- what is shown

    def show_content(self, content: Content, place: str = "") -> None:
        """Show a walkthrough; `place` is the part and the field where it changed."""
        is_other = self._content is None or self._content.key != content.key
        self._content = content
        part = place.partition(" ")[0] if " " in place else ""
        now = "" if is_other else self.part_id()
        self.list.show_parts(content, part or now)
        self._mark()
        self._show_form()
        self._enable()

    def part_id(self) -> str:
        """The part that is chosen, or ""."""
        return self.list.part_id()

    def go_to(self, part_id: str) -> None:
        """Choose a part."""
        self.list.go_to(part_id)

    def _mark(self) -> None:
        errors = {part for (part, _), said in self._said.items() if _has_error(said)}
        self.list.mark(errors)

    def _gone(self) -> None:
        self._show_form()
        self._enable()
        self.gone_to.emit(self.part_id())

    def _show_form(self) -> None:
        part_id = self.part_id()
        table = changes.table_of(self._content, part_id) if self._content and part_id else ""
        if not table or self._content is None:
            self.stack.setCurrentIndex(0)
            return
        form = self.forms[table]
        form.show_part(self._content, part_id)
        form.show_notes(self._said)
        self.stack.setCurrentWidget(form)

    def show_notes(self, said: Notes) -> None:
        """Show what the checks say of each part."""
        self._said = said
        self._mark()
        form = self.stack.currentWidget()
        if isinstance(form, PartForm):
            form.show_notes(said)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        for form in self.forms.values():
            form.set_read_only(read_only)
        self._enable()

    def _enable(self) -> None:
        may = not self.document.workshop.read_only and self._content is not None
        part_id = self.part_id()
        table = changes.table_of(self._content, part_id) if self._content and part_id else ""
        for button in (self.add_question, self.add_outcome, self.add_note):
            button.setEnabled(may)
        self.add_choice.setEnabled(may and table in ("question", "choice"))
        for button in (self.up, self.down, self.remove):
            button.setEnabled(may and bool(table))

    # -- changing

    def _change(self, content: Content, part_id: str, words: str) -> None:
        self.document.change(content, f"{part_id} ", words)

    def _add(self, table: str) -> None:
        content = self._content
        if content is None:
            return
        signed = self.document.workshop.signed_content(content.key)
        known = [c for c in (content, self.document.saved(content.key), signed) if c is not None]
        new = changes.new_id(known, table)
        now = self.part_id()
        question = now
        if table == "choice" and changes.table_of(content, now) == "choice":
            question = str(find(content, "choice", id=now)["question_id"])
        question = question if table == "choice" else ""
        self._change(changes.add(content, table, new, question), new, changes.NEW_TEXTS[table])
        self.go_to(new)
        form = self.forms[table]
        first = next(iter(form.fields.values()))
        first.setFocus()
        if isinstance(first, (LineField, TextField)):
            first.box.selectAll()  # words that only hold a place: typing replaces them

    def _move(self, step: int) -> None:
        part_id = self.part_id()
        if self._content is not None and part_id:
            table = changes.table_of(self._content, part_id)
            self._change(changes.move(self._content, table, part_id, step), part_id, "Move")

    def _delete(self) -> None:
        part_id, content = self.part_id(), self._content
        if content is None or not part_id:
            return
        table = changes.table_of(content, part_id)
        named = changes.leading_to(content, part_id)
        title = changes.component(content, table, part_id).title
        if not named:
            self._remove(part_id)
            return
        lines = "\n".join(f"• {one.id} {one.title}" for one in named)
        ask(
            self,
            "&Delete",
            f"Delete {part_id} “{title}”?",
            f"These point to it:\n{lines}\n\nAnswers that lead to it will lead nowhere until you"
            " choose another place. Undo brings it back.",
            lambda: self._remove(part_id),
        )

    def _remove(self, part_id: str) -> None:
        if self._content is not None:
            table = changes.table_of(self._content, part_id)
            self._change(changes.remove(self._content, table, part_id), "", "Delete")


def _has_error(said: Sequence[tuple[Level, str]]) -> bool:
    return any(level is Level.ERROR for level, _ in said)
