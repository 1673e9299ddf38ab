"""The families' screens, and the staff's door, in pictures: by taps and keys, in one look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible

from app.bridge.pages.takeaway import TakeawayScreen
from app.domain.ports import Library
from app.domain.session.session import TEXT_SIZES, Theme
from app.domain.walkthrough.paths import paths
from app.domain.walkthrough.walkthrough import Position, Walkthrough
from app.pin import DEFAULT_PIN
from tests.driver import LANDSCAPE, Driver
from tests.panels import Panel
from tests.paper import ScriptedSpooler
from tests.shots import prints
from tests.shots.album import Album

SIZE_NAMES = dict(zip(TEXT_SIZES, ("Standard", "Large", "Larger", "Largest"), strict=True))
THEME_NAMES = {
    Theme.PAPER: "Usual colours",
    Theme.LIGHT: "Black on white",
    Theme.DARK: "White on black",
}
PARTS = (
    *("first_screens", "topics", "walkthrough_pages", "outcomes", "own_summary"),
    *("endings", "staff"),
)
"""The parts of a tour, in their order."""
MOST_PAGES = 60
MOST_KEYS = 60
HANDOUT_MS = 60_000
COLLECTED = 4
"""Pages enough for the family's own summary to be nearly full."""


@dataclass(frozen=True)
class Look:
    """How a tour's screens look: the size of the window, of the words, and the colours."""

    size: tuple[int, int] = LANDSCAPE
    text: int = 100
    theme: Theme = Theme.PAPER
    panel: Panel | None = None
    """The panel that has this size; else it is taken for a 24-inch one."""

    @classmethod
    def on(cls, panel: Panel, text: int, theme: Theme) -> Look:
        """How it looks on a panel of the table."""
        return cls(panel.size, text, theme, panel)

    @property
    def name(self) -> str:
        """A name for its folder."""
        width, height = self.size
        size = self.panel.name if self.panel else f"{width}x{height}"
        return f"{size}-{self.theme}-{self.text}"

    @property
    def title(self) -> str:
        """What the index calls it."""
        width, height = self.size
        size = f"{width}x{height}" + (f", {self.panel.width_mm:g} mm wide" if self.panel else "")
        return f"Every screen at {size}, {self.text} % text, {THEME_NAMES[self.theme]}"


class Tour:
    """One walk through everything, in one look."""

    def __init__(self, driver: Driver, spooler: ScriptedSpooler, album: Album, look: Look) -> None:
        self.driver = driver
        self.spooler = spooler
        self.album = album
        self.look = look

    def library(self) -> Library:
        """The library on show, to know what there is to open."""
        library = self.driver.kiosk.reloader.library
        assert library is not None
        return library

    def walkthrough(self) -> Walkthrough:
        """The library's first walkthrough."""
        library = self.library()
        return library.walkthrough(library.walkthroughs()[0].walkthrough_id)

    def shoot(self, caption: str) -> None:
        """Keep a picture of what is on the screen."""
        self.album.picture(self.driver.picture(), caption)

    def shoot_to_the_end(self, caption: str, last: int = MOST_PAGES) -> None:
        """Keep a picture of the page, and of each further one that Page down turns to."""
        self.shoot(caption)
        for number in range(2, MOST_PAGES):
            if number > last or not self.driver.has("Page down"):
                return
            self.driver.tap("Page down")
            self.shoot(f"{caption}, page {number}")
        raise AssertionError(f"{caption} does not end")

    def begin(self) -> None:
        """A new family sits down, and chooses how the screens look."""
        self.driver.start()
        if self.look.text != TEXT_SIZES[0]:
            self.driver.choose("Text size", SIZE_NAMES[self.look.text])
        if self.look.theme is not Theme.PAPER:
            self.driver.choose("Contrast", THEME_NAMES[self.look.theme])

    def finish(self) -> None:
        """The family goes."""
        self.driver.tap("I've finished")
        self.driver.tap("Yes, clear the screen")

    def run(self, parts: Sequence[str] = ()) -> None:
        """See everything, or these parts of it."""
        for part in parts or PARTS:
            getattr(self, part)()

    # -- the screens --------------------------------------------------------------------------

    def first_screens(self) -> None:
        """Attract and home, the panels, and the focus of a keyboard."""
        self.album.chapter("Attract and home")
        self.shoot("Attract")
        self.begin()
        self.shoot_to_the_end("Home")
        self.sections()
        self.driver.tap("Home")
        self.album.chapter("Text size and contrast")
        for subject in ("Text size", "Contrast"):
            self.driver.tap(subject)
            self.shoot(subject)
            self.driver.tap("Done")
        self.finish()
        self.album.chapter("By keyboard")
        self.begin()
        cards = {card.title for card in self.library().walkthroughs()}
        cards |= {card.title for card in self.library().standouts()}
        self.tab_to(cards)
        self.shoot("Keyboard focus on a card")
        self.tab_to({"Home"})
        self.shoot("Keyboard focus on the bar")
        self.finish()

    def sections(self) -> None:
        """The pages of sections that the home screen leads on to."""
        for section in self.library().sections():
            doors = (f"More in “{section.title}”", section.title)
            if door := next((door for door in doors if self.driver.has(door)), ""):
                self.driver.tap(door)
                self.shoot_to_the_end(f"Section: {section.title}")
                self.driver.tap("Home")

    def tab_to(self, names: set[str]) -> None:
        """Press Tab until something with one of these names has the focus."""
        for _ in range(MOST_KEYS):
            self.driver.key(Qt.Key.Key_Tab)
            focused = QAccessible.queryAccessibleInterface(self.driver.window.activeFocusItem())
            if focused and focused.text(QAccessible.Text.Name) in names:
                return
        raise AssertionError(f"Tab never comes to one of {names}")

    def topics(self) -> None:
        """Every topic to its end; in the first one, a hard word and the summary."""
        self.begin()
        hard_word = summary = False
        for section in self.library().sections():
            self.album.chapter(section.title)
            for card in self.library().cards(section.id):
                self.driver.tap("Home")
                self.driver.tap(card.title)
                self.shoot_to_the_end(f"Topic: {card.title}")
                hard_word = hard_word or self.hard_word()
                if not summary:
                    summary = True
                    self.summary("topic")
        self.finish()

    def hard_word(self) -> bool:
        """A hard word, explained in place; False where the page has none."""
        words = [s.name for s in self.driver.everything() if s.name.startswith("What does “")]
        if not words:
            return False
        self.driver.tap(words[0])
        self.driver.bring_into_sight("Close the explanation")
        self.shoot(f"A hard word explained: {words[0]}")
        self.driver.tap("Close the explanation")
        return True

    def summary(self, kind: str) -> None:
        """The summary of what is on show, in both sizes of print, and what the printer says."""
        self.driver.tap("My summary")
        self.prints(kind, f"Summary of a {kind}")
        self.driver.tap("On my phone")
        self.shoot_to_the_end(f"On the phone: a {kind}")
        self.driver.tap("Back")
        if kind == "topic":
            prints.tell(self.driver, self.spooler, self.shoot)
        self.driver.tap("Back")

    def prints(self, kind: str, caption: str, last: int = MOST_PAGES) -> None:
        """What is to be printed, in standard and large print, and how the screen shows it."""
        for size in ("Standard print", "Large print"):
            if size == "Large print":
                self.driver.tap(size)
            self.album.handout(self.await_handout(), f"{kind}, {size.lower()}")
            self.driver.settle()
            self.shoot_to_the_end(f"{caption}, {size.lower()}", last)

    def own_summary(self) -> None:
        """What a family puts together: empty, a question sheet, some pages, their list, a code."""
        self.album.chapter("My summary")
        self.begin()
        self.driver.tap("My summary")
        self.driver.tap("Pages I chose")
        self.shoot("My summary, empty")
        self.driver.tap("Blank question sheet")
        self.prints("questions", "Blank question sheet")
        cards = [c for s in self.library().sections() for c in self.library().cards(s.id)]
        for card in cards[:COLLECTED]:
            self.driver.tap("Home")
            self.driver.tap(card.title)
            self.driver.tap("Add to my summary")
        self.driver.tap("My summary")
        self.prints("collection", "My summary", last=3)
        self.driver.tap("On my phone")
        self.shoot_to_the_end("On the phone: my summary")
        self.driver.tap("Back")
        self.driver.tap("Back")
        self.driver.bring_into_sight("In my summary")
        self.shoot("A topic in my summary, which is nearly full")
        self.finish()

    def await_handout(self) -> bytes:
        """Wait until the handout is made."""
        takeaway = cast("TakeawayScreen", self.driver.kiosk.takeaway)
        loop = QEventLoop()
        takeaway.changed.connect(loop.quit)
        if takeaway.handout is None:
            QTimer.singleShot(HANDOUT_MS, loop, loop.quit)
            loop.exec()
        takeaway.changed.disconnect(loop.quit)
        assert takeaway.handout is not None, "the handout was not made"
        return takeaway.handout.pdf

    # -- the walkthrough ----------------------------------------------------------------------

    def walkthrough_pages(self) -> None:
        """The opening, each question, and the review of the answers."""
        title = self.walkthrough().title
        self.album.chapter(title)
        self.begin()
        self.driver.tap(title)
        self.shoot_to_the_end("Walkthrough: the opening")
        self.driver.tap("Start the questions")
        longest = max(paths(self.walkthrough()), key=lambda way: len(way.answered))
        for number, answered in enumerate(longest.answered, start=1):
            self.shoot_to_the_end(f"Walkthrough: question {number}")
            self.driver.tap(answered.choice.label)
        self.shoot_to_the_end("Walkthrough: the answers")
        self.driver.tap("Back")
        self.shoot("Walkthrough: back to a question, with its answer marked")
        self.finish()

    def outcomes(self) -> None:
        """Each outcome, and the first one that has a note once more with its note."""
        self.album.chapter("What to ask: every outcome")
        for way, summary in self.ways():
            assert way.outcome is not None
            self.begin()
            self.walk(way)
            note = "".join(f", with the note “{n.title}”" for n in way.notes)
            self.shoot_to_the_end(f"Outcome: {way.outcome.title}{note}")
            if summary:
                self.summary("walkthrough")
            self.finish()

    def ways(self) -> Iterator[tuple[Position, bool]]:
        """One way to each outcome, with and without notes; the first is to be summarised."""
        seen: set[str] = set()
        ways = list(paths(self.walkthrough()))
        noted = next((way for way in ways if way.notes), None)
        for way in ways:
            outcome = way.outcome.id if way.outcome else ""
            if way is noted or outcome not in seen:
                yield way, not seen
                seen.add(outcome)

    def walk(self, way: Position) -> None:
        """From the home screen to an outcome."""
        self.driver.tap(self.walkthrough().title)
        self.driver.tap("Start the questions")
        for answered in way.answered:
            self.driver.tap(answered.choice.label)
        self.driver.tap("See what you could ask")

    # -- how it ends --------------------------------------------------------------------------

    def endings(self) -> None:
        """The idle warning, and "I've finished"."""
        self.album.chapter("The end of a session")
        self.begin()
        for _ in range(600):
            if self.driver.sees("Are you still here?"):
                break
            self.driver.wait_seconds(1)
        self.shoot("Idle: are you still here?")
        self.driver.tap("I'm still here")
        self.driver.tap("I've finished")
        self.shoot("I've finished")
        self.driver.tap("Yes, clear the screen")

    def staff(self) -> None:
        """The staff's door, from a home screen in this look."""
        self.album.chapter("Staff")
        self.begin()
        self.driver.knock()
        self.shoot("Staff: the PIN")
        for digit in "13":
            self.driver.tap(digit)
        self.driver.tap("Open")
        self.shoot("Staff: a wrong PIN")
        for digit in DEFAULT_PIN:
            self.driver.tap(digit)
        self.driver.tap("Open")
        self.shoot("Staff: the state of the kiosk")
        prints.tell_staff(self.driver, self.spooler, self.shoot)
        self.driver.tap("Back to the families' screen")
        self.finish()
