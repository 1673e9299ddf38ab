"""Every dialog by keyboard: names, one meaning for each key, Enter for the safe answer, Escape."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QWidget,
)

from app.content.items.edit import with_own, with_texts
from app.content.workshop import Workshop
from app.content.workshop.values import InUseError
from app.domain.governance.governance import ItemKind
from app.domain.library.markup import Picture
from app.editor.document.unfinished_dialog import UnfinishedDialog
from app.editor.fields.link_dialog import LinkDialog
from app.editor.fields.picks import PickDialog
from app.editor.fields.picture_dialog import PictureDialog
from app.editor.forms.new_source import NewSourceDialog
from app.editor.governance.history_view import RestoreDialog
from app.editor.governance.sign_off_dialogs import (
    CheckDialog,
    ReviewDialog,
    SignDialog,
    WhoSignsDialog,
    WithdrawDialog,
)
from app.editor.governance.status_sentences import signed_in_words
from app.editor.opening.begin_dialog import BeginDialog
from app.editor.opening.new_library_dialog import NewLibraryDialog
from app.editor.publishing.key_dialog import KeyDialog
from app.editor.publishing.keys_dialog import KeysDialog
from app.editor.publishing.set_up_dialog import SetUpDialog
from app.editor.tree.new_item import MoveDialog
from app.editor.walkthrough.cases import CaseDialog
from app.main_editor import in_use_box
from tests.editor.staff import ANN, STARTER, Staff, key, name_of, settle
from tests.editor.test_access import letter, stops

TOPIC = key(ItemKind.TOPIC, "t05")
CONTACT = key(ItemKind.CONTACT, "p02")
WALKTHROUGH = key(ItemKind.WALKTHROUGH, "w01")
PAGE = "# Going home\n\nCall us.\n"


def new(number: int) -> Callable[[Staff], None]:
    return lambda staff: staff.window.library.menu.actions()[number].trigger()


def delete(what: int) -> Callable[[Staff], None]:
    def act(staff: Staff) -> None:
        staff.window.document.open((TOPIC, staff.window.library_actions.duplicate(TOPIC))[what])
        staff.window.library.delete()

    return act


def unfinished(staff: Staff) -> None:
    workshop = staff.window.workshop
    workshop.unfinished.save(with_own(workshop.items.content(CONTACT), phone="020 7946 0000"))
    staff.window.welcome.offer()


def unfinished_looked_at(staff: Staff) -> None:
    unfinished(staff)
    staff.dialog(UnfinishedDialog).view.click()


def unfinished_thrown_away(staff: Staff) -> None:
    unfinished(staff)
    staff.dialog(UnfinishedDialog).throw.click()


def files(staff: Staff) -> None:
    file = Path(staff.window.workshop.file).with_name("home.md")
    file.write_text(PAGE, encoding="utf-8")
    staff.window.dialogs.import_files([file])


def draft(workshop: Workshop) -> None:
    workshop.items.save(with_texts(workshop.items.content(TOPIC), title="CAR T-cells"))


def check(staff: Staff) -> None:
    draft(staff.window.workshop)
    CheckDialog(
        staff.window.workshop, staff.window.workshop.items.content(TOPIC), staff.window
    ).open()


def sign(staff: Staff) -> None:
    draft(staff.window.workshop)
    SignDialog(
        staff.window.workshop, staff.window.workshop.items.content(TOPIC), staff.window
    ).open()


def sign_a_walkthrough(staff: Staff) -> None:
    workshop = staff.window.workshop
    workshop.items.save(with_texts(workshop.items.content(WALKTHROUGH), title="Prepare"))
    SignDialog(workshop, workshop.items.content(WALKTHROUGH), staff.window).open()


def review(staff: Staff) -> None:
    workshop = staff.window.workshop
    ReviewDialog(workshop, workshop.items.content(TOPIC), None, staff.window).open()


def take_down(staff: Staff) -> None:
    WithdrawDialog(
        staff.window.workshop, staff.window.workshop.items.content(TOPIC), staff.window
    ).open()


def restore(staff: Staff) -> None:
    draft(staff.window.workshop)
    event = staff.window.workshop.history.events(TOPIC)[0]
    RestoreDialog(staff.window.workshop, event, staff.window).open()


def who_signs(staff: Staff) -> None:
    WhoSignsDialog(staff.window.workshop, 1, staff.window).open()


def case(staff: Staff) -> None:
    workshop = staff.window.workshop
    walkthrough = workshop.checks.walkthrough(workshop.items.content(WALKTHROUGH))
    CaseDialog(walkthrough, workshop.cases.of("w01")[0], staff.window).open()


def a_part(staff: Staff) -> None:
    staff.window.document.open(WALKTHROUGH)
    staff.window.page.go_to_component("o05")
    assert staff.window.page.components is not None
    staff.window.page.components.remove.click()


def in_use(staff: Staff) -> None:
    box = in_use_box(InUseError("Bea Moss", "ward-4", "09:00"))
    box.setParent(staff.window, box.windowFlags())
    box.open()


def a_picture(staff: Staff) -> None:
    with closing(sqlite3.connect(staff.window.workshop.file)) as connection:
        row = connection.execute("SELECT digest, media_type, width, height, data FROM picture")
        found = row.fetchone()
    PictureDialog(Picture(*found), staff.window).open()


def a_link(staff: Staff) -> None:
    LinkDialog("side effects", "topic:t02", "Side effects", lambda _: None, staff.window).open()


def contacts_out_of_step(staff: Staff) -> None:
    workshop = staff.window.workshop
    page = workshop.items.content(TOPIC)
    workshop.items.save(with_texts(page, body="Call [0800 111 2222](number:p02)."))
    staff.window.document.refresh()
    staff.window.dialogs.update_contacts()


def several(step: str) -> Callable[[Staff], None]:
    def act(staff: Staff) -> None:
        workshop = staff.window.workshop
        draft(workshop)
        workshop.items.save(with_own(workshop.items.content(CONTACT), phone="020 7946 0000"))
        if step == "sign":
            for item in (TOPIC, CONTACT):
                workshop.signing.mark_checked(item)
        staff.window.dialogs.take_step(step, (TOPIC, CONTACT))

    return act


def begin(staff: Staff) -> None:
    BeginDialog(QSettings(), STARTER, staff.window).open()


def new_library(staff: Staff) -> None:
    folder = staff.window.workshop.file.parent
    NewLibraryDialog(ANN, folder, staff.window, sample=STARTER).open()


def move(staff: Staff) -> None:
    MoveDialog(2, staff.window.workshop.sections.rows(), "", staff.window).open()


DIALOGS: dict[str, Callable[[Staff], object]] = {
    "who are you": lambda staff: staff.window.welcome.ask_who(),
    "typed, and not saved": unfinished,
    "what was typed": unfinished_looked_at,
    "throw it away?": unfinished_thrown_away,
    **{f"new {number}": new(number) for number in range(5)},
    "a glossary word": lambda staff: staff.window.dialogs.pick(ItemKind.TERM, "", lambda *_: None),
    "a page": lambda staff: staff.window.dialogs.pick(ItemKind.TOPIC, "", lambda *_: None),
    "what points there": delete(0),
    "delete?": delete(1),
    "a part to delete": a_part,
    "files": files,
    "a picture": a_picture,
    "a link": a_link,
    "whose number": lambda staff: staff.window.dialogs.pick(ItemKind.CONTACT, "", lambda *_: None),
    "what texts say of contacts": contacts_out_of_step,
    "find and replace": lambda staff: staff.window.replace(),
    "check": check,
    "sign": sign,
    "sign a walkthrough": sign_a_walkthrough,
    "review": review,
    "take down": take_down,
    "restore": restore,
    "who signs": who_signs,
    "a new source": lambda staff: NewSourceDialog(staff.window).open(),
    "an expected case": case,
    "somebody else has it open": in_use,
    "several to check": several("check"),
    "several to sign": several("sign"),
    "which library": begin,
    "a new library": new_library,
    "to another section": move,
    "set up signing": lambda staff: SetUpDialog(None, QSettings(), staff.window).open(),
    "the keys of a folder": lambda staff: KeysDialog(Path(), staff.window).open(),
    "the key that signs": lambda staff: KeyDialog(QSettings(), staff.window).open(),
}


@pytest.fixture(params=DIALOGS)
def dialog(request: pytest.FixtureRequest, staff: Staff) -> QDialog:
    """A dialog that was just opened."""
    DIALOGS[request.param](staff)
    return staff.dialog(QDialog)


def test_it_can_be_used_by_keyboard_alone(dialog: QDialog, staff: Staff) -> None:
    everything_has_a_name(dialog)
    a_key_means_one_thing(dialog)
    enter_never_throws_anything_away(dialog)
    its_words_fit(dialog)
    before = staff.window.workshop.history.events()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert staff.window.workshop.history.events() == before


def everything_has_a_name(dialog: QDialog) -> None:
    """Tab comes by something, and all that it comes by has a name."""
    settle(dialog)
    found = [w for w in stops(dialog) if w.window() is dialog]
    assert found
    for widget in found:
        if not isinstance(widget, (QTabWidget, QTabBar, QScrollArea)):
            assert name_of(widget), widget.metaObject().className()


def a_key_means_one_thing(dialog: QDialog) -> None:
    """Alt and a letter go to one place."""
    found = [letter(words) for widget in dialog.findChildren(QWidget) for words in said(widget)]
    keys = Counter(key for pairs in found for key, _ in pairs)
    assert [key for key, count in keys.items() if count > 1] == []


def said(widget: QWidget) -> list[str]:
    """The words of a widget that Alt and a letter may go to."""
    if not widget.isVisible():
        return []
    if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
        return [widget.text()]
    if isinstance(widget, QTabBar):
        return [widget.tabText(number) for number in range(widget.count())]
    return []


def enter_never_throws_anything_away(dialog: QDialog) -> None:
    """What Enter presses is the safe answer."""
    default = next((b for b in dialog.findChildren(QPushButton) if b.isDefault()), None)
    if default is not None:
        words = default.text().replace("&", "")
        assert not words.startswith(("Delete", "Throw")), words


def its_words_fit(dialog: QDialog) -> None:
    """No button and no sentence is cut off."""
    settle(dialog)
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, QPushButton) and widget.isVisible():
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
        if isinstance(widget, QLabel) and widget.isVisible() and widget.wordWrap():
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.text()


def test_who_one_is_comes_before_what_was_left(workshop: Workshop, staff: Staff) -> None:
    unfinished_before = staff.window.welcome
    workshop.unfinished.save(with_own(workshop.items.content(CONTACT), phone="020 7946 0000"))
    workshop.person = type(workshop.person)("", "")
    unfinished_before.begin()
    who = staff.dialog(QDialog)
    assert who.windowTitle() == "Who are you?"
    assert not staff.window.findChildren(UnfinishedDialog)
    staff.type(staff.find(QLineEdit, "Your name", who), "Ann Bell")
    staff.press(who, Qt.Key.Key_Return)
    assert staff.dialog(UnfinishedDialog).isVisible()
    assert workshop.person.name == "Ann Bell"


def test_a_review_is_told_as_staff_say_it(workshop: Workshop) -> None:
    workshop.signing.review(TOPIC, workshop.today().replace(year=2029))
    told = signed_in_words(workshop.signing.signatures(TOPIC)[-1])
    assert told.startswith("Reviewed, with nothing changed, by Ann Bell (Ward sister), 23 November")


def test_what_is_chosen_from_is_read_whole(staff: Staff) -> None:
    staff.window.dialogs.pick(ItemKind.CONTACT, "", lambda *_: None)
    dialog = staff.dialog(PickDialog)
    settle(dialog)
    assert "Monday to Friday, 9am to 5pm (Cancer Research UK nurses)" in [
        dialog.list.model().index(row, 0).data() for row in range(dialog.list.model().rowCount())
    ]
    assert not dialog.list.horizontalScrollBar().isVisible()
