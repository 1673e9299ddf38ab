"""How a library looks: its drawing, its logo and its accent, on the first screen and on cards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QColor, QImage

from app import paths
from app.content.text.build import build
from app.domain.session.session import Theme
from tests.driver import Driver, Seen
from tests.journeys import rulers
from tests.journeys.conftest import Stand
from tests.panels import PANELS, Panel
from tests.pictures import png
from tests.shots.screens import THEME_NAMES

START = "Touch anywhere to start"
STARTER = Path(paths.ROOT) / "resources/content"
ACCENT, USUAL = "#5b2a6e", "#0f4c5c"
DRAWN, LOGO = "A family and a nurse", "Green Valley Clinic"
LOGO_COLOUR = (10, 120, 200)
DARK = 110
"""Or less, of 255: the lines of a drawing."""


def looking(folder: Path, looks: str) -> Path:
    """The starter library with other words on how it looks."""
    text = Path(shutil.copytree(STARTER, folder / "text"))
    (text / "pictures" / "our-logo.png").write_bytes(png(120, 40, LOGO_COLOUR))
    file = text / "library.yaml"
    kept = file.read_text(encoding="utf-8").replace("drawing: first-screen\n", "")
    file.write_text(kept + looks, encoding="utf-8")
    build(text, folder / "content.db")
    return folder / "content.db"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    looks = f'accent: "{ACCENT}"\ndrawing: first-screen\ndrawing_alt: {DRAWN}\n'
    return looking(tmp_path, f"{looks}logo: our-logo\nlogo_alt: {LOGO}\n")


def with_icon(folder: Path, width: int, height: int) -> Path:
    """The starter library with an icon of its own on a card: a dark box of this shape."""
    text = Path(shutil.copytree(STARTER, folder / "text"))
    (text / "pictures" / "our-icon.png").write_bytes(png(width, height, (0, 0, 0)))
    with (text / "library.yaml").open("a", encoding="utf-8") as file:
        file.write("icons: {mark: our-icon}\n")
    topic = text / "topics" / "t02-it-has-come-back.md"
    topic.write_text(topic.read_text("utf-8").replace("icon: repeat-2", "icon: mark"), "utf-8")
    build(text, folder / "content.db")
    return folder / "content.db"


def card(kiosk: Driver) -> QImage:
    """The card with the library's own icon, as it is painted."""
    return kiosk.picture().copy(kiosk.control("It has come back").rect)


def graphics(kiosk: Driver) -> dict[str, Seen]:
    return {s.name: s for s in kiosk.in_sight() if s.role == QAccessible.Role.Graphic and s.name}


def darkest(shown: QImage, rect: QRect) -> int:
    across, down = range(rect.left(), rect.right(), 2), range(rect.top(), rect.bottom(), 2)
    return min(shown.pixelColor(x, y).lightness() for x in across for y in down)


def count(shown: QImage, colour: str) -> int:
    """How many pixels, of every fifth either way, have exactly this colour."""
    wanted = QColor(colour).rgb()
    across, down = range(0, shown.width(), 5), range(0, shown.height(), 5)
    return sum(shown.pixel(x, y) == wanted for x in across for y in down)


def test_the_first_screen_shows_its_drawing_and_its_logo_and_says_them(
    stand: Stand, content: Path
) -> None:
    kiosk = stand(content=content)
    seen = graphics(kiosk)
    shown = kiosk.picture()
    assert set(seen) == {DRAWN, LOGO}
    assert darkest(shown, seen[DRAWN].rect) < DARK
    assert shown.pixelColor(seen[DRAWN].rect.topLeft()).name() == "#ffffff"
    middle = shown.pixelColor(seen[LOGO].rect.center())
    assert (middle.red(), middle.green(), middle.blue()) == LOGO_COLOUR
    assert rulers.broken(kiosk) == []
    kiosk.tap(START)
    assert kiosk.has("Home")


def test_the_accent_is_seen_and_themes_of_high_contrast_have_none(
    stand: Stand, content: Path
) -> None:
    kiosk = stand(content=content)
    assert count(kiosk.picture(), ACCENT) > 0
    kiosk.start()
    shown = kiosk.picture()
    assert count(shown, ACCENT) > 0
    assert count(shown, USUAL) == 0
    for theme in set(Theme) - {Theme.PAPER}:
        kiosk.choose("Contrast", THEME_NAMES[theme])
        assert count(kiosk.picture(), ACCENT) == 0, theme


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_starters_drawing_stands_where_there_is_room_and_nothing_is_cut(
    stand: Stand, panel: Panel
) -> None:
    kiosk = stand(panel=panel)
    assert rulers.broken(kiosk) == []
    shown = kiosk.picture()
    # The sofa and the dress of who talks.
    has_room = panel.name not in {"10", "15.6", "15.6-fine"}
    assert (count(shown, "#f2d9cf") > 0) or not has_room
    assert graphics(kiosk) == {}, "it is a decoration"


def test_a_library_without_a_drawing_has_a_line_icon(stand: Stand, tmp_path: Path) -> None:
    kiosk = stand(content=looking(tmp_path, ""))
    assert graphics(kiosk) == {}
    assert count(kiosk.picture(), "#f2d9cf") == 0
    assert rulers.broken(kiosk) == []


def test_an_icon_that_changed_under_its_name_is_shown_anew(stand: Stand, tmp_path: Path) -> None:
    content = with_icon(tmp_path / "one", 40, 120)
    other = with_icon(tmp_path / "other", 120, 40)
    kiosk = stand(content=content)
    kiosk.start()
    before = card(kiosk)
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")
    other.replace(content)
    kiosk.kiosk.reloader.poll()
    kiosk.await_check()
    kiosk.start()
    after = card(kiosk)
    assert after != before
    fresh = stand(content=content)
    fresh.start()
    assert after == card(fresh)
