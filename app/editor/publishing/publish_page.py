"""The page that publishes: what families will see differently, and the button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.content.publishing import publish as publishing
from app.content.publishing.places import is_folder
from app.content.publishing.plan import Plan
from app.content.publishing.publish import Published
from app.content.publishing.signed_folder import KeyFile, signed_folder
from app.content.updates.kiosk_reports import WentBack, reports_in
from app.content.workshop import Workshop
from app.domain.progress import CancelledError
from app.editor.publishing.key_dialog import ask_key
from app.editor.publishing.keys_dialog import KeysDialog
from app.editor.publishing.publish_sentences import (
    gone_back,
    not_published,
    stays_behind,
    will_change,
    written,
)
from app.editor.publishing.set_up_dialog import SetUpDialog
from app.editor.texts.status_labels import KIND_LABELS
from app.editor.widgets.background import Job, Progress
from app.editor.widgets.panel import PanelWidget
from app.editor.widgets.path_row import add_path
from app.editor.widgets.progress_bar import WorkBar
from app.editor.widgets.tables import RowTable, sentence_label

if TYPE_CHECKING:
    from app.content.publishing.signed import SignedPublication

_FOLDER = "publish/folder"
_FILE = "publish/edition"
"""What an earlier version remembered: a file, in the folder that is meant."""
_WHAT = {"new": "New", "changed": "Changed", "gone": "Taken away"}


class PublishPage(PanelWidget):
    """Shows what an edition would change, and writes it. Drafts never go into one."""

    def __init__(
        self,
        workshop: Workshop,
        parent: QWidget | None = None,
        *,
        settings: QSettings | None = None,
        ask_folder: Callable[[str], str] | None = None,
        ask_for_key: Callable[[], KeyFile | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._settings = settings or QSettings("Clinic Kiosk", "Editor")
        self._ask_folder = ask_folder or self._ask
        self._ask_for_key = ask_for_key or partial(ask_key, self._settings, self)
        self._plan: Plan | None = None
        self._is_publishing = False
        self._lay_out()

    def _lay_out(self) -> None:
        self.sentence = sentence_label("What will change")
        self.table = RowTable("What families will see differently")
        self.table.opened.connect(self._go)
        self.drafts = sentence_label("What stays behind")
        self.target = QLineEdit(_remembered(self._settings))
        self.target.setAccessibleName("The folder for editions")
        self.target.setPlaceholderText("The folder that the kiosks look into")
        self.target.textChanged.connect(self._allow)
        self.kiosks = sentence_label("What kiosks say")
        self.why = QLineEdit()
        self.why.setAccessibleName("Why it is published")
        self.why.setPlaceholderText("For the history; may be left empty")
        self.button = QPushButton("&Publish")
        self.button.clicked.connect(self.publish)
        self.set_up = QPushButton("Set up si&gning…")
        self.set_up.clicked.connect(self._set_up)
        self.work = WorkBar()
        self.result = sentence_label("What came of it")
        form = QFormLayout()
        add_path(form, "Fol&der", self.target, self._choose)
        form.addRow("Wh&y", self.why)
        column = QVBoxLayout(self)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 100)
        column.addWidget(self.drafts)
        column.addWidget(self.kiosks)
        column.addLayout(form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addWidget(self.set_up)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(self.work)
        column.addWidget(self.result)
        column.addStretch()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the library anew each time the page is opened."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody looks at is not worked out to its end; an edition is."""
        super().hideEvent(event)
        if not self._is_publishing:
            self.work.stop()

    # -- what would change -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Work out what publishing now would change."""
        if self._is_publishing:
            return
        self.result.clear()  # what came of another edition is not what is asked about now
        self._plan = None
        self.sentence.setText("Looking at what has changed …")
        target = self._target()
        job = self._job(
            lambda progress: _looked(self._workshop, target, progress),
            "Looking at what has changed",
        )
        job.done.connect(self._show_looked)
        job.failed.connect(self._plan_failed)
        job.start()

    def _plan_failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            if self.work.isHidden():  # else it made room for another look
                self.sentence.setText("You stopped it. Open this page again to see what changes.")
            return
        self.sentence.clear()
        self.result.setText(not_published(error))

    def _target(self) -> Path | None:
        text = self.target.text().strip()
        return Path(text) if text else None

    def _show_looked(self, looked: tuple[Plan, list[WentBack]]) -> None:
        plan, reports = looked
        self.kiosks.setText("\n".join(gone_back(reports)))
        self.kiosks.setVisible(bool(reports))
        self._show(plan)

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        self.sentence.setText(will_change(plan))
        if plan.is_blocked:
            self.result.clear()  # what was published before is not what is asked about now
        rows = [
            (_WHAT[d.what], KIND_LABELS.get(d.key.kind, "Library"), d.title)
            for d in plan.differences
        ]
        self.table.rows.show_rows(("What", "Kind", "Title"), len(rows), rows.__getitem__)
        self.table.set_shape((16, 18, 0))
        self.table.setVisible(bool(rows))
        behind = stays_behind(plan)
        self.drafts.setText(behind)
        self.drafts.setVisible(bool(behind))
        self._allow()

    def _go(self, row: int) -> None:
        if self._plan is not None and self._plan.differences[row].key.kind in KIND_LABELS:
            self.opened.emit(self._plan.differences[row].key)

    def _choose(self) -> None:
        folder = self._ask_folder(self.target.text())
        if folder:
            self.target.setText(folder)
            self.refresh()

    def _set_up(self) -> None:
        """Make the keys and the folder that kiosks trust; where they are, look after them."""
        target = self._target()
        if target is not None and (folder := signed_folder(target)) is not None:
            self._look_after_keys(folder)
            return
        dialog = SetUpDialog(self._target(), self._settings, self)
        if dialog.exec() and dialog.root_of_trust is not None:
            self.target.setText(str(dialog.root_of_trust.parent))
            self.result.setText(
                f"Signing is set up. Copy {dialog.root_of_trust} to each kiosk, and name it in its"
                " configuration, [updates] root. Put the stick into an envelope, and that into a"
                " safe. When a key is lost or stolen, come back to “Set up signing…”."
            )
        dialog.deleteLater()

    def _look_after_keys(self, folder: Path) -> None:
        """Copy a key, put another in its place, or let it count no more."""
        dialog = KeysDialog(folder, self)
        if dialog.exec():
            self.result.setText(dialog.done_text)
        dialog.deleteLater()

    def _ask(self, before: str) -> str:
        text = "Which folder do the kiosks look into?"
        return QFileDialog.getExistingDirectory(self, text, before)

    # -- publishing ------------------------------------------------------------------------------

    def _allow(self) -> None:
        ready = self._plan is not None and not self._plan.is_blocked and not self._is_publishing
        self.button.setEnabled(
            ready and self._target() is not None and not self._workshop.read_only
        )

    def publish(self) -> None:
        """Write the edition, beside the window."""
        target, why = self._target(), self.why.text().strip()
        if target is None:
            return
        self.result.clear()
        if not is_folder(target):
            problem = f"{target} is a file, and the place for editions is a folder."
            self.result.setText(f"{problem} Choose one: each edition there gets a name of its own.")
            return
        self._settings.setValue(_FOLDER, str(target))
        folder = signed_folder(target)
        key = self._ask_for_key() if folder is not None else None
        if folder is not None and key is None:
            return
        self._is_publishing = True
        job = self._job(
            lambda progress: (
                _publish_signed(self._workshop, folder, key, why, progress)
                if folder is not None and key is not None
                else publishing.publish(self._workshop, target, why, progress=progress)
            ),
            "Publishing",
        )
        job.done.connect(self._published)
        job.failed.connect(self._not_published)
        job.start()

    def _published(self, done: Published | SignedPublication) -> None:
        self._is_publishing = False
        self.why.clear()
        published = done if isinstance(done, Published) else done.published
        missing = 0 if isinstance(done, Published) else done.missing
        self.result.setText(written(published, missing))
        number = published.plan.edition + 1
        self._show(replace(published.plan, edition=number, differences=(), rearranged=False))
        self.written.emit(None)  # what was signed is live now

    def _not_published(self, error: Exception) -> None:
        self._is_publishing = False
        self.result.setText(not_published(error))
        self._allow()

    def _job(self, work: Callable[[Progress], Any], text: str) -> Job:
        """Work beside the window; its bar goes before anything is told of its end."""
        job = Job(work, self)
        self.work.follow(job, text, last=publishing.LAST_STEP)
        job.done.connect(job.deleteLater)
        job.failed.connect(job.deleteLater)
        self._allow()
        return job


# Signing is loaded when somebody signs: it takes 0.2 s.


def _remembered(settings: QSettings) -> str:
    file = str(settings.value(_FILE, ""))
    return str(settings.value(_FOLDER, str(Path(file).parent) if file else ""))


def _plan(workshop: Workshop, target: Path | None, progress: Progress) -> Plan:
    folder = signed_folder(target) if target is not None else None
    if folder is None:
        return publishing.plan(workshop, target, progress=progress)
    from app.content.publishing.signed import plan_signed  # noqa: PLC0415

    return plan_signed(workshop, folder, progress=progress)


def _looked(
    workshop: Workshop, target: Path | None, progress: Progress
) -> tuple[Plan, list[WentBack]]:
    """What would change, and the kiosks that went back from an edition in that folder."""
    planned = _plan(workshop, target, progress)
    return planned, reports_in(target) if target is not None else []


def _publish_signed(
    workshop: Workshop, folder: Path, key: KeyFile, why: str, progress: Progress
) -> SignedPublication:
    from app.content.publishing.signed import publish_signed  # noqa: PLC0415

    return publish_signed(workshop, folder, [key], why, progress=progress)
