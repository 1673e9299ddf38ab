"""The home screen, and the pages of a long section."""

from __future__ import annotations

import pytest

from app.bridge.pages.home import CARDS_ON_HOME, HomeScreen, SectionScreen
from tests.bridge.doubles import MemoryLibrary, shown, values


def cards(screen: HomeScreen) -> list[list[str]]:
    """The titles of each section's cards."""
    return [values(model, "title") for model in values(shown(screen, "sections"), "cards")]


def test_cards_stand_in_their_sections() -> None:
    screen = HomeScreen()
    screen.show(MemoryLibrary(2, 1))
    assert shown(screen, "title") == "A library"
    sections = shown(screen, "sections")
    assert values(sections, "title") == ["Section 1", "Section 2"]
    assert values(sections, "sectionId") == ["s1", "s2"]
    assert values(sections, "more") == [0, 0]
    assert cards(screen) == [["Topic 1", "Topic 2"], ["Topic 101"]]


def test_walkthroughs_and_standing_cards_come_first_and_once() -> None:
    library = MemoryLibrary(2, 1)
    library.standing_out = frozenset({2})
    screen = HomeScreen()
    screen.show(library)
    standouts = shown(screen, "standouts")
    assert values(standouts, "title") == ["Topic 2", "A talk"]
    assert values(standouts, "walkthroughId") == ["", "w01"]
    assert values(standouts, "topicId") == ["t2", ""]
    assert cards(screen) == [["Topic 1"], ["Topic 101"]]


def test_a_section_of_standing_cards_alone_is_not_told_twice() -> None:
    library = MemoryLibrary(1, 1)
    library.standing_out = frozenset({1})
    screen = HomeScreen()
    screen.show(library)
    assert values(shown(screen, "sections"), "title") == ["Section 2"]


@pytest.mark.parametrize(("count", "more"), [(12, 0), (13, 1), (100_000, 99_988)])
def test_a_long_section_shows_its_first_cards_and_how_many_more(count: int, more: int) -> None:
    library = MemoryLibrary(count)
    screen = HomeScreen()
    screen.show(library)
    assert values(shown(screen, "sections"), "more") == [more]
    assert len(cards(screen)[0]) == CARDS_ON_HOME
    assert library.asked == [("s1", 0, CARDS_ON_HOME)]


def test_a_long_section_whose_first_cards_all_stand_out_leads_on_still() -> None:
    library = MemoryLibrary(20)
    library.standing_out = frozenset(range(1, 13))
    screen = HomeScreen()
    screen.show(library)
    assert cards(screen) == [[]]
    assert values(shown(screen, "sections"), "more") == [8]


def test_another_library_takes_the_place_of_the_first_and_none_leaves_none() -> None:
    screen = HomeScreen()
    screen.show(MemoryLibrary(2, 1))
    screen.show(MemoryLibrary(1, title="Another"))
    assert (shown(screen, "title"), cards(screen)) == ("Another", [["Topic 1"]])
    screen.show(None)
    assert (shown(screen, "title"), cards(screen)) == ("", [])
    assert values(shown(screen, "standouts"), "title") == []


# -- the page of one section --------------------------------------------------------------------


def section(count: int) -> SectionScreen:
    """A section's page, on its first cards."""
    screen = SectionScreen()
    screen.show(MemoryLibrary(count), "s1")
    return screen


def first_and_last(screen: SectionScreen) -> tuple[str, str]:
    titles = values(shown(screen, "cards"), "title")
    return titles[0], titles[-1]


def test_a_section_is_turned_a_sheet_at_a_time() -> None:
    screen = section(30)
    assert (shown(screen, "title"), shown(screen, "sheet"), shown(screen, "sheets")) == (
        "Section 1",
        1,
        3,
    )
    assert first_and_last(screen) == ("Topic 1", "Topic 12")
    screen.turn(1)
    assert first_and_last(screen) == ("Topic 13", "Topic 24")
    screen.turn(1)
    assert first_and_last(screen) == ("Topic 25", "Topic 30")
    screen.turn(-1)
    assert shown(screen, "sheet") == 2


def test_there_is_nothing_beyond_the_first_and_the_last_sheet() -> None:
    screen = section(25)
    screen.turn(-1)
    assert (shown(screen, "sheet"), first_and_last(screen)) == (1, ("Topic 1", "Topic 12"))
    screen.turn(5)
    assert (shown(screen, "sheet"), first_and_last(screen)) == (3, ("Topic 25", "Topic 25"))


@pytest.mark.parametrize(
    ("count", "sheets"), [(1, 1), (12, 1), (13, 1), (24, 1), (25, 3), (36, 3), (37, 4)]
)
def test_the_number_of_sheets(count: int, sheets: int) -> None:
    assert shown(section(count), "sheets") == sheets


@pytest.mark.parametrize(
    ("count", "cards", "titles"), [(1, 1, 0), (12, 12, 0), (13, 0, 13), (24, 0, 24), (25, 12, 0)]
)
def test_many_are_titles_alone_and_more_are_cards_again(
    count: int, cards: int, titles: int
) -> None:
    screen = section(count)
    assert len(values(shown(screen, "cards"), "title")) == cards
    assert len(values(shown(screen, "titles"), "title")) == titles


def test_every_card_of_a_section_is_on_one_sheet() -> None:
    screen = section(40)
    seen: list[str] = []
    for _ in range(shown(screen, "sheets")):
        seen += values(shown(screen, "cards"), "title")
        screen.turn(1)
    assert seen == [f"Topic {n}" for n in range(1, 41)]


@pytest.mark.parametrize(("sections", "titles"), [(11, 0), (12, 13), (30, 31)])
def test_home_of_many_sections_has_their_titles_alone(sections: int, titles: int) -> None:
    screen = HomeScreen()
    screen.show(MemoryLibrary(*[6] * sections))
    assert len(values(shown(screen, "titles"), "title")) == titles
    assert len(values(shown(screen, "cards"), "title")) == (0 if titles else sections + 1)


def test_an_unknown_section_and_no_library_show_no_cards() -> None:
    screen = section(30)
    screen.turn(1)
    screen.show(MemoryLibrary(3), "s9")
    assert (shown(screen, "title"), shown(screen, "sheet"), shown(screen, "sheets")) == ("", 1, 1)
    screen.turn(1)
    assert shown(screen, "sheet") == 1
    screen.show(None, "")
    assert values(shown(screen, "cards"), "title") == []
