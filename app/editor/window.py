"""The staff's window: the library, a page, and what families see of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, QThreadPool, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.content.items.item import Content
from app.content.workshop import Workshop
from app.content.workshop.values import ItemRow
from app.domain.governance.governance import ItemKey, ItemKind
from app.editor.dialogs import Dialogs
from app.editor.document.actions import Actions
from app.editor.document.autosave import SaveProblem, local_now
from app.editor.document.document import LibraryDocument
from app.editor.document.live_checks import Checker
from app.editor.menus import Menus
from app.editor.navigation import Navigation
from app.editor.opening.library_files import LibraryFiles
from app.editor.opening.welcome import Welcome
from app.editor.ports import ItemPanel, LibraryPanel, PreviewFactory
from app.editor.preview.preview_tabs import Previews
from app.editor.spelling.speller import Speller
from app.editor.text_notice import TextNotice
from app.editor.tree.library_menu import LibraryMenu
from app.editor.tree.library_tree import LibraryTree
from app.editor.widgets.background import Job
from app.editor.widgets.notice_bar import NoticeBar
from app.editor.work_area import WorkArea

POLL_INTERVAL = 3000
"""How often the file is asked whether another program wrote to it, in ms."""

ROW_CACHE_AFTER = 100
"""How long after the start stock is taken, in ms: the window is painted first."""


class EditorWindow(QMainWindow):
    """Joins the parts, and says what nobody else does: trouble, other programs, who sits here."""

    def __init__(  # noqa: PLR0913 - the parts it is made of
        self,
        workshop: Workshop,
        preview_factory: PreviewFactory,
        handout_factory: PreviewFactory | None = None,
        *,
        item_panels: Sequence[ItemPanel] = (),
        library_panels: Sequence[LibraryPanel] = (),
        settings: QSettings | None = None,
        sample: Path | None = None,
        dictionaries: Sequence[Path] = (),
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__()
        self.workshop = workshop
        self._has_shown = self._is_polling = self._problem_stays = False
        self._was_held = workshop.is_held_elsewhere()
        self._settings = settings or QSettings("Clinic Kiosk", "Editor")
        self.document = LibraryDocument(workshop, self, today=today, now=now)
        self.speller = self.document.speller = Speller(workshop.file, dictionaries, parent=self)
        self.library_actions = Actions(self.document)
        self.welcome = Welcome(self.document, self._settings, self)
        self.tree = LibraryTree(self.document, self.library_actions)
        self.dialogs = Dialogs(self.document, self.library_actions, self)
        self.stack = WorkArea(
            self.document, self.library_actions, self.dialogs.pick, item_panels, library_panels
        )
        self.start, self.page, self.section = self.stack.start, self.stack.page, self.stack.section
        self.panels = self.stack.panels
        self._notice = TextNotice(self.document, self.page.bar)
        self.bar = NoticeBar("Notice", "triangle-alert")
        self.mode_bar = NoticeBar("How it is open", "info")
        self.checker = Checker(workshop.checks.findings, self)
        self._poll_timer = QTimer(self, interval=POLL_INTERVAL)
        self._poll_timer.timeout.connect(self.poll)
        self._row_cache_timer = QTimer(self, interval=ROW_CACHE_AFTER, singleShot=True)
        self._row_cache_timer.timeout.connect(self.document.fill_row_cache)
        self._lay_out(preview_factory, handout_factory)
        self.library = LibraryMenu(self.document, self.library_actions, self.tree, self)
        self.files = LibraryFiles(self.document, self._settings, self, sample=sample)
        self.menus = Menus(
            self.menuBar(),
            self.library.menu,
            self.document.undo,
            self,
            self.files,
            read_only=workshop.read_only,
        )
        self.menus.add_panels(library_panels)
        self.dialogs.section_id = self.library.section_id
        self._navigation = Navigation(self.tree, self.stack, self.document, self)
        self._connect()
        self._show_mode()
        self.resize(1360, 820)
        self._restore()
        self._poll_timer.start()

    def _lay_out(self, preview: PreviewFactory, handout: PreviewFactory | None) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(6, 6, 6, 6)
        for bar in (self.mode_bar, self.bar):
            column.addWidget(bar)
        column.addWidget(self.stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.previews = Previews(preview, handout)
        for widget, stretch in ((self.tree, 3), (middle, 6), (self.previews, 5)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self.splitter.setSizes([360, 560, 440])
        self.previews.hide()  # until there is something to see
        self.setCentralWidget(self.splitter)

    def _connect(self) -> None:
        self.page.save.connect(self.document.save)
        self.library.created.connect(self.page.write_first)
        self.library.step_wanted.connect(self.dialogs.take_step)
        self.page.stepped.connect(self.previews.show_step)
        self.start.chosen.connect(self._show_filter)
        self.start.wanted.connect(self.show_panel)
        self.document.opened.connect(self._opened)
        self.document.changed.connect(self._changed)
        self.document.row_changed.connect(self._row_changed)
        self.document.written.connect(self._written)
        self.document.rearranged.connect(self._rearranged)
        self.document.problem.connect(self._show_problem)
        self.document.draft_saved.connect(self.dialogs.offer_update)
        self.stack.currentChanged.connect(self._go_on)
        self.tree.chosen.connect(self._go_on)
        self.checker.found.connect(self.page.show_findings)
        self._title()
        self._tell_names()

    def _title(self) -> None:
        reading = " (reading only)" if self.workshop.read_only else ""
        name = self.workshop.settings.read().title
        self.setWindowTitle(f"{name}{reading} - Clinic Kiosk Editor")

    def _show_mode(self) -> None:
        if self.workshop.read_only:
            self.mode_bar.show_message(
                "This library is open for reading only. Nothing can be changed here."
            )

    # -- where one is

    def go_to_start(self) -> None:
        """Leave what is open, and say what to do, and what waits."""
        self.document.open(None)
        self.stack.show_start()

    def show_panel(self, name: str) -> None:
        """Show a page about the whole library."""
        self.document.open(None)
        self.panels.show(name)

    def _show_filter(self, chosen: object) -> None:
        self.tree.filter.setCurrentIndex(self.tree.filter.findData(chosen))
        self.tree.view.setFocus()

    def search(self) -> None:
        """Put the keyboard into the search."""
        self.tree.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tree.search.selectAll()

    def replace(self) -> None:
        """Find words and put others in their place, over the library."""
        self.dialogs.replace(self.tree.search.text())

    def ask_who(self) -> None:
        """Ask who sits here."""
        self.welcome.ask_who()

    # -- what happens to a text

    def _opened(self, content: Content | None) -> None:
        self._go_on()
        self.previews.setVisible(content is not None)
        if content is None:
            self.stack.show_start()
            return
        self.page.open(content)
        self.stack.show_page()
        self._notice.show(content.key)
        self.checker.check(content, at_once=True)
        self.previews.follow(content, at_once=True)

    def _changed(self, content: Content, field: str) -> None:
        if content.key == self.document.key:
            self._go_on()
            self._notice.follow(content)
            self.page.show_content(content, field)
            self.checker.check(content)
            self.previews.follow(content)

    def _go_on(self) -> None:
        """A notice is about what was on show when it came: elsewhere it is of no matter."""
        if not self._problem_stays:
            self.bar.close_bar()

    def _row_changed(self, row: ItemRow) -> None:
        """The head says what the library says of the text: typing on in it changes none of that."""
        if self.document.current is not None and row.key == self.document.key:
            self.page.head.show_content(self.document.current)

    def _written(self, key: ItemKey) -> None:
        if key == self.document.key:
            self.page.head.show_written(key)

    def _tell_names(self) -> None:
        """Names that no dictionary knows are spelt right here."""
        kinds = (ItemKind.TERM, ItemKind.CONTACT)
        titles = [row.title for kind in kinds for row in self.document.rows(kind)]
        self.speller.set_names([*titles, *self.workshop.settings.read().plain_names])

    def _rearranged(self) -> None:
        self._title()
        self._tell_names()
        self.page.refill()
        if self.document.current is not None:
            self.page.head.show_content(self.document.current)
            self.page.show_content(self.document.current)
        if self.start.isVisible():
            self.start.show_counts()

    def save(self) -> None:
        """Save the page that is open, with what is being typed in it."""
        self.stack.commit()
        self.document.save(self.page.head.why.text().strip())

    def _show_problem(self, problem: SaveProblem | None) -> None:
        self._problem_stays = problem is not None and problem.stays
        if problem is None:
            self.bar.close_bar()
        else:
            self.bar.show_message(
                f"{problem.problem} {problem.hint}", [("Close", self.bar.close_bar)]
            )

    # -- others, and oneself

    def poll(self) -> None:
        """See, beside the window, whether another program wrote to the file."""
        if not self._is_polling:
            self._is_polling = True
            workshop = self.workshop
            job = Job(lambda _: (workshop.changed_elsewhere(), workshop.is_held_elsewhere()), self)
            job.done.connect(self._polled)
            job.failed.connect(lambda _: self._polled((False, self._was_held)))
            job.start()

    def _polled(self, found: tuple[bool, bool]) -> None:
        self._is_polling = False
        has_changed, is_held = found
        if self._was_held and not is_held:
            self.mode_bar.show_message(
                "Whoever had this library open has closed it. Close this window and open it again"
                " to change it."
            )
        elif is_held and not self._was_held:
            self._show_mode()
        self._was_held = is_held
        if has_changed:
            self.document.refresh()
            self._notice.show_conflict()

    # -- coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """The first time: ask who sits here, and offer back what was not saved."""
        super().showEvent(event)
        if not self._has_shown:
            self._has_shown = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self.welcome.begin()
        self._row_cache_timer.start()  # last: whoever asks the library something waits for it

    def _restore(self) -> None:
        for name, restore in (
            ("window/geometry", self.restoreGeometry),
            ("window/splitter", self.splitter.restoreState),
        ):
            state = self._settings.value(name)
            if isinstance(state, QByteArray):
                restore(state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed; ask only where that does not work."""
        if not self.document.autosave_now() and not self._may_lose():
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/splitter", self.splitter.saveState())
        self._poll_timer.stop()
        self._row_cache_timer.stop()
        QThreadPool.globalInstance().waitForDone()
        self.checker.stop()
        self.speller.close()
        self.tree.search.finder.close()
        self.document.close()
        super().closeEvent(event)

    def _may_lose(self) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Not kept")
        box.setText("What you typed could not be written to the disk.")
        box.setInformativeText("If you close now, it is lost.")
        stay = box.addButton("&Stay", QMessageBox.ButtonRole.RejectRole)
        lose = box.addButton("&Close and lose it", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is lose
