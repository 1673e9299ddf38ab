"""A library and a shelf in memory, to stand a bridge on."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QObject

from app.bridge.kiosk import Kiosk, Setting
from app.config import Config
from app.domain.errors import ContentCode, ContentError
from app.domain.handout.handout_ports import Handout, PhoneCode
from app.domain.handout.summary import Document
from app.domain.kiosk.clock import LibraryDay
from app.domain.kiosk.door import DoorRecord, PinProblem, pin_problem
from app.domain.library.library import (
    Card,
    Contact,
    LibraryInfo,
    Opening,
    Section,
    Source,
    Term,
    Topic,
    WalkthroughCard,
)
from app.domain.library.markup import Block, BlockKind, Picture, Run
from app.domain.library.review import Review
from app.domain.ports import Editions, Library
from app.domain.session.idle import Idle
from app.domain.walkthrough.walkthrough import (
    Choice,
    Note,
    Outcome,
    Question,
    Target,
    Walkthrough,
)
from tests.driver import TODAY, Clock
from tests.paper import no_printer

DAMAGED = ContentError(ContentCode.DAMAGED, "It is damaged.", "Replace it.")
SOURCE = Source("r01", "Publisher", "Page")
REVIEW = Review(date(2021, 11, 4), date(2024, 11, 4))
NURSES = Contact("p01", "Nurses", "They help.", "0808", (Opening(1, time(9), time(17)),))
SETTING = Setting(
    "St. Mary's",
    "Ward 4",
    "the nurse",
    0,
    600,
    Idle(90, 30),
    jobs_a_session=3,
    pages_a_job=10,
)


def card(number: int, *, stands_out: bool = False) -> Card:
    """The card of topic tNUMBER."""
    return Card(f"t{number}", f"Topic {number}", f"Line {number}", "info", stands_out)


WALKTHROUGH = Walkthrough(
    "w01",
    "A talk",
    "opening with [g1]",
    "q1",
    (
        Question(
            "q1",
            "First?",
            "Because of one.",
            (
                Choice("c1", "Yes", Target("q2"), situation="It is so.", ask="Why so?"),
                Choice("c2", "No", Target(outcome_id="o2")),
                Choice("c3", "Not sure", Target("q2"), not_sure=True),
            ),
        ),
        Question("q2", "Second?", "Because.", (Choice("c4", "Not sure", Target(outcome_id="o1")),)),
    ),
    (
        Outcome("o1", "Ask", "outcome body", ("How?",), ("t1",), shows_situations=True),
        Outcome("o2", "Ask more", "other body", ("When?",)),
    ),
    (Note("n1", "A note", "note body", frozenset({"c1"}), frozenset({"o1"})),),
    SOURCE,
    REVIEW,
    (NURSES,),
)


class MemoryLibrary:
    """A library of numbered topics. Set `failing` and every reading raises it."""

    def __init__(self, *counts: int, title: str = "A library", sample: bool = True) -> None:
        self.counts = counts or (2,)
        self.title = title
        self.sample = sample
        self.failing: Exception | None = None
        self.closed = False
        self.standing_out: frozenset[int] = frozenset()
        self.asked: list[tuple[str, int, int]] = []
        self.read = 0

    def _read(self) -> None:
        if self.failing is not None:
            raise self.failing

    def info(self) -> LibraryInfo:
        return LibraryInfo(self.title, "en-GB", 3, self.sample, "Sample.")

    def sections(self) -> tuple[Section, ...]:
        self._read()
        return tuple(
            Section(f"s{n}", f"Section {n}", count) for n, count in enumerate(self.counts, 1)
        )

    def cards(self, section_id: str, offset: int = 0, limit: int = -1) -> tuple[Card, ...]:
        self._read()
        self.asked.append((section_id, offset, limit))
        count = self.counts[int(section_id[1:]) - 1]
        first = 100 * (int(section_id[1:]) - 1) + 1
        every = [card(n, stands_out=n in self.standing_out) for n in range(first, first + count)]
        return tuple(every[offset : None if limit < 0 else offset + limit])

    def overdue(self, day: date) -> int:
        self._read()
        return sum(self.counts) if day > REVIEW.due else 0

    def standouts(self) -> tuple[Card, ...]:
        self._read()
        return tuple(card(n, stands_out=True) for n in sorted(self.standing_out))

    def walkthroughs(self) -> tuple[WalkthroughCard, ...]:
        self._read()
        return (WalkthroughCard("w01", "A talk", "To prepare", "compass"),)

    def topic(self, topic_id: str) -> Topic:
        self._read()
        self.read += 1
        number = int(topic_id[1:])
        return Topic(
            topic_id,
            "s1",
            f"Topic {number}",
            f"Line {number}",
            "In three words.",
            "body with [g1]",
            "info",
            SOURCE,
            REVIEW,
            references=(Source("r02", "Press", "Book", authors="A. Writer", dated="2020"),),
            related=(card(number + 1),),
            questions=("What now?",),
            contacts=(NURSES,),
        )

    def walkthrough(self, walkthrough_id: str) -> Walkthrough:
        self._read()
        return {"w01": WALKTHROUGH}[walkthrough_id]

    def card(self, topic_id: str) -> Card:
        self._read()
        return card(int(topic_id[1:]))

    def term(self, term_id: str) -> Term:
        self._read()
        return {"g1": Term("g1", "word", "It means a word.")}[term_id]

    def contacts(self) -> tuple[Contact, ...]:
        self._read()
        return (NURSES,)

    def blocks(self, text: str) -> tuple[Block, ...]:
        self._read()
        self.read += 1
        runs = tuple(
            Run("word", term_id="g1") if part == "[g1]" else Run(f"{part} ")
            for part in text.split()
        )
        return (Block(BlockKind.PARAGRAPH, runs),)

    def picture(self, digest: str) -> Picture | None:
        self._read()
        return None

    def release(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class MemorySource:
    """A shelf that holds what a test puts there: a library, or the reason for none."""

    def __init__(self, holds: MemoryLibrary | ContentError) -> None:
        self.holds = holds
        self.is_changed = False
        self.is_slow = False
        self.opened = 0
        self.check_ends = Event()
        self.check_ends.set()

    def put(self, holds: MemoryLibrary | ContentError) -> None:
        self.holds = holds
        self.is_changed = True

    def changed(self) -> bool:
        return self.is_changed

    def slow(self) -> bool:
        return self.is_slow

    def prepare(self) -> None:
        self.check_ends.wait()
        self.is_slow = False

    def open(self) -> Library:
        self.opened += 1
        self.is_changed = False
        if isinstance(self.holds, ContentError):
            raise self.holds
        return self.holds

    def stop(self) -> None:
        pass


class PaperMaker:
    """A handout maker that needs no paper."""

    def make(self, document: Document, *, large: bool = False) -> Handout:
        return Handout(b"%PDF", 2 if large else 1)

    def pictures(
        self, document: Document, *, large: bool = False, pixels_per_inch: int = 72
    ) -> tuple[bytes, ...]:
        return ()

    def phone_codes(self, document: Document) -> tuple[PhoneCode, ...]:
        return ()

    def warm(self) -> None:
        pass

    def forget(self) -> None:
        pass


def as_it_is(library: Library) -> Library:
    """A library shown as it is, whatever the day."""
    return library


def shown(of: QObject, name: str) -> Any:
    """What QML reads as this property."""
    return getattr(of, name)


def values(model: QAbstractItemModel, role: str) -> list[Any]:
    """One role of every row of a model."""
    number = next(n for n, name in model.roleNames().items() if name == role.encode())
    return [model.index(row, 0).data(number) for row in range(model.rowCount())]


class MemoryPin:
    """A StaffPin that is 1234; the one from the box is 0001."""

    def __init__(self) -> None:
        self.pin = "1234"
        self.can_save = True
        self._record = DoorRecord()

    def matches(self, pin: str) -> bool:
        return pin == self.pin

    def must_change(self, pin: str) -> bool:
        return pin == "0001"

    def problem(self, pin: str) -> PinProblem:
        return pin_problem(pin, "0001")

    def choose(self, pin: str) -> bool:
        if self.can_save:
            self.pin = pin
        return self.can_save

    def record(self) -> DoorRecord:
        return self._record

    def remember(self, record: DoorRecord) -> None:
        self._record = record


def open_kiosk(
    library_source: MemorySource, clock: Clock, editions: Editions | None = None
) -> Kiosk:
    """A kiosk that has been opened on a shelf; its PIN is 1234."""
    kiosk = Kiosk(
        SETTING,
        library_source,
        PaperMaker,
        partial(no_printer, Config(), clock),
        pin=MemoryPin(),
        clock=clock,
        wall=clock,
        today=LibraryDay(lambda: TODAY),
        editions=editions,
    )
    kiosk.open()
    return kiosk
