"""Beside a text: where it stands, who answered for it, what is missing, and the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.content.items.item import Content
from app.content.reports.reviews import review_of
from app.content.reports.status import TextStatus, status_of_text
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind, ItemStatus
from app.domain.library.library import date_in_words
from app.domain.library.review import Review, ReviewState
from app.editor.governance.comparison_view import ComparisonView
from app.editor.governance.sign_off_dialogs import (
    CheckDialog,
    ReviewDialog,
    SignDialog,
    WithdrawDialog,
)
from app.editor.governance.sign_off_sheets import SheetMaker
from app.editor.governance.status_sentences import signed_in_words, state_sentences
from app.editor.governance.step_dialog import StepDialog
from app.editor.governance.versions import differences
from app.editor.texts.moments import day_of
from app.editor.widgets.panel import PanelWidget
from app.editor.widgets.tables import sentence_label


class GovernancePanel(PanelWidget):
    """What one text needs before families see it. `written` says that somebody took a step."""

    def __init__(
        self,
        workshop: Workshop,
        parent: QWidget | None = None,
        *,
        sign_off_sheets: SheetMaker | None = None,
    ) -> None:
        super().__init__(parent)
        self._workshop = workshop
        self._sign_off_sheets = sign_off_sheets
        self._content: Content | None = None
        self._step: Callable[[Content], StepDialog] | None = None
        self.state = sentence_label("Where it stands")
        font = self.state.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.state.setFont(font)
        self.people = sentence_label("Who answered for it")
        self.missing = sentence_label("What is missing")
        self.next = QPushButton()
        self.next.clicked.connect(self._start_step)
        self.review = QPushButton("&Reviewed, nothing changed…")
        self.review.clicked.connect(lambda: self._open(self._review))
        self.withdraw = QPushButton("Take &down…")
        self.withdraw.clicked.connect(lambda: self._open(self._withdraw))
        self.comparison = ComparisonView(
            "What would change for families", titles=workshop.items.titles
        )
        steps = QHBoxLayout()
        for button in (self.next, self.review, self.withdraw):
            steps.addWidget(button)
        steps.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.state)
        column.addWidget(self.people)
        column.addWidget(self.missing)
        column.addLayout(steps)
        column.addWidget(self.comparison, 1)

    def show_content(self, content: Content) -> None:
        """Show where a text stands; what was typed and not saved is told, and not signed."""
        key = content.key
        row = self._workshop.items.row(key)
        if row is None:
            return
        saved = self._workshop.items.content(key)
        current = status_of_text(self._workshop, row)
        is_saved = saved.rows == content.rows
        self._content = saved
        review = review_of(saved)
        self.state.setText(" ".join(state_sentences(current)))
        self.people.setText("\n".join(self._people(review)))
        self._offer(current, review, is_saved=is_saved)
        self._compare(current, saved)

    def _people(self, review: Review | None) -> Iterator[str]:
        content = self._content
        if content is None:
            return
        events = self._workshop.history.events(content.key, 50)
        for event in events:
            if event.digest == content.digest and event.act in ("saved", "restored", "imported"):
                day = date_in_words(day_of(event.at)) if event.at else ""
                yield f"Saved by {event.person.name or 'nobody who said so'}, {day}."
                break
        for signature in self._workshop.signing.signatures(content.key):
            if signature.digest == content.digest:
                yield signed_in_words(signature)
        if review is not None:
            late = review.state(self._workshop.today()) is ReviewState.OVERDUE
            due = "was due" if late else "is due"
            yield f"Last reviewed {date_in_words(review.last)}. The next review {due} on " + (
                f"{date_in_words(review.due)}."
            )

    def _offer(self, current: TextStatus, review: Review | None, *, is_saved: bool) -> None:
        """The one next step, and what stands in its way."""
        status = current.row.status
        signed = status in (ItemStatus.SIGNED, ItemStatus.LIVE)
        can = is_saved and not self._workshop.read_only
        late = review is not None and (
            review.state(self._workshop.today()) is not ReviewState.CURRENT
        )
        sentences: list[str] = []
        self._step = None
        if not is_saved:
            sentences.append("Something was typed here and is not saved yet. Save it first.")
        elif status is ItemStatus.DRAFT:
            self._step = self._check
            self.next.setText("Mark as &checked…")
        elif status is ItemStatus.CHECKED:
            self._step = self._sign
            self.next.setText("&Sign…")
        if is_saved and not signed and (missing := self._missing()):
            sentences.append(missing)
        if is_saved and signed and not late:
            sentences.append("Nothing has to be done now.")
        if self._workshop.read_only:
            sentences.append("The library is open for reading only.")
        self.missing.setText(" ".join(sentences))
        self.missing.setVisible(bool(sentences))
        self.next.setVisible(self._step is not None)
        self.next.setEnabled(can)
        is_text = current.row.key.kind is not ItemKind.LIBRARY
        self.review.setVisible(signed and is_text)
        self.review.setEnabled(can)
        self.review.setDefault(signed and late)
        self.withdraw.setVisible(current.row.has_signed_version and is_text)
        self.withdraw.setEnabled(not self._workshop.read_only)

    def _missing(self) -> str:
        """What keeps anybody from signing it, whoever they are."""
        assert self._content is not None  # noqa: S101 - asked for while a text is shown
        violation = self._workshop.signing.violation(self._content.key)
        if violation is None:
            return "A signature is all that is missing."
        return f"Before it can be signed: {violation}"

    def _compare(self, current: TextStatus, content: Content) -> None:
        if current.row.status in (ItemStatus.SIGNED, ItemStatus.LIVE):
            self.comparison.show_message("What is signed is what stands here.")
            return
        signed = self._workshop.items.signed_content(content.key)
        is_library = content.key.kind is ItemKind.LIBRARY
        if signed is None:
            nothing = "Nobody has signed it" if is_library else "Families see nothing of it"
            self.comparison.show_changes(differences(self._workshop, None, content), nothing, "New")
            return
        self.comparison.show_changes(
            differences(self._workshop, signed, content), "What families see", "As it stands now"
        )

    # -- steps -----------------------------------------------------------------------------------

    def _start_step(self) -> None:
        if self._step is not None:
            self._open(self._step)

    def _open(self, make: Callable[[Content], StepDialog]) -> None:
        if self._content is None:
            return
        dialog = make(self._content)
        dialog.accepted.connect(self._step_done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _step_done(self) -> None:
        if self._content is not None:
            key = self._content.key
            self.show_content(self._workshop.items.content(key))
            self.written.emit(key)

    def _check(self, content: Content) -> StepDialog:
        return CheckDialog(self._workshop, content, self, self._sign_off_sheets)

    def _sign(self, content: Content) -> StepDialog:
        return SignDialog(self._workshop, content, self, self._sign_off_sheets)

    def _review(self, content: Content) -> StepDialog:
        return ReviewDialog(self._workshop, content, review_of(content), self)

    def _withdraw(self, content: Content) -> StepDialog:
        return WithdrawDialog(self._workshop, content, self)
