"""The middle: one item, with its head, its fields, and tabs for what belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.content.checks.findings import Finding
from app.content.items.components import step_of
from app.content.items.item import Content
from app.content.search.index import Hit
from app.content.search.normalize import Query
from app.domain.governance.governance import ItemKey, ItemKind, ItemStatus
from app.editor.document.actions import Actions
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import Picker
from app.editor.fields.found_text import FoundText
from app.editor.forms.components_editor import ComponentsEditor
from app.editor.forms.contact_form import ContactForm
from app.editor.forms.form import notes
from app.editor.forms.item_form import ItemForm
from app.editor.forms.term_form import TermForm
from app.editor.forms.topic_form import TopicForm
from app.editor.forms.walkthrough_form import WalkthroughForm
from app.editor.panels import listen, widget_of
from app.editor.ports import ItemPanel, ItemPanelWidget
from app.editor.texts.status_labels import KIND_LABELS, status_label
from app.editor.widgets.icons import icon
from app.editor.widgets.inputs import LeaveUndo
from app.editor.widgets.notice_bar import NoticeBar
from app.editor.widgets.steady import steady

FORMS: dict[ItemKind, Callable[[LibraryDocument, Actions, Picker], ItemForm]] = {
    ItemKind.TOPIC: TopicForm,
    ItemKind.WALKTHROUGH: WalkthroughForm,
    ItemKind.CONTACT: ContactForm,
    ItemKind.TERM: TermForm,
}

_NEXT = "“Check and sign” says what comes next."
_LARGER = 1.4


class Head(QWidget):
    """What is open, where it stands, and the way to save it."""

    save = Signal(str)

    def __init__(self, document: LibraryDocument) -> None:
        super().__init__()
        self.document = document
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setAccessibleName("Title")
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setBold(True)
        self.title.setFont(font)
        self.status_icon, self.status = QLabel(), QLabel()
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setAccessibleName("State")
        status = QHBoxLayout()
        status.addWidget(self.status_icon, 0, Qt.AlignmentFlag.AlignTop)
        status.addWidget(self.status, 1)
        self.written = QLabel()
        self.written.setTextFormat(Qt.TextFormat.PlainText)
        self.written.setAccessibleName("When it was written down")
        room = self.fontMetrics().horizontalAdvance(" Saved at 00:00 ")
        self.written.setMinimumWidth(room)  # so that what stands beside it wraps once and for all
        status.addWidget(self.written, 0, Qt.AlignmentFlag.AlignTop)
        self.why = QLineEdit()
        self.why.setPlaceholderText("Why? (optional, for the history)")
        self.why.setAccessibleName("Why this is changed, for the history")
        self.why.installEventFilter(LeaveUndo(self))
        self.button = QPushButton("Sa&ve")
        self.button.setIcon(icon("check"))
        self.button.clicked.connect(self._save)
        self.why.returnPressed.connect(self._save)
        row = QHBoxLayout()
        row.addWidget(self.why, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addLayout(status)
        column.addLayout(row)

    def _save(self) -> None:
        self.save.emit(self.why.text().strip())

    def show_written(self, key: ItemKey) -> None:
        """Say when the text was written down last: nobody has to trust that it was."""
        write = self.document.last_write(key)
        verb = "Saved" if write and write.is_draft else "Kept"
        with steady():
            self.written.setText(f"{verb} at {write.at:%H:%M}" if write else "")

    def show_content(self, content: Content) -> None:
        """Say what is open and where it stands."""
        with steady():
            self._show(content)

    def _show(self, content: Content) -> None:
        self.title.setText(content.title)
        self.show_written(content.key)
        row = self.document.row(content.key)
        is_saved = self.document.is_saved(content.key)
        read_only = self.document.workshop.read_only
        self.button.setEnabled(not is_saved and not read_only)
        self.why.setEnabled(not is_saved and not read_only)
        if row is None:
            return
        status = status_label(row, self.document.today())
        kind = KIND_LABELS[content.key.kind]
        is_open = row.status in (ItemStatus.DRAFT, ItemStatus.CHECKED)
        next_step = _NEXT if is_open and is_saved and not read_only else ""
        found = f"{kind} {content.key.id}. {status.label}. {status.sentence} {next_step}"
        self.status.setText(found.strip())
        side = self.fontMetrics().height()
        self.status_icon.setPixmap(icon(status.icon).pixmap(side, side))


class Page(QWidget):
    """The item that is open."""

    save = Signal(str)
    stepped = Signal(str)
    """The question or outcome of the walkthrough that somebody looks at now."""

    def __init__(
        self,
        document: LibraryDocument,
        actions: Actions,
        pick: Picker,
        panels: Sequence[ItemPanel] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.document, self._actions = document, actions
        self._pick, self._panels = pick, panels
        self.head = Head(document)
        self.head.save.connect(self.save)
        self.bar = NoticeBar("About this text", "info")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.components: ComponentsEditor | None = None
        self._forms: dict[ItemKind, ItemForm] = {}
        self._made: dict[int, ItemPanelWidget] = {}
        self._content: Content | None = None
        self._shown_panels: dict[QWidget, ItemPanelWidget] = {}
        """The panels among the tabs that are there for this kind of item."""
        self._stale: set[QWidget] = set()
        self._found = FoundText()
        self.tabs.currentChanged.connect(self._come_to_tab)
        column = QVBoxLayout(self)
        for widget in (self.head, self.bar, self.tabs):
            column.addWidget(widget)

    @property
    def form(self) -> ItemForm:
        """The fields of the item that is open."""
        assert self._content is not None  # noqa: S101 - asked for while one is open
        return self._form(self._content.key.kind)

    def _form(self, kind: ItemKind) -> ItemForm:
        if kind not in self._forms:
            self._forms[kind] = FORMS[kind](self.document, self._actions, self._pick)
            self._forms[kind].set_read_only(self.document.workshop.read_only)
        return self._forms[kind]

    def _panel(self, number: int) -> ItemPanelWidget:
        if number not in self._made:
            self._made[number] = self._panels[number].make(self)
            listen(
                self._made[number], self.document, self._actions, self.go_to_component, lambda: None
            )
            self._made[number].stepped.connect(self._emit_step)
        return self._made[number]

    def commit(self) -> None:
        """Take what is written when one leaves its field as if somebody had left it."""
        self.form.commit()

    def go_to_component(self, component_id: str) -> None:
        """Show a question, an answer, an outcome or a note of the walkthrough that is open."""
        if self.components is not None:
            self.tabs.setCurrentWidget(self.components)
            self.components.go_to(component_id)
            self._emit_step(component_id)  # it may be chosen already

    def _emit_step(self, component_id: str) -> None:
        step = step_of(self._content, component_id) if self._content and component_id else ""
        if step:
            self.stepped.emit(step)

    def show_hit(self, hit: Hit, wanted: Query) -> None:
        """Bring words that were found into sight; what stands in no field is said above."""
        found = hit.fragment
        if self._content is None:
            return
        form: QScrollArea = self.form
        if found.component and self.components is not None:
            self.go_to_component(found.component)
            shown = self.components.stack.currentWidget()
            form = shown if isinstance(shown, QScrollArea) else form
        else:
            self.tabs.setCurrentWidget(form)
        QApplication.sendPostedEvents(form, QEvent.Type.LayoutRequest)
        if not self._found.show(form, found.field, wanted):
            self.bar.show_message(f"{found.name}: {hit.excerpt}")

    def write_first(self) -> None:
        """Put the keyboard into the first field."""
        first = next(iter(self.form.fields))
        self.tabs.setCurrentWidget(self.form)
        self.form.go_to(first)

    def write_there(self) -> None:
        """Put the keyboard where the words are that were found."""
        self._found.write_there()

    def open(self, content: Content) -> None:
        """Show another item."""
        kind = content.key.kind
        is_other_kind = self._content is None or self._content.key.kind is not kind
        self._content = content
        if is_other_kind:
            self._lay_tabs(kind)
        self.head.why.clear()
        self.bar.close_bar()
        self.form.begin()
        self.head.show_content(content)
        self.show_content(content)

    def _lay_tabs(self, kind: ItemKind) -> None:
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._shown_panels = {}
        self.tabs.addTab(self._form(kind), "Words")
        if kind is ItemKind.WALKTHROUGH:
            if self.components is None:
                self.components = ComponentsEditor(self.document, self._pick)
                self.components.set_read_only(self.document.workshop.read_only)
                self.components.component_chosen.connect(self._emit_step)
            self.tabs.addTab(self.components, "Questions")
        for number, panel in enumerate(self._panels):
            if kind in panel.kinds:
                # Alt and a letter go to fields; Ctrl+Tab goes through the tabs.
                widget = widget_of(self._panel(number))
                self._shown_panels[widget] = self._panel(number)
                self.tabs.addTab(widget, panel.title.replace("&", ""))
        self.tabs.tabBar().setVisible(self.tabs.count() > 1)
        self.tabs.blockSignals(False)

    def show_content(self, content: Content, field: str = "") -> None:
        """Show the item that is open as it stands now; `field` is where it changed."""
        self._content = content
        self.form.show_content(content)
        if self.components is not None and content.key.kind is ItemKind.WALKTHROUGH:
            self.components.show_content(content, field)
        self._stale = set(self._shown_panels)
        self._show_tab()

    def _show_tab(self) -> None:
        widget = self.tabs.currentWidget()
        if widget in self._stale and self._content is not None:
            self._stale.discard(widget)
            self._shown_panels[widget].show_content(self._content)

    def _come_to_tab(self) -> None:
        self._show_tab()
        if self._content is not None and self.components is not None:
            step = step_of(self._content, self.components.component_id())
            panel = self._shown_panels.get(self.tabs.currentWidget())
            if step and panel is not None:
                panel.show_step(step)

    def show_findings(self, content: Content, findings: Sequence[Finding]) -> None:
        """Say what the checks found, if it is this text that they looked at."""
        if self._content is not None and content.key == self._content.key:
            found = notes(content, findings)
            if self.components is not None and content.key.kind is ItemKind.WALKTHROUGH:
                self.components.show_notes(found)
            self.form.show_notes(found)

    def refill(self) -> None:
        """What fields choose from has changed."""
        for form in self._forms.values():
            form.refill()
