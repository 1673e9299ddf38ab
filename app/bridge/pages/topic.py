"""A topic's page."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

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
    source_line,
    unbroken,
)
from app.bridge.pages.provenance import PageProvenance
from app.bridge.pages.records import RecordModel
from app.domain.errors import ContentError
from app.domain.library.library import Topic
from app.domain.library.readability import words
from app.domain.ports import Library
from app.lazy_dataclass import dataclass

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1


FIRST_BLOCKS = 4
"""How many blocks fill the first screen, lying down; QML makes the others once it is painted.

Each item of a list is one, and a list is made whole.
"""


@dataclass(frozen=True, slots=True)
class _Read:
    """A topic, its text as rows for QML, and how many words there are to read."""

    topic: Topic
    rows: list[dict[str, Any]]
    word_count: int


def _read(library: Library, topic_id: str) -> _Read:
    topic = library.topic(topic_id)
    blocks = library.blocks(topic.body)
    texts = (topic.summary, *(block.text for block in blocks), *topic.questions)
    return _Read(topic, block_rows(blocks), sum(len(words(text)) for text in texts))


@QmlElement
class TopicScreen(QObject):
    """One topic, ready to lay out."""

    changed = Signal()
    laidOut = Signal()
    """What the first screen is made of is there, of a topic on show or of one read ahead."""

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._topic: Topic | None = None
        self._blocks = RecordModel(BLOCK_ROLES, self)
        self._more_blocks = RecordModel(BLOCK_ROLES, self)
        self._related = RecordModel(CARD_ROLES, self)
        self._contacts = RecordModel(CONTACT_ROLES, self)
        self._questions = RecordModel(QUESTION_ROLES, self)
        self._references = RecordModel(LINE_ROLES, self)
        self._provenance = PageProvenance(self)
        self._word_count = 0
        self._ahead: tuple[Library, str, _Read] | None = None

    @property
    def topic(self) -> Topic | None:
        """The topic on show."""
        return self._topic

    @property
    def word_count(self) -> int:
        """How many words there are to read."""
        return self._word_count

    def show(self, library: Library, topic_id: str, today: date) -> None:
        """Show a topic."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and (ahead[0] is library and ahead[1] == topic_id):
            read = ahead[2]
        else:
            read = _read(library, topic_id)
        topic = read.topic
        self._library, self._topic = library, topic
        self._lay_out(read)
        self._references.show(line_rows(unbroken(source_line(s)) for s in topic.references))
        info = library.info()
        self._provenance.show(topic.source, topic.review, today, info, withheld=topic.withheld)
        self._word_count = read.word_count
        self.changed.emit()

    def read_ahead(self, library: Library, topic_id: str) -> None:
        """Read a topic that may be opened next, while a finger is still on its card.

        Where no other topic is on show, what its first screen is made of is made at once.
        """
        try:
            read = _read(library, topic_id)
        except ContentError:
            # Opening it says what is wrong. What was made for another card must not stay.
            if self._topic is None:
                self.wipe()
            self._ahead = None
            return
        self._ahead = (library, topic_id, read)
        if self._topic is None:
            self._lay_out(read)

    def _lay_out(self, read: _Read) -> None:
        topic, rows = read.topic, read.rows
        blocks = accumulate(len(row["items"]) or 1 for row in rows)
        first = max(1, sum(number <= FIRST_BLOCKS for number in blocks))
        self._blocks.show(rows[:first])
        self._more_blocks.show(rows[first:])
        self._related.show([card_row(card) for card in topic.related])
        self._contacts.show([contact_row(contact) for contact in topic.contacts])
        self._questions.show(question_rows(topic.questions))
        self.laidOut.emit()

    def wipe(self) -> None:
        """Show nothing."""
        if self._topic is None and self._ahead is None:
            return
        self._ahead = None
        self._library = self._topic = None
        self._word_count = 0
        for model in self._models():
            model.show(())
        self._provenance.wipe()
        self.laidOut.emit()
        self.changed.emit()

    def _models(self) -> tuple[RecordModel, ...]:
        texts = (self._blocks, self._more_blocks, self._questions, self._references)
        return (*texts, self._related, self._contacts)

    @Slot(str, result=str)
    def meaning(self, term_id: str) -> str:
        """What a glossary word means."""
        try:
            return self._library.term(term_id).meaning if self._library else ""
        except ContentError as error:
            self.failed.emit(error)
            return ""

    def _get_title(self) -> str:
        return unbroken(self._topic.title) if self._topic else ""

    def _get_asks_first(self) -> bool:
        """Whether it is a page of questions: it has more of them than paragraphs."""
        rows = self._blocks.rowCount() + self._more_blocks.rowCount()
        return self._questions.rowCount() > rows

    def _get_summary(self) -> str:
        return unbroken(self._topic.summary) if self._topic else ""

    title = Property(str, _get_title, notify=changed)
    summary = Property(str, _get_summary, notify=changed)
    questions = Property(RecordModel, attrgetter("_questions"), constant=True)
    asksFirst = Property(bool, _get_asks_first, notify=laidOut)
    references = Property(RecordModel, attrgetter("_references"), constant=True)
    blocks = Property(RecordModel, attrgetter("_blocks"), constant=True)
    moreBlocks = Property(RecordModel, attrgetter("_more_blocks"), constant=True)
    related = Property(RecordModel, attrgetter("_related"), constant=True)
    contacts = Property(RecordModel, attrgetter("_contacts"), constant=True)
    provenance = Property(PageProvenance, attrgetter("_provenance"), constant=True)
