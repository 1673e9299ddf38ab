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
from app.editor.fields.body_field import Picker
from app.editor.fields.field import LineField
from app.editor.fields.text_fields import TextField
from app.editor.forms.component_forms import (
    ChoiceForm,
    ComponentForm,
    NoteForm,
    OutcomeForm,
    QuestionForm,
)
from app.editor.forms.components_list import ComponentsList
from app.editor.forms.form import Notes
from app.editor.widgets.confirm import ask
from app.editor.widgets.flow_layout import FlowLayout

_FORMS = (QuestionForm, ChoiceForm, OutcomeForm, NoteForm)


class ComponentsEditor(QSplitter):
    """`component_chosen` is the id of the part that is open."""

    component_chosen = Signal(str)

    def __init__(
        self, document: LibraryDocument, pick: Picker, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.document = document
        self.setChildrenCollapsible(False)
        self._content: Content | None = None
        self._notes: Notes = {}
        self.list = ComponentsList()
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        self.list.currentItemChanged.connect(self._chosen)
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
        self.forms: dict[str, ComponentForm] = {}
        for make in _FORMS:
            form = make(document, pick)
            self.forms[form.table] = form
            self.stack.addWidget(form)
        self.addWidget(top)
        self.addWidget(self.stack)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        self._enable()

    def _button(self, label: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(label)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: act())
        self._row.addWidget(button)
        return button

    # -- what is shown

    def show_content(self, content: Content, field: str = "") -> None:
        """Show a walkthrough; `field` is the part and the field where it changed."""
        is_other = self._content is None or self._content.key != content.key
        self._content = content
        component = field.partition(" ")[0] if " " in field else ""
        now = "" if is_other else self.component_id()
        self.list.show_components(content, component or now)
        self._show_errors()
        self._show_form()
        self._enable()

    def component_id(self) -> str:
        """The part that is chosen, or ""."""
        return self.list.component_id()

    def go_to(self, component_id: str) -> None:
        """Choose a part."""
        self.list.go_to(component_id)

    def _show_errors(self) -> None:
        errors = {component for (component, _), notes in self._notes.items() if _has_error(notes)}
        self.list.show_errors(errors)

    def _chosen(self) -> None:
        self._show_form()
        self._enable()
        self.component_chosen.emit(self.component_id())

    def _show_form(self) -> None:
        component_id = self.component_id()
        table = (
            changes.table_of(self._content, component_id) if self._content and component_id else ""
        )
        if not table or self._content is None:
            self.stack.setCurrentIndex(0)
            return
        form = self.forms[table]
        form.show_component(self._content, component_id)
        form.show_notes(self._notes)
        self.stack.setCurrentWidget(form)

    def show_notes(self, notes: Notes) -> None:
        """Show what the checks say of each part."""
        self._notes = notes
        self._show_errors()
        form = self.stack.currentWidget()
        if isinstance(form, ComponentForm):
            form.show_notes(notes)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it may be changed."""
        for form in self.forms.values():
            form.set_read_only(read_only)
        self._enable()

    def _enable(self) -> None:
        may = not self.document.workshop.read_only and self._content is not None
        component_id = self.component_id()
        table = (
            changes.table_of(self._content, component_id) if self._content and component_id else ""
        )
        for button in (self.add_question, self.add_outcome, self.add_note):
            button.setEnabled(may)
        self.add_choice.setEnabled(may and table in ("question", "choice"))
        for button in (self.up, self.down, self.remove):
            button.setEnabled(may and bool(table))

    # -- changing

    def _change(self, content: Content, component_id: str, label: str) -> None:
        self.document.change(content, f"{component_id} ", label)

    def _add(self, table: str) -> None:
        content = self._content
        if content is None:
            return
        signed = self.document.workshop.items.signed_content(content.key)
        known = [c for c in (content, self.document.saved(content.key), signed) if c is not None]
        new = changes.new_id(known, table)
        now = self.component_id()
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
        component_id = self.component_id()
        if self._content is not None and component_id:
            table = changes.table_of(self._content, component_id)
            self._change(
                changes.move(self._content, table, component_id, step), component_id, "Move"
            )

    def _delete(self) -> None:
        component_id, content = self.component_id(), self._content
        if content is None or not component_id:
            return
        table = changes.table_of(content, component_id)
        named = changes.leading_to(content, component_id)
        title = changes.component(content, table, component_id).title
        if not named:
            self._remove(component_id)
            return
        lines = "\n".join(f"• {one.id} {one.title}" for one in named)
        ask(
            self,
            "&Delete",
            f"Delete {component_id} “{title}”?",
            f"These point to it:\n{lines}\n\nAnswers that lead to it will lead nowhere until you"
            " choose another place. Undo brings it back.",
            lambda: self._remove(component_id),
        )

    def _remove(self, component_id: str) -> None:
        if self._content is not None:
            table = changes.table_of(self._content, component_id)
            self._change(changes.remove(self._content, table, component_id), "", "Delete")


def _has_error(notes: Sequence[tuple[Level, str]]) -> bool:
    return any(level is Level.ERROR for level, _ in notes)
