"""A library of many topics: each is two taps from home, and one tap is its section's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from app import paths
from app.content.text.build import build
from app.domain.kiosk.panel import TITLES_ON_ONE_SCREEN
from tests.driver import Driver, Seen
from tests.journeys import rulers, screens
from tests.journeys.conftest import Stand
from tests.journeys.test_mirrored import mirror
from tests.panels import PANELS

SECTIONS = 12
TITLES = (
    "Feeling sick",
    "Eating and drinking well",
    "Hair loss and what helps",
    "Going back to school",
    "Brothers and sisters",
    "Help with money and travel",
    "Staying overnight",
    "Blood tests and what they show",
    "Before an operation",
    "When to call the ward",
    "Infections",
    "Medicines at home",
)
"""What pages of such a library are called: half of them take two lines in a column of three."""


def library_of(folder: Path, each: int) -> Path:
    """A content.db of twelve sections with so many topics, each with a title of its own."""
    text = folder / "content"
    shutil.copytree(paths.RESOURCES / "content", text)
    sections = yaml.safe_load((text / "sections.yaml").read_text("utf-8"))
    page = next(iter(sorted((text / "topics").glob("t*.md")))).read_text("utf-8")
    left = [topic for section in sections for topic in section["topics"]]
    for number in range(len(sections), SECTIONS):
        sections.append({"id": f"many{number}", "title": f"Subject {number}"})
    for number, section in enumerate(sections):
        section["topics"] = topics = left[:each]
        del left[:each]
        for n in range(len(topics), each):
            topics.append(f"many{number}x{n}")
            title = f"{TITLES[n % len(TITLES)]} {number}.{n}"
            words = re.sub("^id: .*$", f"id: {topics[-1]}", page, count=1, flags=re.MULTILINE)
            words = re.sub("^title: .*$", f"title: '{title}'", words, count=1, flags=re.MULTILINE)
            (text / "topics" / f"{topics[-1]}-many.md").write_text(words, "utf-8")
    (text / "sections.yaml").write_text(yaml.safe_dump(sections, sort_keys=False), "utf-8")
    build(text, folder / "content.db", None)
    return folder / "content.db"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of as many topics in each section as their titles stand on one screen."""
    return library_of(tmp_path_factory.mktemp("many"), TITLES_ON_ONE_SCREEN)


@pytest.fixture
def kiosk(stand: Stand, many: Path) -> Driver:
    """A kiosk with that library on a 24-inch panel, on its home screen."""
    kiosk = stand(content=many, panel=PANELS["24"])
    kiosk.start()
    return kiosk


def titles(kiosk: Driver) -> dict[str, list[str]]:
    """The title of every topic, by section."""
    library = kiosk.kiosk.reloader.library
    assert library is not None
    return {
        section.title: [card.title for card in library.cards(section.id)]
        for section in library.sections()
    }


def on_page(kiosk: Driver) -> list[Seen]:
    """What can be pressed in the page itself, in the order in which it is read out."""
    return [seen for seen in kiosk.everything() if seen.is_control and seen.scrolls]


def touch(kiosk: Driver, name: str) -> None:
    """One tap on a control that is in sight as it is: no page is turned for it."""
    [seen] = [seen for seen in kiosk.in_sight() if seen.is_control and seen.name == name]
    kiosk.tap_at(seen.rect.center().x(), seen.rect.center().y())


def test_every_topic_is_two_taps_from_home(kiosk: Driver) -> None:
    library = titles(kiosk)
    assert [len(topics) for topics in library.values()] == [TITLES_ON_ONE_SCREEN] * SECTIONS
    for number, (section, topics) in enumerate(library.items()):
        # All of them are seen; to tap each of 288 takes minutes, so: all of one, the last of each.
        for topic in topics if number == 1 else topics[-1:]:
            assert not kiosk.has("Page down")
            touch(kiosk, section)
            assert not kiosk.has("Page down")
            in_sight = {seen.name for seen in kiosk.in_sight() if seen.is_control}
            assert set(topics) <= in_sight
            touch(kiosk, topic)
            assert kiosk.focused() == topic
            kiosk.tap("Home")


def test_its_screens_are_whole_and_each_title_is_as_large_as_a_finger(kiosk: Driver) -> None:
    broken = {"home": rulers.broken(kiosk)}
    for section in titles(kiosk):
        kiosk.tap(section)
        broken[section] = rulers.broken(kiosk)
        for seen in on_page(kiosk):
            assert seen.rect.height() / kiosk.panel.pixels_per_mm >= rulers.MAIN_MM
        kiosk.tap("Home")
    assert {screen: found for screen, found in broken.items() if found} == {}


@pytest.mark.parametrize("size", [125, 150, 200])
@pytest.mark.parametrize("panel", ["24", "10", "22-upright"])
def test_with_large_letters_the_page_is_turned_and_nothing_is_lost(
    stand: Stand, many: Path, panel: str, size: int
) -> None:
    kiosk = stand(content=many, panel=PANELS[panel])
    kiosk.start()
    screens.look(kiosk, size, "paper")
    section, topics = list(titles(kiosk).items())[1]
    kiosk.tap(section)
    assert [seen.name for seen in on_page(kiosk)] == topics
    assert rulers.broken(kiosk) == []
    kiosk.tap(topics[-1])
    assert kiosk.focused() == topics[-1]
    kiosk.tap("Back")
    kiosk.choose("Text size", "Standard")
    assert rulers.broken(kiosk) == []


@pytest.mark.parametrize("from_right", [False, True], ids=["from the left", "from the right"])
def test_titles_are_read_down_the_columns_by_eye_key_and_reader(
    kiosk: Driver, from_right: bool
) -> None:
    if from_right:
        mirror(kiosk)
    section, topics = list(titles(kiosk).items())[1]
    kiosk.tap(section)
    found = on_page(kiosk)
    assert [seen.name for seen in found] == topics
    sense = -1 if from_right else 1
    columns = sorted({sense * seen.rect.x() for seen in found})
    assert len(columns) == 3
    by_eye = sorted(found, key=lambda seen: (sense * seen.rect.x(), seen.rect.y()))
    assert [seen.name for seen in by_eye] == topics
    for topic in topics:
        kiosk.key(Qt.Key.Key_Tab)
        assert kiosk.focused() == topic


def test_a_reader_hears_a_list_and_which_of_how_many(kiosk: Driver) -> None:
    section, topics = list(titles(kiosk).items())[1]
    kiosk.tap(section)
    heard = {seen.name: seen for seen in kiosk.everything() if seen.name in (section, *topics)}
    roles = [seen.role for seen in kiosk.everything() if seen.name == section]
    assert QAccessible.Role.List in roles
    items = [s.name for s in kiosk.everything() if s.role is QAccessible.Role.ListItem]
    assert items == topics
    assert heard[topics[2]].description.endswith("3 of 24")


def test_one_page_more_than_a_screen_holds_is_turned_as_before(
    stand: Stand, tmp_path: Path
) -> None:
    kiosk = stand(content=library_of(tmp_path, TITLES_ON_ONE_SCREEN + 1))
    kiosk.start()
    section, topics = list(titles(kiosk).items())[1]
    kiosk.tap(section)
    assert kiosk.sees("Screen 1 of 3")
    assert [seen.name for seen in on_page(kiosk)][:12] == topics[:12]
