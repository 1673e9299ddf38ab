"""Pictures of how staff answer for a text: check, sign, review, take down, publish, bring back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QMessageBox

from app.content.items import components as changes
from app.content.items.set_field import with_field
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.editor.governance.governance_panel import GovernancePanel
from app.editor.governance.history_view import HistoryView, RestoreDialog
from app.editor.governance.reviews_page import ReviewsPage
from app.editor.governance.sign_off_dialogs import (
    CheckDialog,
    ReviewDialog,
    SignDialog,
    WithdrawDialog,
)
from app.editor.publishing.publish_page import PublishPage
from app.editor.sources.sources_page import SourcesPage
from app.editor.walkthrough.cases import CaseDialog
from app.editor.walkthrough.paths_tabs import WalkthroughPaths
from tests.shots.editor import Editor, key

CONSULTANT = Person("Bea Moss", "Consultant")
TOPIC = key(ItemKind.TOPIC, "t05")
CONTACT = key(ItemKind.CONTACT, "p02")
WALKTHROUGH = key(ItemKind.WALKTHROUGH, "w01")
_SOON = timedelta(days=30)


@contextmanager
def somebody_else(editor: Editor) -> Iterator[None]:
    """Another person sits at the editor."""
    before, editor.workshop.person = editor.workshop.person, CONSULTANT
    yield
    editor.workshop.person = before


def _change(editor: Editor, text: ItemKey, field: str, words: str, why: str = "") -> None:
    editor.workshop.items.save(with_field(editor.workshop.items.content(text), field, words), why)
    editor.window.document.refresh()


def _panel(editor: Editor, text: ItemKey) -> GovernancePanel:
    editor.open(text)
    editor.tab("Check and sign")
    return editor.find(GovernancePanel)


def signing(editor: Editor) -> None:
    """From a draft to a signature by a second person, with every refusal on the way."""
    workshop = editor.workshop
    workshop.settings.save(replace(workshop.settings.read(), people_to_sign=2))
    _change(editor, CONTACT, "phone", "020 7946 0000", "The nurses have a new number")
    panel = _panel(editor, CONTACT)
    editor.shoot("a draft without a source, to be checked")
    panel.next.click()
    editor.shoot_over("mark as checked", CheckDialog).button.click()
    editor.shoot("checked, to be signed")
    panel.next.click()
    sign = editor.shoot_over("sign, by a second person", SignDialog)
    sign.name.setText("Bea Moss")
    sign.role.setText("Consultant")
    sign.button.click()
    editor.shoot("sign, refused without a source")
    sign.reject()
    _change(editor, TOPIC, "summary", "CAR T-cells are made from a child's own T cells.", "Shorter")
    panel = _panel(editor, TOPIC)
    editor.shoot("a changed page, to be checked")
    panel.next.click()
    editor.find(CheckDialog).button.click()
    panel.next.click()
    sign = editor.find(SignDialog)
    sign.name.setText("ann bell")
    sign.button.click()
    editor.shoot("sign, refused to the one who wrote it")
    sign.name.setText(CONSULTANT.name)
    sign.role.setText(CONSULTANT.role)
    sign.button.click()
    editor.shoot("signed")
    panel.review.click()
    review = editor.shoot_over("reviewed, nothing changed", ReviewDialog)
    review.button.click()
    editor.shoot("reviewed")
    panel.withdraw.click()
    editor.shoot_over("take down", WithdrawDialog).button.click()
    editor.shoot("taken down")


def history(editor: Editor) -> None:
    """Many lines, two of them compared, and one brought back."""
    for number in range(12):
        _change(editor, TOPIC, "line", f"Line number {number}", f"Try number {number}")
    editor.open(TOPIC)
    editor.tab("History")
    view = editor.find(HistoryView)
    editor.shoot("history with many lines")
    view.table.selectRow(3)
    editor.shoot("history, a version beside what stands there now")
    both = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    view.table.selectionModel().select(view.table.model().index(6, 0), both)
    editor.shoot("history, two versions compared")
    view.table.selectRow(11)
    view.restore.click()
    editor.shoot_over("a version brought back is asked", RestoreDialog).button.click()
    editor.shoot("a version brought back")


def walkthrough(editor: Editor) -> None:
    """A walkthrough with a dead end and a case that fails, tried, and what it would change."""
    document = editor.window.document
    editor.open(WALKTHROUGH)
    added = changes.add(document.content(WALKTHROUGH), "question", "q05")
    document.change(added, "q05 ", "Add question")
    editor.window.page.go_to_component("q05")
    editor.shoot("a walkthrough, a new question")
    document.undo.undo()
    for part in ("q01", "c06", "o01", "n01"):
        editor.window.page.go_to_component(part)
        editor.shoot(f"a walkthrough, the fields of {part}")
    parts = editor.window.page.components
    assert parts is not None
    editor.window.page.go_to_component("o05")
    parts.remove.click()
    editor.shoot_over("a walkthrough, an outcome to be deleted", QMessageBox).reject()
    document.change(changes.remove(document.content(WALKTHROUGH), "outcome", "o05"), "", "Delete")
    editor.shoot("a walkthrough, an answer that leads nowhere")
    editor.tab("Graph")
    editor.shoot("a walkthrough, the graph with a dead end")
    editor.tab("Paths")
    paths = editor.find(WalkthroughPaths)
    paths.paths.filter.setText("another type")
    editor.shoot("a walkthrough, paths that end nowhere")
    editor.tab("What behaves differently")
    editor.shoot("a walkthrough, what behaves differently")
    document.undo.undo()
    editor.tab("Expected cases")
    editor.shoot("a walkthrough, no expected case yet")
    paths.cases.add((("q01", "c01"), ("q02", "c07")), "o01")
    editor.shoot_over("a walkthrough, an expected case", CaseDialog).accept()
    editor.shoot("a walkthrough, an expected case that fails")
    paths.try_from("q02")
    editor.shoot("a walkthrough, tried from a question")
    editor.tab("Words")


def calendar(editor: Editor) -> None:
    """Reviews that are due soon and overdue, none at all, and a source that has changed."""
    workshop = editor.workshop
    with somebody_else(editor):
        for number in ("t01", "t02", "t04"):
            workshop.signing.review(key(ItemKind.TOPIC, number), workshop.today() + _SOON)
    editor.window.document.refresh()
    editor.panel("sources")
    sources = editor.find(SourcesPage)
    sources.changed_button.click()
    editor.shoot("a source marked as changed")
    sources.add.click()
    editor.shoot("a new source")
    editor.panel("reviews")
    reviews = editor.find(ReviewsPage)
    editor.shoot("reviews due soon and overdue")
    reviews.search.setText("nobody has this title")
    editor.shoot("reviews, none like that")
    reviews.search.clear()
    _panel(editor, key(ItemKind.TOPIC, "t02"))
    editor.shoot("a page due soon")


def publishing(editor: Editor) -> None:
    """What families will see differently, on its way, done, nothing new, and refused."""
    editor.panel("publish")
    page = editor.find(PublishPage)
    editor.shoot("publish, without a place")
    editions = editor.folder / "editions"
    editions.mkdir(exist_ok=True)
    page.target.setText(str(editions))
    editor.shoot("publish, ready")
    page.publish()
    editor.shoot_now("publish, on its way")
    editor.wait(lambda: "is written" in page.result.text())
    editor.shoot("publish, done")
    _change(editor, key(ItemKind.TOPIC, "t03"), "line", "A draft that stays behind")
    shown = [row.key for row in editor.workshop.items.rows() if row.has_signed_version]
    for text in shown[:3]:
        editor.workshop.signing.withdraw(text)
    page.refresh()
    editor.shoot("publish, with pages taken away")
    for text in shown[3:]:
        editor.workshop.signing.withdraw(text)
    page.refresh()
    editor.shoot("publish, refused")
    editor.panel("reviews")
    editor.shoot("reviews, none at all")
    editor.panel("history")
    editor.shoot("the library's history with many lines")
    editor.find(HistoryView).table.selectRow(3)
    editor.shoot("the library's history, a line chosen")
