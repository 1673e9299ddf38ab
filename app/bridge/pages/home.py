"""The home screen and the page of one long section."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from app.bridge.pages.formatting import CARD_ROLES, card_row, unbroken
from app.bridge.pages.records import RecordModel
from app.domain.errors import ContentError
from app.domain.kiosk.panel import TITLES_ON_ONE_SCREEN
from app.domain.library.library import Section
from app.domain.ports import Library

QML_IMPORT_NAME = "Kiosk.Bridge"
QML_IMPORT_MAJOR_VERSION = 1

CARDS_ON_HOME = 12
"""How many cards of a section the home screen shows before it leads on to the section's page."""

MOST_ON_ONE_SCREEN = 12
"""How many cards stand on one screen; a library with so few topics needs no sections."""

SECTIONS_AS_CARDS_FROM = 60
"""How many topics a library has when its home screen shows a card for each section."""

HOME_ROLES = ("walkthroughId", "sectionId", "strong", *CARD_ROLES)
_Rows = list[dict[str, Any]]
_Cards = tuple[str, _Rows, list[tuple[str, str, _Rows, int]], _Rows]
"""The title, the cards that stand out, of each section: id, title, cards, how many more; and the
cards of the one screen, where they are few enough."""

_NO_CARDS: _Cards = ("", [], [], [])


def _cards_of(library: Library) -> _Cards:
    # What serves everyone comes before the walkthroughs, which are about something for some.
    standouts: _Rows = [{"walkthroughId": "", **card_row(card)} for card in library.standouts()]
    standouts += [
        {
            "walkthroughId": walk.walkthrough_id,
            "topicId": "",
            "title": unbroken(walk.title),
            "line": unbroken(walk.line),
            "iconName": walk.icon,
        }
        for walk in library.walkthroughs()
    ]
    sections = []
    for section in library.sections():
        cards = library.cards(section.id, 0, CARDS_ON_HOME)
        plain = [card_row(card) for card in cards if not card.stands_out]
        more = max(0, section.topic_count - len(cards))
        if plain or more:
            sections.append((section.id, section.title, plain, more))
    return library.info().title, standouts, sections, _one_screen(library, standouts, sections)


def _one_screen(
    library: Library, standouts: _Rows, sections: list[tuple[str, str, _Rows, int]]
) -> _Rows:
    """All cards of a small library, or a card for each section of a large one."""
    strong = [{**card, "strong": True} for card in standouts]
    plain = [card for _, _, cards, _ in sections for card in cards]
    if not any(more for *_, more in sections) and len(strong + plain) <= MOST_ON_ONE_SCREEN:
        return strong + plain
    of_sections = library.sections()
    if sum(section.topic_count for section in of_sections) < SECTIONS_AS_CARDS_FROM:
        return []
    return strong + [_section_card(section) for section in of_sections]


def _section_card(section: Section) -> dict[str, Any]:
    return {
        "sectionId": section.id,
        "topicId": "",
        "title": unbroken(section.title),
        "line": "",
        "iconName": "layers",
    }


@QmlElement
class HomeScreen(QObject):
    """The cards that stand out, then the sections with their cards."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._shown = _NO_CARDS
        self._standouts = RecordModel(("walkthroughId", *CARD_ROLES), self)
        self._one_screen = RecordModel(HOME_ROLES, self)
        self._titles = RecordModel(HOME_ROLES, self)
        self._sections = RecordModel(("sectionId", "title", "cards", "more"), self)
        self._cards: list[RecordModel] = []

    def show(self, library: Library | None) -> None:
        """Show a library's cards, or none. The same cards again change nothing."""
        wanted = _cards_of(library) if library else _NO_CARDS
        if wanted == self._shown:
            return
        self._shown = wanted
        old, self._cards = self._cards, []
        self._title, standouts, sections, one_screen = wanted
        many = len(one_screen) > MOST_ON_ONE_SCREEN
        self._one_screen.show(() if many else one_screen)
        self._titles.show(one_screen if many else ())
        self._standouts.show(standouts)
        self._sections.show([self._section(*section) for section in sections])
        self.changed.emit()
        for model in old:
            model.deleteLater()

    def _section(self, section_id: str, title: str, cards: _Rows, more: int) -> dict[str, object]:
        model = RecordModel(CARD_ROLES, self)
        model.show(cards)
        self._cards.append(model)
        return {"sectionId": section_id, "title": title, "cards": model, "more": more}

    title = Property(str, attrgetter("_title"), notify=changed)
    standouts = Property(RecordModel, attrgetter("_standouts"), constant=True)
    cards = Property(RecordModel, attrgetter("_one_screen"), constant=True)
    titles = Property(RecordModel, attrgetter("_titles"), constant=True)
    sections = Property(RecordModel, attrgetter("_sections"), constant=True)


@QmlElement
class SectionScreen(QObject):
    """All the cards of one section: the titles alone of many, and of more a few at a time."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self._section: Section | None = None
        self._sheet = 0
        self._cards = RecordModel(CARD_ROLES, self)
        self._titles = RecordModel(CARD_ROLES, self)

    def show(self, library: Library | None, section_id: str) -> None:
        """Show the first cards of a section; no library shows none."""
        self._library, self._section, self._sheet = library, None, 0
        if library is not None:
            found = (s for s in library.sections() if s.id == section_id)
            self._section = next(found, None)
        self._fill()

    def _fill(self) -> None:
        cards: _Rows = []
        if self._library is not None and self._section is not None:
            most = self._on_a_sheet()
            found = self._library.cards(self._section.id, self._sheet * most, most)
            cards = [card_row(card) for card in found]
        many = len(cards) > MOST_ON_ONE_SCREEN
        self._cards.show(() if many else cards)
        self._titles.show(cards if many else ())
        self.changed.emit()

    def _count(self) -> int:
        return self._section.topic_count if self._section else 0

    def _on_a_sheet(self) -> int:
        """Where the titles alone do not stand on one screen, cards with more do on several."""
        return CARDS_ON_HOME if self._count() > TITLES_ON_ONE_SCREEN else TITLES_ON_ONE_SCREEN

    @Slot(int)
    def turn(self, by: int) -> None:
        """Turn to the next (1) or the previous (-1) cards."""
        self._sheet = min(max(0, self._sheet + by), self._get_sheets() - 1)
        try:
            self._fill()
        except ContentError as error:
            self.failed.emit(error)

    def _get_title(self) -> str:
        return self._section.title if self._section else ""

    def _get_sheet(self) -> int:
        return self._sheet + 1

    def _get_sheets(self) -> int:
        return max(1, -(-self._count() // self._on_a_sheet()))

    title = Property(str, _get_title, notify=changed)
    sheet = Property(int, _get_sheet, notify=changed)
    sheets = Property(int, _get_sheets, notify=changed)
    cards = Property(RecordModel, attrgetter("_cards"), constant=True)
    titles = Property(RecordModel, attrgetter("_titles"), constant=True)
