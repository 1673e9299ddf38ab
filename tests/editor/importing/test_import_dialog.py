"""Files are brought in: seen first, chosen, saved as drafts, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QTreeWidget

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.importing.import_dialog import ImportDialog
from tests.editor.staff import Staff, key, settle

PAGE = "# Going home\n\nCall us.\n\n![](x.png)\n"
SHEET = "ID,Name,Phone\np02,Cancer Research UK nurses,020 7946 0000\n,,123\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A page, and a spreadsheet with a row that is wrong."""
    page, sheet = tmp_path / "home.md", tmp_path / "ward.csv"
    page.write_text(PAGE, encoding="utf-8")
    sheet.write_text(SHEET, encoding="utf-8")
    return [page, sheet]


def lines(tree: QTreeWidget) -> list[str]:
    found = []
    for number in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(number)
        assert item is not None
        below = (item.child(n) for n in range(item.childCount()))
        found += [one.text(0) for one in (item, *below) if one is not None]
    return found


def read(staff: Staff, files: list[Path]) -> ImportDialog:
    staff.window.dialogs.import_files(files)
    dialog = staff.dialog(ImportDialog)
    staff.qtbot.waitUntil(lambda: not dialog.progress.isVisible())
    return dialog


def test_what_will_change_is_shown_and_nothing_is_written(
    staff: Staff, workshop: Workshop, files: list[Path]
) -> None:
    before = workshop.history.events()
    dialog = read(staff, files)
    shown = lines(staff.find(QTreeWidget, "What would be saved", dialog))
    assert shown[0] == "New page: Going home (home.md)"
    assert "A picture: left out." in shown[1]
    assert shown[2] == "Contact p02 would change: Cancer Research UK nurses"
    assert shown[3] == "Phone: 0808 800 4040 → 020 7946 0000"
    assert shown[4] == "Not brought in, or to be known"
    assert shown[5].startswith("ward.csv, Row 3, Name:")
    staff.press(dialog, Qt.Key.Key_Escape)
    assert workshop.history.events() == before


def test_each_number_is_shown_as_it_will_be(staff: Staff, tmp_path: Path) -> None:
    sheet = tmp_path / "ward.csv"
    nurses = "Cancer Research UK nurses,Another line.,0808 800 4040\n"
    sheet.write_text(f"Name,About,Phone\n{nurses}Ward,x,0117-496-0123\n", encoding="utf-8")
    dialog = read(staff, [sheet])
    shown = lines(staff.find(QTreeWidget, "What would be saved", dialog))
    assert "Phone: 0808 800 4040, as it is" in shown
    assert "Phone: nothing → 0117 496 0123" in shown
    staff.press(dialog, Qt.Key.Key_Escape)


def test_reading_is_shown_and_can_be_cancelled(
    staff: Staff, workshop: Workshop, tmp_path: Path
) -> None:
    pages = [tmp_path / f"{number}.md" for number in range(30)]
    for page in pages:
        page.write_text(PAGE * 300, encoding="utf-8")
    before = workshop.history.events()
    staff.window.dialogs.import_files(pages)
    dialog = staff.dialog(ImportDialog)
    staff.qtbot.waitUntil(lambda: dialog.progress.value() > 0)
    assert dialog.summary.text().startswith("Reading ")
    assert dialog.summary.text().endswith(".md\u2026")
    staff.click(staff.find(QPushButton, "Cancel", dialog))
    assert not dialog.isVisible()
    assert workshop.history.events() == before


def test_what_is_ticked_is_saved_as_drafts_and_undone(
    staff: Staff, workshop: Workshop, files: list[Path]
) -> None:
    dialog = read(staff, files)
    box = staff.find(QComboBox, "New pages go into the section", dialog)
    box.setCurrentIndex(1)
    staff.click(staff.find(QPushButton, "Bring in 2", dialog))
    page, contact = key(ItemKind.TOPIC, "t13"), key(ItemKind.CONTACT, "p02")
    assert workshop.items.content(page).title == "Going home"
    assert workshop.items.content(contact).own["phone"] == "020 7946 0000"
    assert staff.state(page) == "Draft"
    assert staff.state(contact) == "Draft"
    assert workshop.history.events(page)[0].act == "imported"
    staff.press(staff.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert page not in [row.key for row in workshop.items.rows()]
    assert staff.state(contact) == "Signed"


def test_only_what_is_ticked_comes_in(staff: Staff, workshop: Workshop, files: list[Path]) -> None:
    dialog = read(staff, files)
    item = dialog.list.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Unchecked)
    staff.click(staff.find(QPushButton, "Bring in 1", dialog))
    assert len(workshop.items.rows(ItemKind.TOPIC)) == 11
    assert workshop.items.content(key(ItemKind.CONTACT, "p02")).own["phone"] == "020 7946 0000"


def test_a_file_of_no_use_is_named(staff: Staff, tmp_path: Path) -> None:
    wrong = tmp_path / "leaflet.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    dialog = read(staff, [wrong])
    assert any("leaflet.pdf" in line for line in lines(dialog.list))
    assert not dialog.ok.isEnabled()
    assert "Nothing here would change the library." in dialog.summary.text()
    staff.press(dialog, Qt.Key.Key_Escape)


def test_all_of_what_is_wrong_can_be_read(staff: Staff, tmp_path: Path) -> None:
    sheet = tmp_path / "ward.csv"
    name = "The night team of the ward for children and young people, third floor, " * 3
    sheet.write_text(f"Name,About,Phone\n{name},Call them,8088004040\n", encoding="utf-8")
    dialog = read(staff, [sheet])
    settle(dialog)
    said = dialog.list.topLevelItem(0)
    assert said is not None
    line = said.child(0)
    assert line is not None
    place, metrics = dialog.list.visualItemRect(line), dialog.list.fontMetrics()
    lines_needed = metrics.horizontalAdvance(line.text(0)) / place.width()
    assert lines_needed > 1
    assert place.height() >= metrics.lineSpacing() * lines_needed
    staff.press(dialog, Qt.Key.Key_Escape)
