"""Where facts come from: each source, who allowed its use, and what stands on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSettings
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.reports.sources import set_changed, texts_on
from app.content.workshop import Workshop
from app.content.workshop.storage.tables import Snapshot
from app.content.workshop.values import ItemRow, SourceRow
from app.domain.errors import KioskError
from app.domain.library.library import date_in_words
from app.editor.document.undo_commands import Done
from app.editor.sources.source_drafts import SourceDrafts
from app.editor.sources.source_fields import SourceFields
from app.editor.widgets.confirm import ask
from app.editor.widgets.panel import PanelWidget
from app.editor.widgets.tables import RowTable, sentence_label

_NEW = "A new source. It is there once it is saved."
_UNSAVED = "What is typed here is not saved yet."


class SourcesPage(PanelWidget):
    """The sources as a table, and the one that is chosen as fields."""

    def __init__(
        self,
        workshop: Workshop,
        parent: QWidget | None = None,
        *,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._drafts = SourceDrafts(workshop.file, settings)
        self._field = ""
        """The field that somebody types in, so that it is undone as one."""
        self._sources: tuple[SourceRow, ...] = ()
        self._counts: Mapping[str, int] = {}
        self._on_it: tuple[ItemRow, ...] = ()
        self._source = SourceRow("", "", "")
        self.table = RowTable("Sources")
        self.table.nothing = "There are no sources yet. “Add a source” adds one."
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.add = QPushButton("&Add a source")
        self.add.clicked.connect(self._add)
        self.summary = sentence_label("About this source")
        self.form = SourceFields()
        self.form.edited.connect(self._edited)
        self.form.left.connect(self._end_typing)
        self.fields, self.is_read = self.form.lines, self.form.is_read
        self.read_on = self.form.read_on
        self.texts = RowTable("What stands on this source")
        self.texts.nothing = ""
        self.texts.horizontalHeader().hide()
        self.texts.opened.connect(lambda row: self.opened.emit(self._on_it[row].key))
        self.save = QPushButton("&Save")
        self.save.clicked.connect(self._save)
        self.changed_button = QPushButton()
        self.changed_button.clicked.connect(self._mark_changed)
        self.delete = QPushButton("&Delete…")
        self.delete.clicked.connect(self._ask_to_delete)
        self.result = sentence_label("What came of it")
        self._lay_out()

    def _lay_out(self) -> None:
        self.form.rows.addRow("What sta&nds on it", self.texts)
        buttons, head = QHBoxLayout(), QHBoxLayout()
        for button in (self.save, self.changed_button, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head.addWidget(self.add)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.table, 3)
        column.addWidget(self.summary)
        column.addWidget(self.form, 2)
        column.addLayout(buttons)
        column.addWidget(self.result)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the library anew each time the page is opened."""
        super().showEvent(event)
        self.refresh()

    def show_item(self, item_id: str) -> None:
        """Show one source; the library was read when the page was opened."""
        ids = [source.id for source in self._sources]
        if item_id in ids:
            self.table.selectRow(ids.index(item_id))

    def refresh(self, source_id: str = "") -> None:
        """Read the sources, and choose one."""
        chosen = source_id or self._source.id
        is_new = not chosen and self._drafts.has("")
        self._sources = self._workshop.sources.rows()
        self._counts = self._workshop.sources.counts()
        heads = ("Publisher", "Title", "Read on", "Permission", "Changed", "On it")
        self.table.rows.show_rows(heads, len(self._sources), self._cells, self._has_changed)
        self.table.set_shape((26, 0, 22, 18, 22, 8))
        ids = [source.id for source in self._sources]
        if is_new:
            self._add()
        elif ids:
            self.table.selectRow(ids.index(chosen) if chosen in ids else 0)
        else:
            self._choose()

    def _cells(self, row: int) -> Sequence[str]:
        source = self._sources[row]
        read = date_in_words(source.read_on) if source.read_on else "not said"
        changed = date_in_words(source.changed_on) if source.changed_on else ""
        permission = source.permission or "not said"
        count = str(self._counts.get(source.id, 0))
        suffix = " (not saved)" if self._drafts.has(source.id) else ""
        return (source.publisher, f"{source.title}{suffix}", read, permission, changed, count)

    def _has_changed(self, row: int) -> bool:
        return self._sources[row].changed_on is not None

    # -- one source ------------------------------------------------------------------------------

    def _choose(self) -> None:
        row = self.table.row()
        if 0 <= row < len(self._sources):
            self._show(self._sources[row])

    def _add(self) -> None:
        self._show(SourceRow("", "", ""))
        self.fields["publisher"].setFocus()

    def _show(self, source: SourceRow) -> None:
        self._source = source
        self._end_typing()
        self.form.show_source(self._drafts.of(source), self._workshop.today())
        self._on_it = texts_on(self._workshop, source.id) if source.id else ()
        self.texts.rows.show_rows(("Text",), len(self._on_it), self._line)
        self.texts.set_shape((0,))
        self._show_summary()
        self.changed_button.setText(
            "I have read it a&gain" if source.changed_on else "Mar&k as changed"
        )
        can = not self._workshop.read_only
        for button in (self.changed_button, self.delete):
            button.setEnabled(can and bool(source.id))
        for button in (self.save, self.add):
            button.setEnabled(can)
        self.result.clear()

    def _show_summary(self) -> None:
        about = _about(self._source, len(self._on_it)) if self._source.id else _NEW
        unsaved = f" {_UNSAVED}" if self._drafts.has(self._source.id) else ""
        self.summary.setText(f"{about}{unsaved}")

    def _line(self, row: int) -> Sequence[str]:
        text = self._on_it[row]
        return (f"{text.title} ({text.key.id})",)

    def _edited(self, field: str) -> None:
        """Keep what is typed; typing on in one field is undone as one."""
        source, before, typed = (
            self._source,
            self._drafts.of(self._source),
            self.form.typed(self._source),
        )
        self._drafts.put(source, typed)
        if self._field != field:
            self._field = field
            self._note_typing(source, before, field)
        self._show_summary()
        if source.id:
            self.table.rows.refresh_row(self.table.row())

    def _end_typing(self) -> None:
        self._field = ""

    def _note_typing(self, source: SourceRow, before: SourceRow, field: str) -> None:
        after = [before]

        def undo() -> None:
            after[0] = self._drafts.of(source)
            self._retype(source, before)

        title = source.title or "a new source"
        self.undoable.emit(
            Done(f"Change {field} ({title})", undo, lambda: self._retype(source, after[0]))
        )

    def _retype(self, source: SourceRow, typed: SourceRow) -> None:
        known = {row.id: row for row in self._workshop.sources.rows()}
        self._drafts.put(known.get(source.id, source), typed)
        self.refresh(source.id)
        if not source.id:
            self._add()

    def commit(self) -> None:
        """Save the source that is shown, if something of it is not saved."""
        if self._drafts.has(self._source.id) and not self._workshop.read_only:
            self._save()

    def _save(self) -> None:
        typed = self.form.typed(self._source)
        for name, label in (("publisher", "a publisher"), ("title", "a title")):
            if not getattr(typed, name):
                self.result.setText(f"A source has {label}. Write it first.")
                self.fields[name].setFocus()
                return
        before = self._source
        saved: list[str] = []
        if self._try(lambda: saved.append(self._workshop.sources.save(typed))):
            self._drafts.drop(before.id)
            if before.id:
                self._changed(f"Change the source “{typed.title}”", before, typed)
            else:
                self._added(saved[0], typed.title)
            self._finish(saved[0], "Saved.")

    def _mark_changed(self) -> None:
        source = self._source
        is_changed = source.changed_on is None
        today = self._workshop.today()
        saved: list[SourceRow] = []

        def apply() -> None:
            saved.append(set_changed(self._workshop, source.id, today, is_changed=is_changed))

        if self._try(apply):
            flagged = len(self._on_it)
            outcome = f"Marked. Pages to read again: {flagged}." if is_changed else "Noted."
            label = "Mark" if is_changed else "Read again"
            self._changed(f"{label} the source “{source.title}”", source, saved[0])
            self._finish(source.id, outcome)

    def _ask_to_delete(self) -> None:
        if self._on_it:
            self._delete()  # is refused, and says why
            return
        label = f"Delete the source “{self._source.title}”?"
        ask(self, "&Delete", label, "Undo brings it back.", self._delete)

    def _delete(self) -> None:
        source = self._source
        saved_source = self._workshop.sources.snapshot(source.id)
        if self._try(lambda: self._workshop.sources.delete(source.id)):
            self._drafts.drop(source.id)
            label = f"Delete the source “{source.title}”"
            self.undoable.emit(Done(label, *self._there_and_away(source.id, saved_source)))
            self._finish("", f"{source.title} is deleted.")

    # -- undone and redone -----------------------------------------------------------------------

    def _changed(self, label: str, before: SourceRow, after: SourceRow) -> None:
        self.undoable.emit(Done(label, lambda: self._put(before), lambda: self._put(after)))

    def _put(self, source: SourceRow) -> None:
        self._workshop.sources.save(source)
        self.refresh(source.id)

    def _added(self, source_id: str, title: str) -> None:
        back, away = self._there_and_away(source_id, self._workshop.sources.snapshot(source_id))
        self.undoable.emit(Done(f"Add the source “{title}”", away, back))

    def _there_and_away(
        self, source_id: str, saved_source: Snapshot
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        def back() -> None:
            self._workshop.sources.put_back(source_id, saved_source)
            self.refresh(source_id)

        def away() -> None:
            self._workshop.sources.delete(source_id)
            self.refresh()

        return back, away

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KioskError as error:
            self.result.setText(str(error))
            return False
        return True

    def _finish(self, source_id: str, label: str) -> None:
        self.refresh(source_id)
        self.result.setText(label)
        self.written.emit(None)


def _about(source: SourceRow, count: int) -> str:
    if source.changed_on:
        return (
            f"It has changed since it was read, as seen on {date_in_words(source.changed_on)}."
            f" Pages to read again: {count}."
        )
    return f"Texts that stand on it: {count}."
