"""A journey: from a typo to the kiosk, in the staff's window, by two people."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.content.copying import checked_library
from app.content.workshop import Workshop
from app.domain.governance import ItemKind
from app.editor.governance_panel import GovernancePanel
from app.editor.history_view import HistoryView
from app.editor.ports import SOURCES
from app.editor.publish_page import PublishPage
from app.editor.reviews_page import ReviewsPage
from app.editor.sources_page import SourcesPage
from app.editor.steps import CheckDialog, SignDialog
from tests.editor.staff import Desk, key

TOPIC = key(ItemKind.TOPIC, "t05")


def tab(desk: Desk, words: str) -> None:
    """Click on a tab beside the fields."""
    tabs = desk.window.page.tabs
    names = [tabs.tabText(number).replace("&", "") for number in range(tabs.count())]
    bar = tabs.tabBar()
    place = bar.tabRect(names.index(words)).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)


def test_from_a_typo_to_the_kiosk(whole: Desk, workshop: Workshop, tmp_path: Path) -> None:
    window = whole.window
    row = next(row for row in workshop.items() if row.key == TOPIC)
    section = next(s.title for s in workshop.sections() if s.id == row.section_id)
    whole.go("Pages", section, row.title)
    whole.type(whole.find(QLineEdit, "Title"), "CAR T-cells")
    whole.press(whole.find(QLineEdit, "Title"), Qt.Key.Key_S, ctrl=True)
    assert whole.state(TOPIC).startswith("Draft")
    tab(whole, "Check and sign")
    panel = window.findChild(GovernancePanel)
    assert isinstance(panel, GovernancePanel)
    whole.click(whole.find(QPushButton, "Mark as checked…"))
    whole.click(whole.dialog(CheckDialog).button)
    assert whole.state(TOPIC).startswith("To sign")
    whole.click(whole.find(QPushButton, "Sign…"))
    sign = whole.dialog(SignDialog)
    whole.type(sign.name, "Bea Moss")
    whole.type(sign.role, "Consultant")
    whole.press(sign.role, Qt.Key.Key_Return)
    whole.qtbot.waitUntil(lambda: not sign.isVisible())
    assert workshop.signatures(TOPIC)[-1].name == "Bea Moss"
    window.panels.show("publish")
    page = window.findChild(PublishPage)
    assert isinstance(page, PublishPage)
    whole.type(page.target, str(tmp_path / "edition.db"))
    whole.qtbot.waitUntil(page.button.isEnabled)
    whole.click(page.button)
    whole.qtbot.waitUntil(lambda: "is written" in page.result.text())
    with checked_library(tmp_path / "edition.db") as library:
        assert library.topic("t05").title == "CAR T-cells"


def test_the_history_is_beside_the_fields_and_below_the_library(
    whole: Desk, workshop: Workshop
) -> None:
    row = next(row for row in workshop.items() if row.key == TOPIC)
    workshop.set_people(TOPIC, "Ward 4", "Ann Bell")
    section = next(s.title for s in workshop.sections() if s.id == row.section_id)
    whole.go("Pages", section, row.title)
    tab(whole, "History")
    views = [v for v in whole.window.findChildren(HistoryView) if v.isVisible()]
    assert [v.table.model().rowCount() for v in views] == [1]
    whole.window.panels.show("history")
    views = [v for v in whole.window.findChildren(HistoryView) if v.isVisible()]
    assert [v.table.model().rowCount() for v in views] == [1]


def test_a_review_and_a_source_lead_to_their_pages(whole: Desk) -> None:
    window = whole.window
    window.panels.show("reviews")
    reviews = window.findChild(ReviewsPage)
    assert isinstance(reviews, ReviewsPage)
    reviews.table.selectRow(0)
    whole.press(reviews.table, Qt.Key.Key_Return)
    assert window.desk.key == TOPIC
    window.panels.show(SOURCES, "r03")
    sources = window.findChild(SourcesPage)
    assert isinstance(sources, SourcesPage)
    assert sources.fields["publisher"].text() == "Springer Open"
    sources.texts.setCurrentRow(0)
    whole.press(sources.texts, Qt.Key.Key_Return)
    assert window.desk.key in (key(ItemKind.TOPIC, "t04"), key(ItemKind.TOPIC, "t11"))
