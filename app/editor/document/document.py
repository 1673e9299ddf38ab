"""The texts that somebody works on: as they stand now, how to go back, and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from app.content.items.item import Content
from app.content.reports.reviews import review_of
from app.content.workshop import Workshop
from app.content.workshop.values import ItemRow
from app.domain.errors import ContentError, RuleViolationError
from app.domain.governance.governance import ItemKey, ItemKind
from app.editor.document.autosave import Autosave, LastWrite, SaveProblem, local_now
from app.editor.document.undo_commands import ChangeText
from app.editor.spelling.speller import Speller
from app.editor.texts.required import in_one_sentence, missing
from app.editor.widgets.background import Job, Progress


class LibraryDocument(QObject):
    """Every change to a text goes through here: it can be undone, and it is not lost."""

    opened = Signal(object)
    """The Content that is on the page now, or None."""
    changed = Signal(object, str)
    """The Content that changed, and the field that it changed in."""
    row_changed = Signal(object)
    """The ItemRow of an item, when what the library says of it changed."""
    problem = Signal(object)
    """A SaveProblem, or None when it is over."""
    draft_saved = Signal(object)
    """The Content of a text that was just saved."""
    rearranged = Signal()
    """The items or their order are not what they were."""
    written = Signal(object)
    """The ItemKey of a text that stands on the disk now as it stands here; see `last_write`."""

    row_cache_filled = Signal()
    """Where each item stands has been read, and is kept from now on."""

    def __init__(
        self,
        workshop: Workshop,
        parent: QObject | None = None,
        *,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(parent)
        self.workshop = workshop
        self.today = today
        self.language = workshop.settings.read().language
        self.undo = QUndoStack(self)
        self.speller: Speller | None = None
        """Knows how words are spelt, where somebody has said where its dictionaries are."""
        self.key: ItemKey | None = None
        self._now: dict[ItemKey, Content] = {}
        self._saved: dict[ItemKey, Content] = {}
        self._rows: dict[ItemKey, ItemRow] = {}
        self._conflicts: dict[ItemKey, Content] = {}
        self._autosave = Autosave(workshop, self._unsaved, now, self)
        self._autosave.problem.connect(self.problem)
        self._autosave.written.connect(self.written)
        self.has_row_cache = False
        self._set_rows(workshop.items.rows(quickly=True))

    # -- what is there

    def fill_row_cache(self) -> None:
        """See beside the window where each item stands, and whether the file is whole."""

        def row_cache(_: Progress) -> tuple[ItemRow, ...]:
            self.workshop.index.fill()
            rows = self.workshop.items.rows()
            import_module("app.content.checks.rules")  # the first page asks for them
            return rows

        job = Job(row_cache, self)
        job.done.connect(self._row_cache_filled)
        job.failed.connect(self._read_failed)
        job.start()
        check = Job(lambda _: self.workshop.verify(), self)
        check.failed.connect(self._read_failed)
        check.start()

    def _row_cache_filled(self, rows: Iterable[ItemRow]) -> None:
        self.has_row_cache = True
        self._set_rows(rows)
        self.rearranged.emit()
        self.row_cache_filled.emit()

    def _read_failed(self, error: Exception) -> None:
        if isinstance(error, ContentError):
            self.report(error.problem, error.hint)
        else:
            raise error

    def read_rows(self) -> None:
        """Read every item of the library anew."""
        self._set_rows(self.workshop.items.rows())

    def _set_rows(self, rows: Iterable[ItemRow]) -> None:
        self._rows = {row.key: row for row in rows}

    def row(self, key: ItemKey) -> ItemRow | None:
        """What the library says of an item."""
        return self._rows.get(key)

    def rows(self, kind: ItemKind) -> tuple[ItemRow, ...]:
        """The items of a kind."""
        return tuple(row for row in self._rows.values() if row.key.kind is kind)

    def all_rows(self) -> tuple[ItemRow, ...]:
        """Every item."""
        return tuple(self._rows.values())

    def title(self, kind: ItemKind, item_id: str) -> str:
        """What an item is called in the library's own language, or ""."""
        row = self._rows.get(ItemKey(kind, item_id, self.language))
        return row.title if row else ""

    def content(self, key: ItemKey) -> Content:
        """A text as it stands here, with what was typed; KeyError where there is none."""
        if key not in self._now:
            saved = self._saved[key] = self.workshop.items.content(key)
            self._now[key] = self.workshop.unfinished.content(key) or saved
        return self._now[key]

    @property
    def current(self) -> Content | None:
        """The text on the page."""
        return self.content(self.key) if self.key else None

    def is_saved(self, key: ItemKey) -> bool:
        """Whether a text stands in the library as it does here."""
        return key not in self._now or self._now[key].rows == self._saved[key].rows

    def unsaved(self) -> tuple[Content, ...]:
        """The texts that stand here otherwise than in the library."""
        return tuple(content for key, content in self._now.items() if not self.is_saved(key))

    def saved(self, key: ItemKey) -> Content:
        """A text as it was saved last."""
        self.content(key)
        return self._saved[key]

    # -- opening and changing

    def open(self, key: ItemKey | None) -> None:
        """Put a text on the page; what was typed on the one before is saved."""
        if key == self.key:
            return
        self.autosave()
        self.key = key
        self.opened.emit(self.current)

    def change(self, content: Content, field: str, label: str, *, typing: bool = False) -> None:
        """What somebody chose or typed. `typing` on in one field is undone as one."""
        before = self.content(content.key)
        if content.rows != before.rows and not self.workshop.read_only:
            self.undo.push(ChangeText(self.put, before, content, field, label, typing=typing))

    def pause(self) -> None:
        """What is typed from here on is undone by itself: somebody left a field."""
        if self.undo.count():
            command = self.undo.command(self.undo.index() - 1) if self.undo.index() else None
            if isinstance(command, ChangeText):
                command.is_closed = True

    def put(self, content: Content, field: str) -> None:
        """Make a text stand so: for the commands of the undo stack."""
        self.content(content.key)  # what is saved has to be known first
        self._now[content.key] = content
        self._autosave.add(content.key)
        if content.key != self.key:
            self.open(content.key)
        self.changed.emit(content, field)
        self._update_row(content)

    def _update_row(self, content: Content) -> None:
        row = self._rows.get(content.key)
        if row is None:
            return
        updated = replace(row, title=content.title, unfinished=not self.is_saved(content.key))
        if updated != row:
            self._rows[content.key] = updated
            self.row_changed.emit(updated)

    # -- saving

    def autosave(self) -> None:
        """Write down what was typed and is not saved; nobody waits for it."""
        self._autosave.save()

    def autosave_now(self) -> bool:
        """Write it down before anything else happens; False where that failed."""
        return self._autosave.save_now()

    def last_write(self, key: ItemKey) -> LastWrite | None:
        """When a text was written down last, since the window was opened."""
        return self._autosave.last_write(key)

    def _unsaved(self, key: ItemKey) -> Content | None:
        return None if self.is_saved(key) else self._now[key]

    def close(self) -> None:
        """Nothing more is written."""
        self._autosave.close()
        self.undo.clear()

    def report(self, problem: str, hint: str) -> None:
        """Say above the page what did not work."""
        self.problem.emit(SaveProblem(problem, hint))

    def save(self, why: str = "") -> bool:
        """Make the text on the page a draft of the library; False where that failed."""
        content = self.current
        if content is None or self.workshop.read_only:
            return False
        if lacks := missing(content):
            self.report(*in_one_sentence(lacks))
            return False
        self.pause()
        self._autosave.wait()  # what is written down now must not come after what is saved
        try:
            status = self.workshop.items.save(content, why)
        except RuleViolationError as error:
            self.report(error.problem, error.hint)
            return False
        except ContentError as error:
            self._autosave.fail(error.problem, error.hint)
            return False
        self._autosave.discard(content.key)
        self._conflicts.pop(content.key, None)
        self._autosave.clear_problem()
        self._saved[content.key] = self._now[content.key] = self.workshop.items.content(content.key)
        row = self._rows.get(content.key)
        if row:
            updated = replace(
                row,
                title=content.title,
                status=status,
                unfinished=False,
                review=review_of(self._saved[content.key]),
            )
            self._rows[content.key] = updated
            self.row_changed.emit(updated)
        self.changed.emit(self._now[content.key], "")
        self._autosave.note_write(content.key, is_draft=True)
        self.draft_saved.emit(content)
        return True

    def revert(self, key: ItemKey) -> None:
        """Go back to what is saved; Undo brings what was typed back."""
        self.change(self.saved(key), "", "Throw away what was typed")

    def discard_unfinished(self, key: ItemKey) -> None:
        """Forget for good what was typed of a text and not saved."""
        try:
            self.workshop.unfinished.drop(key)
        except ContentError as error:
            self.report(error.problem, error.hint)
            return
        self._now[key] = self.saved(key)
        self._update_row(self._now[key])

    # -- what others did

    def refresh(self) -> None:
        """Read the library anew. Texts that nobody types in follow it; others are in conflict."""
        for key in tuple(self._now):
            self._follow(key)
        self.read_rows()
        self.rearranged.emit()

    def conflict(self, key: ItemKey) -> Content | None:
        """A text as another program wrote it while it was typed in here, until that is settled."""
        return None if self.is_saved(key) else self._conflicts.get(key)

    def dismiss_conflict(self, key: ItemKey) -> None:
        """What is typed here counts; the other text is in the history."""
        self._conflicts.pop(key, None)

    def _follow(self, key: ItemKey) -> None:
        """Take a text as it is in the library, unless something is typed in it here."""
        try:
            there = self.workshop.items.content(key)
        except KeyError:
            self.forget(key)
            return
        if there.rows == self._saved[key].rows:
            return
        was_saved = self.is_saved(key)
        self._saved[key] = there
        if not was_saved:
            self._conflicts[key] = there
            return
        self._now[key] = there
        if key == self.key:
            self.changed.emit(there, "")

    def refresh_item(self, key: ItemKey) -> None:
        """Read one text anew, after a step that changed nothing else."""
        if key.kind is ItemKind.LIBRARY:
            self.rearranged.emit()  # the library itself is none of its texts
            return
        if key in self._now:
            self._follow(key)
        row = self.workshop.items.row(key)
        if row is not None and row != self._rows.get(key):
            self._rows[key] = row
            self.row_changed.emit(row)

    def forget(self, key: ItemKey) -> None:
        """An item is gone from the library."""
        self._now.pop(key, None)
        self._saved.pop(key, None)
        self._conflicts.pop(key, None)
        self._rows.pop(key, None)
        self._autosave.discard(key)
        if key == self.key:
            self.key = None
            self.opened.emit(None)
