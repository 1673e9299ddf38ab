"""A program of its own: a day with the real editor, as it would be on Windows.

It prints "The day is over." and what was refused because a file was open; anything else is a fault.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests import windows

windows.lack_unix()
windows.keep_open_files()

import shutil
import time
from collections.abc import Callable

from click.testing import CliRunner
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from app import main_editor, paths
from app.cli.main import main as commands
from app.config import Config
from app.content.checks.gate import checked_library
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind, Person
from app.editor.governance.reviews_page import ReviewsPage
from app.editor.governance.sign_off_dialogs import CheckDialog, SignDialog
from app.editor.importing.import_dialog import ImportDialog
from app.editor.preview.pane import FamilyPane
from app.editor.publishing.publish_page import PublishPage
from tests.editor.staff import Staff, key

PATIENCE_MS = 60_000
TOPIC = key(ItemKind.TOPIC, "t05")
WALK = key(ItemKind.WALKTHROUGH, "w01")
TITLE = 'CON: "CAR T-cells"? C:\\x/y*z.'


class Bot:
    """Waits, as pytest-qt's does."""

    def waitUntil(self, holds: Callable[[], bool], timeout: int = PATIENCE_MS) -> None:
        """Until something holds."""
        end = time.monotonic() + timeout / 1000
        while not holds():
            assert time.monotonic() < end, "it never came"
            QTest.qWait(10)


class Day:
    """Somebody's day at the editor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = Path(shutil.copy(paths.CONTENT, folder / "content.db"))
        self.bot = Bot()
        ini = str(folder / "editor.ini")
        self.settings = QSettings(ini, QSettings.Format.IniFormat)
        self.settings.setValue("who/name", "Ann Bell")
        self.start()

    def start(self) -> None:
        """Open the library in the window."""
        opened = main_editor.open_library(
            self.file, Person("Ann Bell"), read_only=False, quiet=True
        )
        assert opened is not None
        self.workshop: Workshop = opened
        self.window, self.pane = main_editor.make_window(opened, Config(), self.settings)
        self.window.show()
        self.window.activateWindow()
        self.bot.waitUntil(lambda: self.window.document.has_row_cache)
        self.staff = Staff(self.window, self.bot)  # type: ignore[arg-type] # it only waits

    def end(self) -> None:
        """Close the window."""
        assert self.window.close()
        self.pane.end()
        self.workshop.close()
        QApplication.processEvents()

    def settle(self) -> FamilyPane:
        """Until the families' screen shows what is typed."""
        self.bot.waitUntil(
            lambda: self.pane.is_idle and self.pane.shown == self.window.document.key
        )
        return self.pane

    def tab(self, words: str) -> None:
        tabs = self.window.page.tabs
        names = [tabs.tabText(number).replace("&", "") for number in range(tabs.count())]
        bar = tabs.tabBar()
        place = bar.tabRect(names.index(words)).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)

    def name_a_file(self, file: Path) -> None:
        """Answer the question for a file that is about to be asked."""

        def answer() -> None:
            asked = QApplication.activeModalWidget()
            if not isinstance(asked, QFileDialog):
                QTimer.singleShot(20, answer)
                return
            offered = asked.selectedFiles()[0]
            windows.see_name(offered)
            asked.selectFile(str(file))
            QTimer.singleShot(0, replace_it)
            asked.accept()

        def replace_it() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                box.button(QMessageBox.StandardButton.Yes).click()

        QTimer.singleShot(0, answer)

    def panel(self, name: str, kind: type[QWidget]) -> QWidget:
        self.window.panels.show(name)
        (found,) = (w for w in self.window.findChildren(kind) if w.isVisible())
        return found

    # -- what is done

    def edit_and_save(self) -> None:
        """A title that no file could have, typed, seen, saved."""
        row = next(row for row in self.workshop.items.rows() if row.key == TOPIC)
        section = next(s.title for s in self.workshop.sections.rows() if s.id == row.section_id)
        self.staff.go("Pages", section, row.title)
        self.settle()
        title = self.staff.find(QLineEdit, "Title")
        self.staff.type(title, TITLE)
        self.settle()
        self.pane.tabs.setCurrentWidget(self.pane.handout)
        self.settle()
        self.staff.press(title, Qt.Key.Key_S, ctrl=True)
        assert self.workshop.items.content(TOPIC).title == TITLE

    def sign(self) -> None:
        """Two people."""
        self.tab("Check and sign")
        self.staff.click(self.staff.find(QPushButton, "Mark as checked…"))
        self.staff.click(self.staff.dialog(CheckDialog).button)
        self.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self.staff.click(self.staff.find(QPushButton, "Sign…"))
        sign = self.staff.dialog(SignDialog)
        self.staff.type(sign.name, "Bea Moss")
        self.staff.press(sign.name, Qt.Key.Key_Return)
        self.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        assert self.workshop.signing.signatures(TOPIC)[-1].name == "Bea Moss"

    def publish(self, folder: Path) -> None:
        """An edition, beside the one before."""
        page = self.panel("publish", PublishPage)
        assert isinstance(page, PublishPage)
        folder.mkdir(exist_ok=True)
        self.staff.type(page.target, str(folder))
        self.bot.waitUntil(page.button.isEnabled)
        before = page.result.text()
        self.staff.click(page.button)
        self.bot.waitUntil(lambda: page.result.text() not in ("", before))
        self.bot.waitUntil(lambda: "is written" in page.result.text())
        newest = max(
            folder.glob("edition-*.db"), key=lambda file: int(file.stem.removeprefix("edition-"))
        )
        with checked_library(newest) as library:
            assert library.topic("t05").title == TITLE

    def bring_in(self) -> None:
        """Files of each kind, from the folder where somebody has put them."""
        inbox = self.folder / "inbox"
        self.window.dialogs.import_files(sorted(inbox.iterdir()))
        dialog = self.staff.dialog(ImportDialog)
        self.bot.waitUntil(lambda: not dialog.progress.isVisible())
        assert len(dialog.chosen()) == len(list(inbox.iterdir())), dialog.summary.text()
        self.staff.click(dialog.ok)
        self.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        assert "Ward 8" in [row.title for row in self.workshop.items.rows(ItemKind.CONTACT)]
        shutil.rmtree(inbox)  # nobody has any of it open

    def sign_off_sheets(self) -> None:
        """A calendar, a sheet, a walkthrough's paths, the evidence, and the text."""
        page = self.panel("reviews", ReviewsPage)
        assert isinstance(page, ReviewsPage)
        for button, name in ((page.to_calendar, "reviews.ics"), (page.to_sheet, "reviews.pdf")):
            for _ in range(2):  # the second time over the first
                self.name_a_file(self.folder / name)
                page.result.setText("")
                self.bot.waitUntil(button.isEnabled)
                self.staff.click(button)
                self.bot.waitUntil(lambda: "is written" in page.result.text())
        self.staff.go("Walkthroughs", self.workshop.items.content(WALK).title)
        self.tab("Graph")
        self.tab("Paths")
        self.settle()
        for *words, file in (
            ("evidence", "-o", "evidence.pdf"),
            ("sheet", "w01", "-o", "sheet.pdf"),
            ("find", "nurses"),
            ("export", "text"),
            ("handout", "--all", "handouts"),
        ):
            command, *others = (*words, file)
            self.command(command, *others)

    def command(self, name: str, *words: str) -> None:
        places = ("evidence.pdf", "sheet.pdf", "text", "handouts")
        named = [str(self.folder / word) if word in places else word for word in words]
        result = CliRunner().invoke(commands, [name, str(self.file), *named])
        assert result.exit_code == 0, (name, result.output, result.exception)

    def leave_something(self) -> None:
        """Type, close without saving, and find it again."""
        self.staff.go("Contacts", "Cancer Research UK nurses")
        self.staff.type(self.staff.find(QLineEdit, "Name"), "Not saved")
        self.end()
        assert not list(self.folder.glob("content.db-*"))
        self.start()
        assert [one.title for one in self.workshop.unfinished.rows()] == ["Not saved"]


def main(folder: Path) -> None:
    """Live through a day in a folder."""
    main_editor.application(sys.argv[:1])
    day = Day(folder)
    day.edit_and_save()
    day.sign()
    for _ in range(2):
        day.publish(folder / "editions")
    day.bring_in()
    day.sign_off_sheets()
    day.leave_something()
    day.staff.dialog(QWidget).close()
    day.end()
    for name, where in windows.refused:
        print(f"Refused: {name}\n{where}")
    print("The day is over.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
