"""Each panel's room is used, and what is too large for it gives way in good order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from tests.driver import Driver
from tests.journeys import eyes, rulers, screens, walking
from tests.journeys.conftest import Stand
from tests.journeys.test_double_taps import go_to_still_here
from tests.panels import PANELS, Panel

PAPER = QColor("#faf6ee").rgb()
CELLS = 24
"""Cells along the shorter side of a picture: 12 mm on a 24-inch panel, a line of words."""

ALL = pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)


def empty_share(picture: QImage) -> float:
    """How much of a picture is paper with nothing on it."""
    side = min(picture.width(), picture.height()) / CELLS
    across, down = round(picture.width() / side), round(picture.height() / side)
    step = max(1, round(side / 12))
    empty = 0
    for row in range(down):
        for column in range(across):
            ys = range(round(row * side), min(round((row + 1) * side), picture.height()), step)
            xs = range(round(column * side), min(round((column + 1) * side), picture.width()), step)
            empty += all(picture.pixel(x, y) == PAPER for y in ys for x in xs)
    return empty / (across * down)


def shares(kiosk: Driver) -> dict[str, float]:
    """How empty home, a topic and a question are."""
    kiosk.start()
    found = {"home": empty_share(kiosk.picture())}
    kiosk.tap("It has come back")
    found["topic"] = empty_share(kiosk.picture())
    kiosk.tap("Home")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Start the questions")
    found["question"] = empty_share(kiosk.picture())
    return found


@ALL
def test_the_room_is_used(stand: Stand, panel: Panel) -> None:
    found = shares(stand(panel=panel))
    assert found["home"] < 0.12
    assert found["topic"] < 0.55
    assert found["question"] < 0.4


def test_a_55_inch_panel_is_no_emptier_than_a_24_inch_one(stand: Stand) -> None:
    usual, large = shares(stand(panel=PANELS["24"])), shares(stand(panel=PANELS["55"]))
    assert {name: large[name] - usual[name] < 0.03 for name in usual} == dict.fromkeys(usual, True)


def test_a_screen_that_does_not_grow_would_be_seen(stand: Stand) -> None:
    """A 55-inch panel that is laid out as a 24-inch one is mostly empty."""
    picture = stand(panel=PANELS["24"])
    picture.start()
    small = picture.picture()
    large = QImage(small.width() * 2, small.height() * 2, QImage.Format.Format_RGB32)
    large.fill(PAPER)
    for y in range(small.height()):
        for x in range(0, small.width(), 4):
            large.setPixel(x, y, small.pixel(x, y))
    assert empty_share(large) > 0.7


@ALL
def test_the_question_before_the_end_stands_within_the_screen(stand: Stand, panel: Panel) -> None:
    kiosk = stand(panel=panel)
    kiosk.start()
    screens.look(kiosk, 200, "paper")
    edge = round(2.5 * panel.pixels_per_mm)
    inside = QRect(0, 0, *panel.size).adjusted(edge, edge, -edge, -edge)
    for leaves in (True, False):
        if leaves:
            kiosk.tap("I've finished")
        else:
            go_to_still_here(kiosk)
        dialog = kiosk.everything()[1:]
        outside = [s.name for s in dialog if s.is_control and not inside.contains(s.rect)]
        words = [item for item in rulers.texts(kiosk) if not _within(inside, item)]
        assert (outside, [rulers.words(item) for item in words]) == ([], [])
        kiosk.tap("No, go back" if kiosk.has("No, go back") else "I'm still here")


def _within(room: QRect, item: QQuickItem) -> bool:
    return room.contains(eyes.ink_place(item).toAlignedRect())


@ALL
@pytest.mark.parametrize("subject", ["Text size", "Contrast"])
def test_the_panels_leave_the_page_whole_or_take_its_place(
    stand: Stand, panel: Panel, subject: str
) -> None:
    kiosk = stand(panel=panel)
    kiosk.start()
    screens.look(kiosk, 200, "paper")
    kiosk.tap("Someone to talk to")
    kiosk.tap(subject)
    dated = next(s for s in kiosk.everything() if "not yet approved" in s.name).rect
    for seen in kiosk.everything():
        if seen.is_control and not seen.scrolls:
            assert seen.rect.top() >= dated.bottom(), seen.name
    kiosk.tap("Done")
    assert kiosk.sees("Someone to talk to")


def test_a_hard_word_that_is_longer_than_a_line_breaks_between_its_words(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["17-upright"])
    kiosk.start()
    screens.look(kiosk, 200, "paper")
    kiosk.tap("It has come back")
    assert rulers.broken_words(kiosk) == []
    assert kiosk.has("What does “acute lymphoblastic leukaemia” mean?")


def test_adding_a_page_is_one_line_on_a_22_inch_panel(stand: Stand) -> None:
    kiosk = stand(panel=PANELS["22-upright"])
    kiosk.start()
    kiosk.tap("It has come back")
    add = kiosk.control("Add to my summary").rect
    assert add.height() < 2.2 * panel_line(kiosk)


def panel_line(kiosk: Driver) -> float:
    """How high a line of body text is, in pixels."""
    body = next(i for i in eyes.of_kind(kiosk, "QQuickTextEdit"))
    return float(body.property("font").pixelSize()) * 1.24


def test_the_log_says_that_words_are_smaller_than_they_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    config = tmp_path / "kiosk.toml"
    said = []
    for panel in (PANELS["15.6"], PANELS["24"]):
        config.write_text(f"[screen]\nwidth_mm = {panel.width_mm}\n", "utf-8")
        size = "x".join(map(str, panel.size))
        words = ["--picture", str(tmp_path / "home.png"), "--size", size, "--config", str(config)]
        done = subprocess.run(
            [sys.executable, "-m", "app.main", *words], capture_output=True, text=True, check=True
        )
        said.append(done.stderr)
    assert "a capital of the text is 5.1 mm high" in said[0]
    assert "a capital" not in said[1]
