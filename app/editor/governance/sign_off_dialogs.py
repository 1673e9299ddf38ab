"""The dialogs in which somebody answers for a text: check, sign, review, take down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.content.checks.findings import Finding
from app.content.items.item import Content
from app.content.workshop import Workshop
from app.domain.governance.behaviour import BehaviourChange
from app.domain.governance.governance import ItemKind, reason_with_paper
from app.domain.library.review import Review
from app.editor.governance.comparison_view import ComparisonView
from app.editor.governance.sign_off_sheets import SheetButtons, SheetMaker, TextSheetButton
from app.editor.governance.step_dialog import StepDialog
from app.editor.governance.versions import behaviour, differences
from app.editor.walkthrough.behaviour_page import BehaviourPage
from app.editor.widgets.background import Job
from app.editor.widgets.inputs import DateEdit
from app.editor.widgets.tables import sentence_label

_SIZE = (900, 600)
_YEARS = 3
"""How long until the next review where a page says nothing of its own."""


class Reading(QWidget):
    """Exactly what is checked or signed of one text: the change since what families see."""

    def __init__(
        self,
        workshop: Workshop,
        content: Content,
        sign_off_sheets: SheetMaker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        signed = workshop.items.signed_content(content.key)
        self.comparison = ComparisonView("What changed, word by word", titles=workshop.items.titles)
        now = "As it stands now"
        self.comparison.show_changes(
            differences(workshop, signed, content), "What families see", now
        )
        self.paths = BehaviourPage()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.comparison, "What changed, word by &word")
        change = behaviour(workshop, signed, content)
        if isinstance(change, BehaviourChange):
            self.paths.show_change(change)
        elif change is not None:
            self.paths.show_message(change)
        if change is not None:
            self.tabs.insertTab(0, self.paths, "What &behaves differently")
            self.tabs.setCurrentIndex(0)
        self.tabs.tabBar().setVisible(self.tabs.count() > 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.old_numbers = sentence_label("Where the old number or hours still stand")
        column.insertWidget(0, self.old_numbers)
        is_contact = content.key.kind is ItemKind.CONTACT
        self.old_numbers.setVisible(is_contact)
        if is_contact:
            self._look_for_old_numbers(workshop, content)
        self.sheets: SheetButtons | None = None
        self.draft_sheet: TextSheetButton | None = None
        if isinstance(change, BehaviourChange) and sign_off_sheets is not None:
            self.sheets = SheetButtons(workshop, signed, content, change, sign_off_sheets)
            column.addWidget(self.sheets)
        elif change is None and sign_off_sheets is not None:
            self.draft_sheet = TextSheetButton(workshop, signed, content, sign_off_sheets)
            column.addWidget(self.draft_sheet)

    def _look_for_old_numbers(self, workshop: Workshop, content: Content) -> None:
        """Beside the dialog, as a big library takes a while; it may be closed before."""
        self.old_numbers.setText("Looking for pages that say the old number or hours…")
        app = QApplication.instance() or self
        job = Job(lambda _: workshop.checks.old_numbers(content), app)
        job.done.connect(self._show_old_numbers)
        job.failed.connect(self._no_old_numbers)
        job.done.connect(job.deleteLater)
        job.failed.connect(job.deleteLater)
        job.start()

    @Slot(object)
    def _show_old_numbers(self, old: Sequence[Finding]) -> None:
        lines = [f"⚠ {finding.problem}" for finding in old]
        self.old_numbers.setText("\n".join([*lines, *(finding.hint for finding in old[:1])]))
        self.old_numbers.setVisible(bool(old))

    @Slot(object)
    def _no_old_numbers(self, error: Exception) -> None:
        self.old_numbers.setText(f"It could not be looked for the old number and hours: {error}")


class ReadDialog(StepDialog):
    """Shows exactly what is checked or signed."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it is about, and its words
        self,
        workshop: Workshop,
        content: Content,
        title: str,
        lead: str,
        does: str,
        parent: QWidget | None = None,
        sign_off_sheets: SheetMaker | None = None,
    ) -> None:
        super().__init__(workshop, title, lead, does, parent)
        self.content = content
        self.reading = Reading(workshop, content, sign_off_sheets)
        self.paper = QLineEdit()
        self.paper.setPlaceholderText("Where the signed sheet is, if this stands on paper")
        self.form.addRow("On p&aper", self.paper)
        self.comparison, self.paths = self.reading.comparison, self.reading.paths
        self.tabs, self.sheets = self.reading.tabs, self.reading.sheets
        self.middle.addWidget(self.reading)
        self._at_the_editor = workshop.person.name
        self.resize(*_SIZE)

    def reason(self) -> str:
        """Why, and where the paper is, for the history: who typed it in stands there too."""
        return reason_with_paper(self.why.text(), self.paper.text(), self._at_the_editor)


class CheckDialog(ReadDialog):
    """“I have checked it”: for the one who wrote it, or whoever read it first."""

    def __init__(
        self,
        workshop: Workshop,
        content: Content,
        parent: QWidget | None = None,
        sign_off_sheets: SheetMaker | None = None,
    ) -> None:
        lead = "This is what changes for families. When you have read it all, say so here."
        does = "Mark as &checked"
        super().__init__(workshop, content, "Mark as checked", lead, does, parent, sign_off_sheets)

    def act(self) -> None:
        """Mark the text as checked, if it still stands as it was shown."""
        key, why = self.content.key, self.reason()
        self._workshop.signing.mark_checked(key, why, digest=self.content.digest)


class SignDialog(ReadDialog):
    """A signature. Where the library asks for two people, the second gives their own name."""

    def __init__(
        self,
        workshop: Workshop,
        content: Content,
        parent: QWidget | None = None,
        sign_off_sheets: SheetMaker | None = None,
    ) -> None:
        two = workshop.settings.read().people_to_sign > 1
        lead = "You sign exactly what is shown here. If a word is changed later, it is a draft."
        if two:
            lead += " Whoever signs has neither written nor checked it: please give your own name."
        super().__init__(workshop, content, "Sign", lead, "&Sign it", parent, sign_off_sheets)
        if two:
            self.name.clear()
            self.role.clear()
            self.name.setFocus()

    def act(self) -> None:
        """Sign what was shown; Refused if it stands otherwise by now."""
        self._workshop.signing.sign(self.content.key, self.reason(), digest=self.content.digest)


class ReviewDialog(StepDialog):
    """“Reviewed, nothing changed”: new dates and a signature in one."""

    def __init__(
        self,
        workshop: Workshop,
        content: Content,
        review: Review | None,
        parent: QWidget | None = None,
    ) -> None:
        lead = (
            f"You have read “{content.title}” against its sources, and every word still holds."
            " It gets today's date as its last review, and your signature."
        )
        does = "Revie&wed, nothing changed"
        super().__init__(workshop, "Reviewed, nothing changed", lead, does, parent)
        self._key = content.key
        self.due = DateEdit("Next review")
        self.due.set_day(next_due(review, workshop.today()))
        self.form.insertRow(0, "Ne&xt review", self.due)

    def act(self) -> None:
        """Write the review down."""
        self._workshop.signing.review(self._key, self.due.day(), self.why.text().strip())


def next_due(review: Review | None, today: date) -> date:
    """When a page is due again: after as long as it was given before."""
    span = review.due - review.last if review else timedelta(0)
    return today + (span if span > timedelta(0) else timedelta(days=365 * _YEARS))


class WhoSignsDialog(StepDialog):
    """Changes how many people a signature takes, which two people have to agree on."""

    def __init__(self, workshop: Workshop, people: int, parent: QWidget | None = None) -> None:
        what = (
            "From now on one person alone may write, check and sign a text, and families see it."
            if people == 1
            else "From now on whoever signs a text is not the one who wrote or checked it."
        )
        lead = f"{what} Two people have to agree, and the history names both."
        super().__init__(workshop, "Change who signs", lead, "&Change it", parent)
        self._people = people
        self.other = QLineEdit()
        self.form.insertRow(2, "The &second person's name", self.other)
        self._require(self.other)

    def act(self) -> None:
        """Change it, as agreed."""
        why = self.why.text().strip()
        self._workshop.settings.change_people_to_sign(self._people, self.other.text(), why)


class WithdrawDialog(StepDialog):
    """Takes a text down, and says what points to it."""

    def __init__(self, workshop: Workshop, content: Content, parent: QWidget | None = None) -> None:
        lead = (
            f"Families will no longer see “{content.title}”, from the next edition on. Its words"
            " and its history stay here; it can be signed again."
        )
        super().__init__(workshop, "Take down", lead, "&Take down", parent)
        self._key = content.key
        named = workshop.items.mentions(content.key)
        if named:
            mentions = "; ".join(f"{mention.title} ({mention.where})" for mention in named)
            self.lead.setText(f"{lead} It is named by: {mentions}.")

    def act(self) -> None:
        """Take it down."""
        self._workshop.signing.withdraw(self._key, self.why.text().strip())
