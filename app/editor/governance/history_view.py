"""Who did what, and when and why: any two versions compared, and any brought back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.content.items.item import Content
from app.content.reports.status import act_in_words, whole_history
from app.content.workshop import Workshop
from app.content.workshop.values import Event
from app.domain.governance.behaviour import BehaviourChange
from app.domain.governance.behaviour_text import sentence
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.editor.governance.comparison_view import ComparisonView
from app.editor.governance.step_dialog import StepDialog
from app.editor.governance.versions import behaviour, differences
from app.editor.texts.moments import short_moment
from app.editor.widgets.panel import PanelWidget
from app.editor.widgets.tables import RowTable, sentence_label

_MOST = 1000
_TWO = 2


class HistoryView(PanelWidget):
    """The history of one text, or of the whole library. Nothing in it can be changed."""

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._key: ItemKey | None = None
        self._events: tuple[Event, ...] = ()
        self._titles: dict[str, str] = {}
        self.summary = sentence_label("What is compared")
        self.table = RowTable("History, the newest first")
        self.table.nothing = "Nothing has been done here yet."
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(self._compare)
        self.comparison = ComparisonView(
            "What differs between the two versions", titles=workshop.items.titles
        )
        self.restore = QPushButton("&Bring this version back…")
        self.restore.clicked.connect(self._ask_to_restore)
        self.splitter = QSplitter()
        self.splitter.setOrientation(self.splitter.orientation().Vertical)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.comparison)
        self.splitter.setChildrenCollapsible(False)
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.addWidget(self.splitter, 1)
        column.addLayout(row)
        self._compare()

    def show_content(self, content: Content) -> None:
        """Show the history of this text."""
        self._show(content.key)

    def show_library(self) -> None:
        """Show the history of the whole library."""
        self._show(None)

    def _show(self, key: ItemKey | None) -> None:
        self._key = key
        self._events = whole_history(self._workshop, key, _MOST)
        if key is not None:
            self._events += tuple(self._signed_before(key))
        if key is None:
            self._titles = {row.key.id: row.title for row in self._workshop.items.rows()}
        heads = ("When", "Who", "What", "Why")
        self.table.rows.show_rows(
            heads if key else (*heads[:3], "Of", "Why"), len(self._events), self._cells
        )
        self.table.set_shape((20, 20, 20, 0) if key else (24, 30, 26, 34, 0), lines=2 if key else 1)
        self._compare()

    def _signed_before(self, key: ItemKey) -> Iterator[Event]:
        """What was signed before there was a history, the newest first."""
        known = {event.digest for event in self._events}
        for signature in reversed(self._workshop.signing.signatures(key)):
            if signature.digest in known or self._workshop.items.version(signature.digest) is None:
                continue
            day = signature.day.isoformat() if signature.day else ""
            person = Person(signature.name, signature.role)
            item = (key.kind, key.id, key.language)
            yield Event(0, day, person, str(signature.step), *item, signature.digest, "")

    def _cells(self, row: int) -> Sequence[str]:
        event = self._events[row]
        role = f" ({event.person.role})" if event.person.role else ""
        who = f"{event.person.name}{role}" if event.person.name else "nobody said"
        cells = (moment_in_words(event), who, act_in_words(event.act, event.why).capitalize())
        of = () if self._key else (self._titles.get(event.item_id, event.item_id or "the library"),)
        return (*cells, *of, event.why)

    # -- comparing -------------------------------------------------------------------------------

    def _chosen(self) -> list[Event]:
        """The events that are chosen, the oldest first."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [self._events[row] for row in reversed(rows) if row < len(self._events)]

    def _compare(self) -> None:
        chosen = self._chosen()
        with_text = [event for event in chosen if event.digest]
        self.restore.setEnabled(
            len(chosen) == 1 and bool(with_text) and not self._workshop.read_only
        )
        if len(chosen) == 1 and with_text:
            self._compare_with_now(with_text[0])
        elif len(chosen) == _TWO and len({_key(event) for event in with_text}) == 1:
            self._show_pair(*with_text)
        else:
            self.summary.setText("")
            self.comparison.show_message(
                "Choose a line to compare that version with what stands there now."
                " Choose two lines of one text to compare them with each other."
            )

    def _compare_with_now(self, event: Event) -> None:
        old = self._version(event)
        try:
            new = self._workshop.items.content(_key(event))
        except KeyError:
            self.summary.setText("It is no longer in the library.")
            self.comparison.show_message("There is nothing to compare it with.")
            return
        if old is not None and old.digest == new.digest:
            self.summary.setText("")
            self.comparison.show_message("This version is what stands there now.")
            return
        self._show_difference(old, new, moment_in_words(event), "As it stands now")

    def _show_pair(self, older: Event, newer: Event) -> None:
        new = self._version(newer)
        if new is not None:
            names = (moment_in_words(older), moment_in_words(newer))
            self._show_difference(self._version(older), new, *names)

    def _show_difference(self, old: Content | None, new: Content, *names: str) -> None:
        self.summary.setText(self._behaviour(old, new))
        self.comparison.show_changes(differences(self._workshop, old, new), *names)

    def _behaviour(self, old: Content | None, new: Content) -> str:
        change = behaviour(self._workshop, old, new)
        return sentence(change) if isinstance(change, BehaviourChange) else change or ""

    def _version(self, event: Event) -> Content | None:
        found = self._workshop.items.version(event.digest)
        if found is None:  # another program's, not written down yet: it is what stands there
            found = self._workshop.items.content(_key(event))
        return found

    # -- bringing back ---------------------------------------------------------------------------

    def _ask_to_restore(self) -> None:
        (event,) = self._chosen()
        dialog = RestoreDialog(self._workshop, event, self)
        dialog.accepted.connect(lambda: self._restored(_key(event)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _restored(self, key: ItemKey) -> None:
        self._show(self._key)
        self.written.emit(key)


class RestoreDialog(StepDialog):
    """Brings an earlier version back as a new draft."""

    def __init__(self, workshop: Workshop, event: Event, parent: QWidget | None = None) -> None:
        lead = (
            f"The version of {event.person.name or 'somebody'}, {moment_in_words(event)}, becomes"
            " the draft, in place of what stands there now. What stands there now stays in the"
            " history. Families see no change until somebody signs it."
        )
        super().__init__(workshop, "Bring a version back", lead, "&Bring it back", parent)
        self._event = event

    def act(self) -> None:
        """Bring it back."""
        why = self.why.text().strip()
        self._workshop.items.restore(_key(self._event), self._event.digest, why)


def _key(event: Event) -> ItemKey:
    return ItemKey(ItemKind(event.kind), event.item_id, event.language)


def moment_in_words(event: Event) -> str:
    """When something was done, by the clock on the wall."""
    if not event.at:
        return "not written down yet" if event.act == "found" else "no date given"
    return short_moment(event.at)
