"""Try a walkthrough: answer it as a family would, from any question on."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.walkthrough.endings import NOWHERE
from app.domain.walkthrough.walk import Answers
from app.domain.walkthrough.walkthrough import Position, Walkthrough, walk
from app.editor.widgets.flow_layout import FlowLayout
from app.editor.widgets.inputs import NarrowComboBox
from app.editor.widgets.tables import sentence_label

_WIDE = 44
"""Letters on a line of a button: Qt does not wrap them."""


class TryIt(QWidget):
    """One question at a time, then the outcome; Back undoes the last answer.

    `expected` gives the answers and the outcome's id, to be made an expected case.
    """

    expected = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walkthrough: Walkthrough | None = None
        self._answers: Answers = ()
        self._begin = NarrowComboBox(10)
        self._begin.setAccessibleName("Begin at")
        self._begin.activated.connect(self.start_again)
        label = QLabel("Begin &at")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self._begin)
        self._back = QPushButton("&Back")
        self._again = QPushButton("&Start again")
        self._expect = QPushButton("E&xpect this path…")
        self._expect.setToolTip("Keep these answers and their outcome as an expected case.")
        self._back.clicked.connect(self.back)
        self._again.clicked.connect(self.start_again)
        self._expect.clicked.connect(self._expect_this)
        top, buttons = QHBoxLayout(), QWidget()
        top.addWidget(label)
        top.addWidget(self._begin, 1)
        row = FlowLayout(buttons)
        for button in (self._back, self._again, self._expect):
            row.addWidget(button)
        self._answers_label = sentence_label("Answers so far")
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(buttons)
        layout.addWidget(self._answers_label)
        layout.addWidget(self._page, 1)

    def show_walkthrough(self, walkthrough: Walkthrough) -> None:
        """Another walkthrough or another version: answers that still fit are kept."""
        begun_at = self._begin.currentData()
        self._walkthrough = walkthrough
        self._begin.clear()
        for question in walkthrough.questions:
            self._begin.addItem(f"{question.id}: {question.text}", question.id)
        self._begin.setCurrentIndex(max(self._begin.findData(begun_at), 0))
        if begun_at is None:
            self.begin_at(walkthrough.first_question_id)
        self._answers = self._position().answers if walkthrough.questions else ()
        self._show()

    def begin_at(self, question_id: str) -> None:
        """Begin at a question. An unknown id changes nothing."""
        index = self._begin.findData(question_id)
        if index >= 0:
            self._begin.setCurrentIndex(index)
            self.start_again()

    def start_again(self) -> None:
        """Back to the question where this began."""
        self._answers = ()
        self._show(focus=True)

    def back(self) -> None:
        """Take the last answer back."""
        self._answers = self._answers[:-1]
        self._show(focus=True)

    def _answer(self, question_id: str, choice_id: str) -> None:
        self._answers = (*self._answers, (question_id, choice_id))
        self._show(focus=True)

    def _expect_this(self) -> None:
        outcome = self._position().outcome
        if outcome is not None:
            self.expected.emit(self._answers, outcome.id)

    def _position(self) -> Position:
        assert self._walkthrough is not None  # noqa: S101 - the buttons wait for one
        begun = replace(self._walkthrough, first_question_id=self._begin.currentData() or "")
        return walk(begun, self._answers)

    # -- the page -------------------------------------------------------------------------------

    def _show(self, *, focus: bool = False) -> None:
        if self._walkthrough is None:
            return
        position = self._position()
        given = [f"{a.question.text} {a.choice.label}." for a in position.answered]
        self._answers_label.setText(" ".join(given))
        self._answers_label.setVisible(bool(given))
        self._back.setEnabled(bool(given))
        self._again.setEnabled(bool(given))
        at_the_first = self._begin.currentData() == self._walkthrough.first_question_id
        self._expect.setEnabled(position.outcome is not None and at_the_first)
        page = QWidget()
        layout = QVBoxLayout(page)
        buttons = self._fill(layout, position)
        layout.addStretch(1)
        # The page that goes may be the one whose button was just clicked.
        if (before := self._page.takeWidget()) is not None:
            before.deleteLater()
        self._page.setWidget(page)
        if focus:
            (buttons[0] if buttons else self._back).setFocus()

    def _fill(self, layout: QVBoxLayout, position: Position) -> list[QPushButton]:
        question = position.question
        if question is None:
            for line, is_large in _outcome_in_words(position):
                layout.addWidget(_label(line, is_large=is_large))
            return []
        layout.addWidget(_label(question.text, is_large=True))
        layout.addWidget(_label(question.why))
        buttons = []
        for choice in question.choices:
            shown = textwrap.fill(choice.label, _WIDE).replace("&", "&&")
            button = QPushButton(shown)
            button.setAccessibleName(choice.label)
            button.setStyleSheet("text-align: left")
            button.setAutoDefault(True)
            button.clicked.connect(
                lambda _=False, pair=(question.id, choice.id): self._answer(*pair)
            )
            layout.addWidget(button)
            buttons.append(button)
        if not buttons:
            layout.addWidget(_label("This question has no answers, so nobody gets on from here."))
        return buttons


def _label(text: str, *, is_large: bool = False) -> QLabel:
    label = sentence_label("")
    label.setText(text)
    if is_large:
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        label.setFont(font)
    return label


def _outcome_in_words(position: Position) -> list[tuple[str, bool]]:
    """What a family would read, as paragraphs of plain words; titles are large."""
    outcome = position.outcome
    if outcome is None:
        return [(f"This path ends {NOWHERE}.", True)]
    paragraphs = [(outcome.title, True)]
    if position.situations:
        paragraphs.append(("\n".join(f"• {line}" for line in position.situations), False))
    paragraphs += [(_paragraphs(outcome.body), False)]
    for note in position.notes:
        paragraphs += [(note.title, True), (_paragraphs(note.body), False)]
    if position.questions_to_ask:
        paragraphs += [("Questions to ask", True)]
        paragraphs += [("\n".join(f"• {line}" for line in position.questions_to_ask), False)]
    return paragraphs


def _paragraphs(text: str) -> str:
    """CommonMark as it was typed, each paragraph on one line."""
    return "\n\n".join(
        " ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()
    )
