"""A journey: from a wrong number to the kiosk's screen, in the staff's window, by two people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from app.content.items.edit import with_own
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind
from app.editor.governance.history_view import HistoryView
from app.editor.governance.reviews_page import ReviewsPage
from app.editor.governance.sign_off_dialogs import CheckDialog, SignDialog
from app.editor.ports import SOURCES
from app.editor.publishing.publish_page import PublishPage
from app.editor.sources.sources_page import SourcesPage
from tests.editor.staff import Staff, key

ROOT = Path(__file__).parents[2]
TOPIC = key(ItemKind.TOPIC, "t05")
CONTACT = key(ItemKind.CONTACT, "p02")
WRONG, RIGHT = "0808 800 4040", "0808 800 4141"


def tab(staff: Staff, words: str) -> None:
    """Click on a tab beside the fields."""
    tabs = staff.window.page.tabs
    names = [tabs.tabText(number).replace("&", "") for number in range(tabs.count())]
    bar = tabs.tabBar()
    place = bar.tabRect(names.index(words)).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)


def seen_on_the_kiosk(share: Path, state: Path, *taps: str) -> tuple[list[str], list[str]]:
    """What families read on a page: on a kiosk as it stands, and once it looked into the folder."""
    read = ask_the_kiosk(share, state, *taps)
    return read["before"], read["after"]


def ask_the_kiosk(share: Path, state: Path, *taps: str) -> dict[str, list[str]]:
    """What a kiosk of its own process says; see `kiosk_beside`."""
    words = [sys.executable, "-P", "-m", "tests.editor.kiosk_beside", str(share), str(state), *taps]
    looks = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    bare = {**os.environ, **looks, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read: dict[str, list[str]] = json.loads(done.stdout)
    return read


def sign(whole: Staff, workshop: Workshop, item: ItemKey) -> None:
    """Ann checks what she saved, and Bea signs it."""
    tab(whole, "Check and sign")
    whole.click(whole.find(QPushButton, "Mark as checked…"))
    whole.click(whole.dialog(CheckDialog).button)
    assert whole.state(item).startswith("To sign")
    whole.click(whole.find(QPushButton, "Sign…"))
    dialog = whole.dialog(SignDialog)
    whole.type(dialog.name, "Bea Moss")
    whole.type(dialog.role, "Consultant")
    whole.press(dialog.role, Qt.Key.Key_Return)
    whole.qtbot.waitUntil(lambda: not dialog.isVisible())
    assert workshop.signing.signatures(item)[-1].name == "Bea Moss"


def test_from_a_wrong_number_to_the_kiosks_screen(
    whole: Staff, workshop: Workshop, tmp_path: Path
) -> None:
    window, tree = whole.window, whole.window.tree
    # Its source and its dates were filled in before; without them nobody may sign it.
    dated = with_own(
        workshop.items.content(CONTACT),
        source_id="r01",
        last_reviewed="2022-01-01",
        next_review="2099-01-01",
    )
    workshop.items.save(dated)
    window.document.refresh()
    with whole.qtbot.waitSignal(tree.search.answered):
        whole.type(whole.find(QLineEdit, "Find in the library"), WRONG.replace(" ", ""))
    whole.go("Contacts", "Cancer Research UK nurses", f"Telephone number: {WRONG}")
    phone = whole.find(QLineEdit, "Telephone number")
    assert phone.selectedText() == WRONG
    phone.setFocus()
    QTest.keyClicks(phone, RIGHT)
    whole.press(phone, Qt.Key.Key_S, ctrl=True)
    sign(whole, workshop, CONTACT)
    window.panels.show("publish")
    page = window.findChild(PublishPage)
    assert isinstance(page, PublishPage)
    share = tmp_path / "share"
    share.mkdir()
    whole.type(page.target, str(share))
    whole.qtbot.waitUntil(page.button.isEnabled)
    whole.click(page.button)
    whole.qtbot.waitUntil(lambda: "is written" in page.result.text())
    assert whole.state(CONTACT) == "Live"
    before, after = seen_on_the_kiosk(share, tmp_path / "state", "Clinical trials")
    numbers = [name for name in after if RIGHT in name]
    assert [name.replace(RIGHT, WRONG) for name in numbers] == [n for n in before if WRONG in n]
    assert numbers
    assert not [name for name in after if WRONG in name]


class CountingStaff(Staff):
    """Counts the clicks of the mouse; opening a branch of the tree is one."""

    clicks = 0

    def click(self, widget: QWidget) -> None:
        self.clicks += 1
        super().click(widget)

    def go(self, *path: str) -> None:
        self.clicks += len(path)
        super().go(*path)

    def choose(self, menu: str, line: str) -> None:
        """A line of a menu: a click on the bar, and one on the line."""
        self.clicks += 2
        bar = self.window.menuBar()
        (head,) = (a for a in bar.actions() if a.text().replace("&", "") == menu)
        at = bar.actionGeometry(head).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)
        shown = head.menu()
        assert isinstance(shown, QMenu)
        self.qtbot.waitUntil(shown.isVisible)
        (action,) = (a for a in shown.actions() if a.text().replace("&", "") == line)
        at = shown.actionGeometry(action).center()
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=at)


def test_the_helplines_hours_are_corrected_in_twelve_clicks(
    whole: Staff, workshop: Workshop, settings: QSettings, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    settings.setValue("publish/folder", str(share))  # chosen once, and remembered
    dated = with_own(
        workshop.items.content(CONTACT),
        source_id="r01",
        last_reviewed="2022-01-01",
        next_review="2099-01-01",
    )
    workshop.items.save(dated)
    whole.window.document.refresh()
    staff = CountingStaff(whole.window, whole.qtbot)
    staff.go("Contacts", "Cancer Research UK nurses")
    closes = staff.find(QLineEdit, "Line 1, closes at")
    staff.click(closes)
    staff.type(closes, "4.30pm")
    staff.press(closes, Qt.Key.Key_S, ctrl=True)
    tab(staff, "Check and sign")
    staff.clicks += 1
    staff.click(staff.find(QPushButton, "Mark as checked…"))
    staff.press(staff.dialog(CheckDialog).button, Qt.Key.Key_Return)
    staff.qtbot.waitUntil(lambda: staff.state(CONTACT).startswith("To sign"))
    staff.click(staff.find(QPushButton, "Sign…"))
    dialog = staff.dialog(SignDialog)
    staff.type(dialog.name, "Bea Moss")
    staff.press(dialog.name, Qt.Key.Key_Return)
    staff.qtbot.waitUntil(lambda: not dialog.isVisible())
    staff.choose("Library", "Publish…")
    (page,) = staff.window.findChildren(PublishPage)
    staff.qtbot.waitUntil(page.button.isEnabled)
    staff.click(page.button)
    staff.qtbot.waitUntil(lambda: "is written" in page.result.text())
    assert staff.clicks <= 12
    before, after = seen_on_the_kiosk(share, tmp_path / "state", "Clinical trials")
    assert any("9am to 5pm" in name for name in before)
    assert any("9am to 4.30pm" in name for name in after)
    assert not any("9am to 5pm" in name for name in after)


def test_the_history_is_beside_the_fields_and_below_the_library(
    whole: Staff, workshop: Workshop
) -> None:
    row = next(row for row in workshop.items.rows() if row.key == TOPIC)
    workshop.items.set_people(TOPIC, "Ward 4", "Ann Bell")
    section = next(s.title for s in workshop.sections.rows() if s.id == row.section_id)
    whole.go("Pages", section, row.title)
    tab(whole, "History")
    views = [v for v in whole.window.findChildren(HistoryView) if v.isVisible()]
    assert [v.table.model().rowCount() for v in views] == [1]
    whole.window.panels.show("history")
    views = [v for v in whole.window.findChildren(HistoryView) if v.isVisible()]
    assert [v.table.model().rowCount() for v in views] == [1]


def test_a_review_and_a_source_lead_to_their_pages(whole: Staff) -> None:
    window = whole.window
    window.panels.show("reviews")
    reviews = window.findChild(ReviewsPage)
    assert isinstance(reviews, ReviewsPage)
    whole.qtbot.waitUntil(lambda: reviews.table.rows.rowCount() > 0)
    reviews.table.selectRow(0)
    whole.press(reviews.table, Qt.Key.Key_Return)
    assert window.document.key == TOPIC
    window.panels.show(SOURCES, "r03")
    sources = window.findChild(SourcesPage)
    assert isinstance(sources, SourcesPage)
    assert sources.fields["publisher"].text() == "Springer Open"
    sources.texts.selectRow(0)
    whole.press(sources.texts, Qt.Key.Key_Return)
    assert window.document.key in (key(ItemKind.TOPIC, "t04"), key(ItemKind.TOPIC, "t11"))
