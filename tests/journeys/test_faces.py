"""The question of whether a page was helpful: three faces to tap at its foot, thanks, no more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app import main
from app.bridge.staff.counts import VisitCounter
from app.config import Config, CountsConfig
from app.domain.kiosk.counts import Cell, Kind
from app.service.counts import NAME, load
from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.journeys import screens
from tests.journeys.conftest import Stand
from tests.journeys.test_screens_to_read import MOST, screens_of

READ, READ_ID = "What treatments are there?", "t03"
OTHER = "Clinical trials"
YES, PARTLY, NO = "Yes, it was helpful", "It was a little helpful", "No, it was not helpful"
FACES = (YES, PARTLY, NO)
THANKS = "Thank you."
ASKING = Config(counts=CountsConfig(faces=True))
LEAST_MM, APART_MM = 20, 2.5


def faces(kiosk: Driver) -> list[str]:
    """The faces that can be tapped."""
    return [seen.name for seen in kiosk.everything() if seen.is_control and seen.name in FACES]


def finish(kiosk: Driver) -> None:
    """The family goes."""
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")


def test_one_answer_a_page_then_thanks_until_the_session_ends(stand: Stand) -> None:
    kiosk = stand(config=ASKING)
    kiosk.start()
    kiosk.tap(READ)
    assert kiosk.sees("Was this helpful?")
    assert faces(kiosk) == list(FACES)
    assert not kiosk.sees(THANKS)
    kiosk.tap(PARTLY)
    assert faces(kiosk) == []
    assert kiosk.sees(THANKS)
    kiosk.tap("Home")
    kiosk.tap(OTHER)
    assert faces(kiosk) == list(FACES), "another page has an answer of its own"
    kiosk.tap("Home")
    kiosk.tap(READ)
    assert faces(kiosk) == []
    assert kiosk.sees(THANKS)
    finish(kiosk)
    kiosk.start()
    kiosk.tap(READ)
    assert faces(kiosk) == list(FACES), "the next family is not the one before"


def test_nothing_moves_when_a_face_is_tapped(stand: Stand) -> None:
    kiosk = stand(config=ASKING)
    kiosk.start()
    kiosk.tap(READ)
    kiosk.bring_into_sight(YES)

    def placed() -> list[tuple[str, int]]:
        seen = (s for s in kiosk.everything() if s.name not in FACES and THANKS not in s.name)
        return [(s.name, s.rect.y()) for s in seen]

    before = placed()
    kiosk.tap(YES)
    assert placed() == before


def test_they_cost_no_screen_more(stand: Stand) -> None:
    kiosk = stand(config=ASKING)
    kiosk.start()
    counts = {}
    for title in screens.every_topic(kiosk):
        counts[title] = screens_of(kiosk)
        assert set(FACES) <= {seen.name for seen in kiosk.in_sight()}, f"{title} ends without them"
    assert len(counts) >= 11
    assert max(counts.values()) <= MOST, counts


def test_off_asks_nothing(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(READ)
    assert faces(kiosk) == []
    assert not kiosk.sees("Was this helpful?")


def test_no_walkthrough_asks(stand: Stand) -> None:
    kiosk = stand(config=ASKING)
    kiosk.start()
    for _ in screens.every_walkthrough_page(kiosk):
        assert faces(kiosk) == []


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("text", screens.SIZES)
def test_a_finger_meets_each_face(stand: Stand, size: tuple[int, int], text: int) -> None:
    kiosk = stand(config=ASKING, size=size)
    kiosk.start()
    screens.look(kiosk, text, "paper")
    kiosk.tap(READ)
    pixels = kiosk.kiosk.pixels_per_mm(*size)
    rects = [kiosk.bring_into_sight(name).rect for name in FACES]
    for rect in rects:
        assert min(rect.width(), rect.height()) >= LEAST_MM * pixels - 1
        assert rect.x() >= 0
        assert rect.right() <= size[0]
    apart = round(APART_MM * pixels)
    rects = [kiosk.control(name).rect for name in FACES]
    for n, rect in enumerate(rects):
        around = rect.adjusted(-apart, -apart, apart, apart)
        assert not any(around.intersects(other) for other in rects[n + 1 :])


def test_a_keyboard_answers_and_is_led_to_the_thanks(stand: Stand) -> None:
    kiosk = stand(config=ASKING)
    kiosk.start()
    kiosk.tap(READ)
    for _ in range(40):
        if kiosk.focused() == NO:
            break
        kiosk.key(Qt.Key.Key_Tab)
    kiosk.key(Qt.Key.Key_Return)
    assert faces(kiosk) == []
    assert kiosk.focused().startswith(THANKS)


def test_faces_are_counted_and_nothing_of_the_visit_is(stand: Stand, tmp_path: Path) -> None:
    state = tmp_path / "state"
    kiosk = stand(state=state, config=ASKING)
    main.warm(kiosk.kiosk, kiosk.window)
    kiosk.settle()
    for n in range(16):
        kiosk.start()
        kiosk.tap(READ)
        kiosk.tap(YES if n else NO)
        finish(kiosk)
    assert not (state / NAME).exists()
    kiosk.today += timedelta(days=1)
    counter = kiosk.kiosk.counter
    assert isinstance(counter, VisitCounter)
    counter.check_day()
    [cell] = load(state / NAME).totals()
    assert cell == Cell(Kind.YES, READ_ID)
