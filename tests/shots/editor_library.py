"""Pictures of what staff do with the library: begin, add, order, delete, bring in, be told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QMessageBox

from app.content.items.edit import with_own, with_texts
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind
from app.editor.bulk.contacts_dialog import ContactsDialog
from app.editor.bulk.replace_dialog import ReplaceDialog
from app.editor.document.unfinished_dialog import UnfinishedDialog
from app.editor.fields.link_dialog import LinkDialog
from app.editor.fields.picks import PickDialog
from app.editor.forms.new_source import NewSourceDialog, SourceField
from app.editor.forms.notes_field import NotesField
from app.editor.forms.settings_form import SettingsForm
from app.editor.governance.sign_off_dialogs import WhoSignsDialog
from app.editor.importing.import_dialog import ImportDialog
from app.editor.importing.import_plan import SHEETS
from app.editor.opening.who import WhoDialog
from app.editor.texts.status_labels import Filter
from app.editor.tree.new_item import NewItemDialog
from app.editor.tree.nodes import Group
from tests.editor.office_trouble import change_elsewhere, no_room
from tests.shots.editor import NURSE, Editor, key

TOPIC = key(ItemKind.TOPIC, "t05")
OTHER = key(ItemKind.TOPIC, "t03")
CONTACT = key(ItemKind.CONTACT, "p02")
TERM = key(ItemKind.TERM, "g01")
_PAGE = "# Going home\n\nCall us if you worry.\n\n## What to pack\n\n- Medicines\n\n![](x.png)\n"
_SHEET = (
    "ID,Name,About,Phone\n"
    "p02,Cancer Research UK nurses,,020 7946 0000\n"
    ",Ward 4,The nurses of the ward,020 7946 0001\n"
    ",,,123\n"
    ",Night team,Who to call at night,8088004040\n"
)
_SAME = "ID,Name,Phone\np02,Cancer Research UK nurses,0808 800 4040\n"


def leave_typed(file: Path) -> None:
    """Somebody was in the middle of two texts when the power failed."""
    workshop = Workshop.open(file, NURSE)
    workshop.unfinished.save(with_own(workshop.items.content(CONTACT), phone="020 7946 0000"))
    page = workshop.items.content(TOPIC)
    workshop.unfinished.save(with_texts(page, title="CAR T-cells: what they are"))
    workshop.close()


def beginning(editor: Editor) -> None:
    """Who sits here, and what was left in the middle."""
    who = editor.shoot_over("who are you", WhoDialog)
    who.name.setText("Ann Bell")
    who.role.setText("Ward sister")
    who.accept()
    editor.settle()
    offered = editor.shoot_over("typed and not saved", UnfinishedDialog)
    offered.view.click()
    editor.shoot("typed and not saved, looked at")
    next(d for d in offered.findChildren(QDialog) if d.isVisible()).reject()
    offered.throw.click()
    editor.shoot_over("typed and not saved, thrown away", QMessageBox).reject()
    offered.go_on.click()
    editor.shoot("what was typed, gone on with")
    for one in editor.workshop.unfinished.rows():
        editor.window.document.discard_unfinished(one.key)


def menus(editor: Editor) -> None:
    """What each menu offers."""
    window = editor.window
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(
            window.menuBar().mapToGlobal(window.menuBar().actionGeometry(action).bottomLeft())
        )
        editor.shoot(f"the menu {action.text().replace('&', '')}")
        menu.hide()


def adding(editor: Editor) -> None:
    """Each thing that can be new, and what a new page looks like."""
    for action in editor.window.library.menu.actions()[:5]:
        action.trigger()
        dialog = editor.shoot_over(action.text().replace("&", ""), NewItemDialog)
        if "page" in action.text():
            page = dialog
            page.title.setText("Going home")
            page.accept()
            editor.shoot("a new page")
        else:
            dialog.reject()
    editor.open(TOPIC)
    editor.find(SourceField).new.click()
    editor.shoot_over("a new source for this page", NewSourceDialog).reject()
    editor.window.dialogs.pick(ItemKind.TERM, "", lambda *_: None)
    editor.shoot_over("choose a glossary word", PickDialog).reject()
    editor.window.dialogs.pick(ItemKind.TOPIC, "", lambda *_: None)
    editor.shoot_over("choose a page to link to", PickDialog).reject()
    LinkDialog("side effects", TOPIC.id, "Side effects", lambda _: None, editor.window).open()
    editor.shoot_over("change a link, or take it away", LinkDialog).reject()


def lines(editor: Editor) -> None:
    """What one does with a line of the library."""
    window = editor.window
    editor.open(OTHER)
    window.tree.rename.trigger()
    editor.shoot("a page renamed in the library")
    QTest.keyClick(editor.find(QLineEdit), Qt.Key.Key_Escape)
    window.library.duplicate()
    editor.shoot("a page duplicated")
    window.library.delete()
    editor.shoot_over("delete is asked", QMessageBox).reject()
    for held in (TERM, CONTACT, TOPIC):
        editor.open(held)
        window.library.delete()
        editor.shoot_over(f"delete says what points to a {held.kind}", QMessageBox).reject()
    section = next(n for n in window.tree.model.tree.nodes[1:] if n.group is Group.SECTION)
    window.tree.chosen.emit(section)
    editor.shoot("a section")
    settings = next(n for n in window.tree.model.tree.nodes[1:] if n.group is Group.SETTINGS)
    window.tree.chosen.emit(settings)
    editor.shoot("the library's settings")
    people = editor.find(SettingsForm).fields["people_to_sign"]
    people.edited.emit("1")
    editor.shoot_over("who signs, to be changed", WhoSignsDialog).reject()
    for one in (Filter.DRAFTS, Filter.WAITING):
        window.tree.filter.setCurrentIndex(window.tree.filter.findData(one))
        editor.shoot(f"the library, {one.value.lower()}")
    window.tree.filter.setCurrentIndex(0)
    window.go_to_start()
    editor.shoot("how it works")


def at_once(editor: Editor) -> None:
    """Words replaced everywhere, a contact's number in texts, and notes to each other."""
    window = editor.window
    window.replace()
    replacing = editor.shoot_over("find and replace", ReplaceDialog)
    replacing.find_box.setText("0808 800 4040")
    replacing.put_box.setText("020 7946 0000")
    replacing.look.setEnabled(True)
    replacing.look.click()
    editor.wait(replacing.ok.isEnabled)
    editor.shoot("find and replace, what would change")
    replacing.reject()
    window.dialogs.pick(ItemKind.CONTACT, "", lambda *_: None)
    editor.shoot_over("choose whose number or hours", PickDialog).reject()
    page = editor.workshop.items.content(OTHER)
    text = f"{page.texts['body']}\n\nCall [0808 800 4040](number:p02)."
    editor.workshop.items.save(with_texts(page, body=text))
    contact = editor.workshop.items.content(CONTACT)
    editor.workshop.items.save(with_own(contact, phone="0800 111 2222"))
    window.document.refresh()
    window.dialogs.update_contacts()
    editor.shoot_over("what texts say of contacts", ContactsDialog).reject()
    editor.workshop.items.save(contact)
    editor.workshop.items.save(page)
    window.document.refresh()
    editor.open(TOPIC)
    window.library_actions.add_note(TOPIC, "Bea, is the dose still right?")
    window.page.form.ensureWidgetVisible(editor.find(NotesField))
    editor.shoot("notes to each other")


def bringing(editor: Editor) -> None:
    """A good file, one with rows that are not right, and one that says nothing new."""
    files = {"home.md": _PAGE, "ward.csv": _SHEET, "same.csv": _SAME}
    for name, text in files.items():
        (editor.folder / name).write_text(text, encoding="utf-8")
        editor.window.dialogs.import_files([editor.folder / name])
        what = f"bring in {'contacts' if name.endswith(SHEETS) else 'a page'} from {name}"
        editor.shoot_over(what, ImportDialog).reject()


def trouble(editor: Editor) -> None:
    """A disk that is full, and another program that writes to the file."""
    editor.open(CONTACT)
    document = editor.window.document
    document.change(with_own(document.content(CONTACT), phone="020 7946 0009"), "phone", "Phone")
    editor.settle()
    document.autosave_now()
    editor.shoot("what was typed is kept, and when")
    document.change(with_own(document.content(CONTACT), phone="020 7946 0010"), "phone", "Phone")
    with no_room():
        assert not document.autosave_now()
    editor.shoot_now("the disk is full")
    document.autosave_now()
    change_elsewhere(editor.workshop.file)
    editor.window.poll()
    editor.wait(editor.window.page.bar.isVisible)
    editor.shoot("another program changed the text")
    editor.window.page.bar.close_bar()
    document.revert(CONTACT)
    document.change(with_texts(document.content(CONTACT), name=""), "name", "Name")
    editor.window.save()
    editor.shoot("it cannot be saved without a name")
    document.undo.undo()
