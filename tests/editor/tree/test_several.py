"""Several lines of the tree at once: deleted, moved, checked and signed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QMessageBox, QPushButton

from app.content.items.edit import with_texts
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, ItemStatus
from app.editor.governance.several_dialog import SeveralDialog
from app.editor.governance.sign_off_dialogs import Reading
from app.editor.tree.new_item import MoveDialog
from tests.editor.staff import Staff, key
from tests.editor.tree.test_library_menu import ids, trigger

BEA = "Bea Moss"


def choose(staff: Staff, *items: ItemKey) -> None:
    """Click lines, all but the first with Ctrl held."""
    view, model = staff.window.tree.view, staff.window.tree.model
    for number, item in enumerate(items):
        index = model.index_of(model.tree.by_key[item])
        view.expand(index.parent())
        view.scrollTo(index)
        ctrl = Qt.KeyboardModifier.ControlModifier
        modifier = ctrl if number else Qt.KeyboardModifier.NoModifier
        at = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def topic(item: str) -> ItemKey:
    return key(ItemKind.TOPIC, item)


def pages_that_point_at_each_other(workshop: Workshop) -> tuple[ItemKey, ItemKey]:
    """Two new pages, each of which names the other."""
    one = workshop.items.create(ItemKind.TOPIC, "Mornings {1}", "s01")
    other = workshop.items.create(ItemKind.TOPIC, "Evenings", "s01")
    for page, named in ((one, other), (other, one)):
        content = workshop.items.content(page)
        body = {**content.texts, "body": f"See [there](topic:{named.id})."}
        rows = {**content.rows, "topic_text": (body,)}
        workshop.items.save(type(content)(page, rows, content.cites))
    return one, other


def test_pages_that_point_at_each_other_go_in_one_go_and_come_back(
    staff: Staff, workshop: Workshop
) -> None:
    one, other = pages_that_point_at_each_other(workshop)
    staff.window.document.refresh()
    choose(staff, one)
    staff.press(staff.window.tree.view, Qt.Key.Key_Delete)
    box = staff.dialog(QMessageBox)
    assert box.text() == "“Mornings {1}” cannot be deleted yet."
    assert "• Evenings (a link in the text)" in box.informativeText()
    box.reject()
    choose(staff, one, other)
    staff.press(staff.window.tree.view, Qt.Key.Key_Delete)
    box = staff.dialog(QMessageBox)
    assert box.text() == "Delete 2 lines?"
    assert "• Mornings {1}" in box.informativeText()
    staff.click(staff.find(QPushButton, "Delete", box))
    assert one.id not in ids(workshop, ItemKind.TOPIC)
    assert other.id not in ids(workshop, ItemKind.TOPIC)
    staff.press(staff.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert {one.id, other.id} <= set(ids(workshop, ItemKind.TOPIC))
    assert f"(topic:{other.id})" in workshop.items.content(one).texts["body"]
    staff.press(staff.window.tree.view, Qt.Key.Key_Y, ctrl=True)
    assert one.id not in ids(workshop, ItemKind.TOPIC)


def test_what_else_points_there_is_said_before_any_of_them_goes(
    staff: Staff, workshop: Workshop
) -> None:
    one, other = pages_that_point_at_each_other(workshop)
    third = workshop.items.create(ItemKind.TOPIC, "Nights", "s01")
    content = workshop.items.content(third)
    body = {**content.texts, "body": f"See [there](topic:{one.id})."}
    rows = {**content.rows, "topic_text": (body,)}
    workshop.items.save(type(content)(third, rows, content.cites))
    staff.window.document.refresh()
    choose(staff, one, other)
    staff.press(staff.window.tree.view, Qt.Key.Key_Delete)
    box = staff.dialog(QMessageBox)
    assert box.text() == "2 lines cannot be deleted yet."
    assert "• Nights (a link in the text)" in box.informativeText()
    assert "Mornings" not in box.informativeText()
    box.reject()
    assert {one.id, other.id} <= set(ids(workshop, ItemKind.TOPIC))


def test_several_pages_move_to_another_section(staff: Staff, workshop: Workshop) -> None:
    order = staff.window.library_actions.order()
    (first, *_), (second, *_) = list(order.values())[:2]
    target = list(order)[2]
    choose(staff, topic(first), topic(second))
    trigger(staff, "Move to a section…")
    dialog = staff.dialog(MoveDialog)
    box = staff.find(QComboBox, "Section", dialog)
    box.setCurrentIndex(box.findData(target))
    staff.click(staff.find(QPushButton, "Move", dialog))
    assert staff.window.library_actions.order()[target][-2:] == [first, second]
    staff.press(staff.window.tree.view, Qt.Key.Key_Z, ctrl=True)
    assert staff.window.library_actions.order() == order


def drafts_of(workshop: Workshop) -> list[ItemKey]:
    """Two pages with another line on their cards."""
    keys = [topic("t01"), topic("t05")]
    for number, item in enumerate(keys):
        content = workshop.items.content(item)
        workshop.items.save(with_texts(content, line=f"Line number {number}"))
    return keys


def test_several_are_checked_and_then_signed_by_another_each_shown(
    staff: Staff, workshop: Workshop
) -> None:
    keys = drafts_of(workshop)
    staff.window.document.refresh()
    choose(staff, *keys)
    trigger(staff, "Mark as checked…")
    dialog = staff.dialog(SeveralDialog)
    does = staff.find(QPushButton, "Mark as checked", dialog)
    assert not does.isEnabled(), "the second was not on show yet"
    staff.click(staff.find(QPushButton, "Next text", dialog))
    assert staff.find(QListWidget, "The texts", dialog).currentItem().text().startswith("✓")
    staff.click(does)
    assert [workshop.items.row(item).status for item in keys] == [ItemStatus.CHECKED] * 2  # type: ignore[union-attr]
    choose(staff, *keys)
    trigger(staff, "Sign…")
    dialog = staff.dialog(SeveralDialog)
    assert "Linenumber0" in shown(dialog)
    staff.click(staff.find(QPushButton, "Next text", dialog))
    assert "Linenumber1" in shown(dialog)
    staff.type(staff.find(QLineEdit, "Your name", dialog), staff.window.workshop.person.name)
    staff.click(staff.find(QPushButton, "Sign them", dialog))
    assert dialog.violation.isVisible()
    assert dialog.violation.text().count("is not signed.") == len(keys)
    staff.type(staff.find(QLineEdit, "Your name", dialog), BEA)
    staff.click(staff.find(QPushButton, "Sign them", dialog))
    assert [workshop.items.row(item).status for item in keys] == [ItemStatus.SIGNED] * 2  # type: ignore[union-attr]
    signers = {workshop.signing.signatures(item)[-1].name for item in keys}
    assert signers == {BEA}
    staff.press(staff.window.tree.view, Qt.Key.Key_F1)
    rows = workshop.items.rows()
    waiting = sum(row.status is ItemStatus.SIGNED for row in rows)
    staff.click(staff.find(QPushButton, f"{waiting} signed, not yet published"))
    assert staff.window.tree.filter.currentText() == "Signed, not yet published"


def shown(dialog: SeveralDialog) -> str:
    """What the text on show says, without its blanks."""
    reading = dialog.pages.currentWidget()
    assert isinstance(reading, Reading)
    return "".join(reading.comparison.toPlainText().split())


def test_one_that_may_not_be_signed_stays_with_the_reason(staff: Staff, workshop: Workshop) -> None:
    keys = drafts_of(workshop)
    workshop.signing.mark_checked(keys[0])
    blank = workshop.items.create(ItemKind.CONTACT, "Somebody new")
    workshop.signing.mark_checked(blank)
    staff.window.dialogs.take_step("sign", [*keys, blank])
    dialog = staff.dialog(SeveralDialog)
    assert dialog.list.count() == 2, "the second page waits for a check"
    staff.click(staff.find(QPushButton, "Next text", dialog))
    staff.type(staff.find(QLineEdit, "Your name", dialog), BEA)
    staff.click(staff.find(QPushButton, "Sign them", dialog))
    assert "“Somebody new” is not signed." in dialog.violation.text()
    assert dialog.violation.text().startswith("1 signed.")
    assert [dialog.list.item(0).text(), dialog.list.count()] == ["✓ Somebody new", 1]
    dialog.reject()
    assert workshop.items.row(keys[0]).status is ItemStatus.SIGNED  # type: ignore[union-attr]


def test_what_waits_for_nothing_is_said_so(staff: Staff) -> None:
    staff.go("Contacts")
    trigger(staff, "Sign…")
    assert "Nothing is chosen." in staff.window.bar.message.text()
