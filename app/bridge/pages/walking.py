"""A walkthrough's pages: the opening, a question, the review of the answers, the outcome."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.family import FamilySession
from app.bridge.pages.formatting import (
    BLOCK_ROLES,
    CARD_ROLES,
    CONTACT_ROLES,
    LINE_ROLES,
    QUESTION_ROLES,
    block_rows,
    card_row,
    contact_row,
    line_rows,
    question_rows,
    unbroken,
)
from app.bridge.pages.provenance import PageProvenance
from app.bridge.pages.records import RecordModel
from app.domain.errors import ContentError
from app.domain.library.markup import Block, BlockKind, Run
from app.domain.library.readability import words
from app.domain.ports import Library
from app.domain.walkthrough import walkthrough as engine
from app.domain.walkthrough.walk import Walk
from app.domain.walkthrough.walkthrough import Position, Question, Walkthrough
from app.lazy_dataclass import dataclass

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

PICKED_MS = 250
"""How long a chosen answer is seen to be chosen before the page turns."""


@dataclass(frozen=True, slots=True)
class _ReadAhead:
    """A walkthrough of a library, and the text that opens it."""

    library: Library
    walkthrough: Walkthrough
    opening: tuple[Block, ...]


@QmlElement
class WalkScreen(QObject):
    """Shows the family's walk; each answer goes through the engine and into the session."""

    changed = Signal()
    failed = Signal(object)
    pickedChanged = Signal()

    def __init__(self, family: FamilySession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._family = family
        self._library: Library | None = None
        self._walkthrough: Walkthrough | None = None
        self._ahead: _ReadAhead | None = None
        self._opening: tuple[Block, ...] | None = None
        self._position = Position((), None, None)
        self._walk = Walk()
        self._blocks = RecordModel(BLOCK_ROLES, self)
        self._notes = RecordModel(BLOCK_ROLES, self)
        self._choices = RecordModel(("choiceId", "label", "chosen"), self)
        self._answers = RecordModel(("questionId", "question", "answer"), self)
        self._situations = RecordModel(LINE_ROLES, self)
        self._ask = RecordModel(QUESTION_ROLES, self)
        self._topics = RecordModel(CARD_ROLES, self)
        self._contacts = RecordModel(CONTACT_ROLES, self)
        self._provenance = PageProvenance(self)
        self._picked = ""
        self._turns = QTimer(self, singleShot=True, interval=PICKED_MS)
        self._turns.timeout.connect(self.turn)
        family.walkChanged.connect(self._walk_changed)
        family.routeChanged.connect(self._drop_pick)

    @property
    def walkthrough(self) -> Walkthrough | None:
        """The walkthrough on show."""
        return self._walkthrough

    @property
    def position(self) -> Position:
        """Where the answers lead."""
        return self._position

    @property
    def word_count(self) -> int:
        """How many words there are to read on the page."""
        if self._walkthrough is None:
            return 0
        if self._walk.at and (question := self._question()):
            texts = [question.text, question.why, *(c.label for c in question.choices)]
        else:
            rows = (self._blocks.index(n) for n in range(self._blocks.rowCount()))
            role = next(r for r, name in self._blocks.roleNames().items() if name == b"text")
            texts = [str(row.data(role)) for row in rows]
            texts += self._position.questions_to_ask if self._walk.seen else ()
        return sum(len(words(text)) for text in texts)

    def show(self, library: Library, walkthrough_id: str, today: date) -> None:
        """Show a walkthrough where the family left it."""
        ahead, self._ahead = self._ahead, None
        if (
            ahead is not None
            and ahead.library is library
            and ahead.walkthrough.id == walkthrough_id
        ):
            walkthrough, self._opening = ahead.walkthrough, ahead.opening
        else:
            walkthrough, self._opening = library.walkthrough(walkthrough_id), None
        self._library, self._walkthrough = library, walkthrough
        info = library.info()
        self._provenance.show(
            walkthrough.source, walkthrough.review, today, info, withheld=walkthrough.withheld
        )
        self._contacts.show([contact_row(contact) for contact in walkthrough.contacts])
        self._refresh()

    def read_ahead(self, library: Library, walkthrough_id: str) -> None:
        """Read a walkthrough that may be opened next, while a finger is still on its card.

        Where none is on show, the text that opens it is laid out at once.
        """
        self._ahead = None
        with suppress(ContentError):  # opening it says what is wrong
            walkthrough = library.walkthrough(walkthrough_id)
            self._ahead = _ReadAhead(library, walkthrough, library.blocks(walkthrough.opening))
        if self._walkthrough is None:
            ahead = None if self._family.walk(walkthrough_id).begun else self._ahead
            self._blocks.show(block_rows(ahead.opening if ahead else ()))

    def wipe(self) -> None:
        """Show nothing, and know no answer."""
        self._ahead = None
        if self._walkthrough is None:
            self._blocks.show(())
            return
        self._library = self._walkthrough = self._opening = None
        self._provenance.wipe()
        self._contacts.show(())
        self._refresh()

    def step_back(self) -> bool:
        """One page back inside the walkthrough; False on its opening page."""
        walkthrough = self._walkthrough
        if walkthrough is None or walkthrough.withheld or not self._walk.begun:
            return False
        self._put(engine.back(walkthrough, self._walk))
        return True

    @Slot()
    def begin(self) -> None:
        """From the opening page to the first question."""
        if self._walkthrough:
            self._put(engine.begin(self._walkthrough, self._walk))

    @Slot()
    def start_again(self) -> None:
        """Forget the answers, and go to the first question."""
        if self._walkthrough:
            self._put(engine.start_again(self._walkthrough))

    @Slot(str)
    def pick(self, choice_id: str) -> None:
        """Show that this answer is chosen; then it is given, and the page turns."""
        if not self._picked:
            self._set_picked(choice_id)
            self._turns.start()

    @Slot()
    def turn(self) -> None:
        """The chosen answer has been seen: give it."""
        if picked := self._picked:
            self._drop_pick()
            self.answer(picked)

    @Slot()
    def _drop_pick(self) -> None:
        self._turns.stop()
        self._set_picked("")

    def _set_picked(self, choice_id: str) -> None:
        if choice_id != self._picked:
            self._picked = choice_id
            self.pickedChanged.emit()

    @Slot(str)
    def answer(self, choice_id: str) -> None:
        """Answer the question on the screen."""
        if self._walkthrough:
            self._put(engine.answer(self._walkthrough, self._walk, choice_id))

    @Slot(str)
    def change(self, question_id: str) -> None:
        """From the review to a question, to answer it again."""
        if self._walkthrough:
            self._put(engine.change(self._walkthrough, self._walk, question_id))

    @Slot()
    def see_outcome(self) -> None:
        """From the review to the outcome."""
        if self._walkthrough:
            self._put(engine.see_outcome(self._walkthrough, self._walk))

    @Slot(str, result=str)
    def meaning(self, term_id: str) -> str:
        """What a glossary word means."""
        try:
            return self._library.term(term_id).meaning if self._library else ""
        except ContentError as error:
            self.failed.emit(error)
            return ""

    def _put(self, walk: Walk) -> None:
        if self._walkthrough:
            self._family.put_walk(self._walkthrough.id, walk)

    @Slot()
    def _walk_changed(self) -> None:
        self._drop_pick()
        try:
            self._refresh()
        except ContentError as error:
            self.failed.emit(error)

    def _refresh(self) -> None:
        walkthrough = self._walkthrough
        if walkthrough is None:
            self._walk, self._position = Walk(), Position((), None, None)
        else:
            self._walk = self._family.walk(walkthrough.id)
            self._position = engine.walk(walkthrough, self._walk.answers)
        self._blocks.show(block_rows(self._page_blocks()))
        self._notes.show(block_rows(self._note_blocks()))
        self._choices.show(self._choice_rows())
        self._answers.show(
            {"questionId": a.question.id, "question": a.question.text, "answer": a.choice.label}
            for a in self._position.answered
        )
        seen, asked = self._walk.seen, self._position.questions_to_ask
        self._situations.show(line_rows(map(unbroken, self._position.situations if seen else ())))
        self._ask.show(question_rows(asked if seen else ()))
        self._topics.show(self._topic_rows())
        self.changed.emit()

    def _page_blocks(self) -> list[Block]:
        if self._library is None or self._walkthrough is None:
            return []
        if not self._walk.begun:
            return list(self._opening or self._library.blocks(self._walkthrough.opening))
        outcome = self._position.outcome
        if not self._walk.seen or outcome is None:
            return []
        return list(self._library.blocks(outcome.body))

    def _note_blocks(self) -> list[Block]:
        blocks: list[Block] = []
        for note in self._position.notes if self._library and self._walk.seen else ():
            blocks.append(Block(BlockKind.HEADING, (Run(note.title),), level=2))
            blocks += self._library.blocks(note.body) if self._library else ()
        return blocks

    def _question(self) -> Question | None:
        return self._walkthrough.question(self._walk.at) if self._walkthrough else None

    def _choice_rows(self) -> list[dict[str, Any]]:
        question = self._question()
        given = dict(self._walk.answers).get(self._walk.at)
        return [
            {"choiceId": choice.id, "label": choice.label, "chosen": choice.id == given}
            for choice in (question.choices if question else ())
        ]

    def _topic_rows(self) -> list[dict[str, Any]]:
        outcome = self._position.outcome
        if self._library is None or outcome is None or not self._walk.seen:
            return []
        return [card_row(self._library.card(topic_id)) for topic_id in outcome.topic_ids]

    def _get_stage(self) -> str:
        if self._walkthrough is None:
            return ""
        if self._walkthrough.withheld:
            return "withheld"
        if not self._walk.begun:
            return "opening"
        if self._walk.at:
            return "question"
        return "outcome" if self._walk.seen else "review"

    def _get_reopened(self) -> bool:
        return self._walkthrough is not None and self._walk.reopened

    def _get_title(self) -> str:
        return unbroken(self._walkthrough.title) if self._walkthrough else ""

    def _get_question(self) -> str:
        question = self._question()
        return unbroken(question.text) if question else ""

    def _get_why(self) -> str:
        question = self._question()
        return unbroken(question.why) if question else ""

    def _get_step(self) -> int:
        asked = [a.question.id for a in self._position.answered]
        return asked.index(self._walk.at) + 1 if self._walk.at in asked else len(asked) + 1

    def _get_most(self) -> int:
        return len(self._walkthrough.questions) if self._walkthrough else 0

    def _get_outcome(self) -> str:
        outcome = self._position.outcome
        return unbroken(outcome.title) if outcome and self._walk.seen else ""

    stage = Property(str, _get_stage, notify=changed)
    reopened = Property(bool, _get_reopened, notify=changed)
    title = Property(str, _get_title, notify=changed)
    question = Property(str, _get_question, notify=changed)
    why = Property(str, _get_why, notify=changed)
    picked = Property(str, attrgetter("_picked"), notify=pickedChanged)
    step = Property(int, _get_step, notify=changed)
    mostQuestions = Property(int, _get_most, notify=changed)
    outcome = Property(str, _get_outcome, notify=changed)
    situations = Property(RecordModel, attrgetter("_situations"), constant=True)
    questionsToAsk = Property(RecordModel, attrgetter("_ask"), constant=True)
    blocks = Property(RecordModel, attrgetter("_blocks"), constant=True)
    notes = Property(RecordModel, attrgetter("_notes"), constant=True)
    choices = Property(RecordModel, attrgetter("_choices"), constant=True)
    answers = Property(RecordModel, attrgetter("_answers"), constant=True)
    topics = Property(RecordModel, attrgetter("_topics"), constant=True)
    contacts = Property(RecordModel, attrgetter("_contacts"), constant=True)
    provenance = Property(PageProvenance, attrgetter("_provenance"), constant=True)
