"""A machine whose clock is wrong: dates are those that are sure, and staff are told."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from app import paths
from app.bridge.pages.helpline import Helpline
from app.config import Config, UpdatesConfig
from app.pin import DEFAULT_PIN
from tests.content.signed import Publisher
from tests.driver import Driver
from tests.journeys.conftest import Stand
from tests.journeys.screens import STAFF, topic_titles
from tests.shots.editions import open_door, poll

OVERDUE = "Past its review date"
CLOCK_IS_WRONG = "This machine's clock says"
MONDAY = datetime(2026, 11, 30, 10, 30)
STEPS = (
    MONDAY,
    datetime(1970, 1, 1),
    MONDAY - timedelta(hours=6),
    datetime(2099, 12, 31, 23, 59),
    MONDAY + timedelta(days=1),
)
"""Where the clock is set to while the kiosk runs, one after the other; two of them cannot be."""


def status_page(kiosk: Driver) -> str:
    """What the staff's page says; the door is shut again."""
    open_door(kiosk)
    page = " ".join(kiosk.names())
    kiosk.tap("Back to the families' screen")
    return page


def standing_with_editions(stand: Stand, folder: Path) -> tuple[Driver, Publisher]:
    """A kiosk that takes signed editions, and who signs them."""
    publisher = Publisher(folder / "publisher", paths.CONTENT)
    updates = UpdatesConfig(folder=str(publisher.folder), root=str(publisher.root))
    return stand(config=Config(updates=updates), now=MONDAY, today=MONDAY.date()), publisher


def hours(kiosk: Driver) -> str:
    """What the helpline's line says of now, when its timer has come round."""
    cast("Helpline", kiosk.kiosk.helpline).refresh()
    kiosk.settle()
    [line] = [s.name for s in kiosk.in_sight() if "0808 800 4040" in s.name and not s.scrolls]
    return line.partition("4040")[2].strip(", ")


@pytest.mark.parametrize(
    ("today", "overdue", "wrong"),
    [
        (date(2026, 11, 29), True, False),
        (date(2022, 1, 1), False, False),
        (date(1970, 1, 1), False, True),
        (date(2090, 1, 1), False, True),
    ],
)
def test_a_page_is_overdue_by_a_clock_that_can_be_believed(
    stand: Stand, today: date, overdue: bool, wrong: bool
) -> None:
    kiosk = stand(today=today)
    kiosk.start()
    kiosk.tap(topic_titles(kiosk)[0])
    assert kiosk.sees(OVERDUE) is overdue
    kiosk.key(Qt.Key.Key_P, STAFF)
    for digit in DEFAULT_PIN:
        kiosk.tap(digit)
    kiosk.tap("Open")
    assert kiosk.sees("This machine's clock says") is wrong


def test_a_kiosk_that_lived_through_the_years_believes_its_clock(
    stand: Stand, tmp_path: Path
) -> None:
    state = tmp_path / "kept"
    for year in (2026, 2031, 2036, 2041):
        kiosk = stand(today=date(year, 6, 1), state=state)
        kiosk.start()
        kiosk.tap(topic_titles(kiosk)[0])
        assert kiosk.sees(OVERDUE), year


def test_steps_of_the_clock_while_it_runs_are_borne(stand: Stand) -> None:
    kiosk = stand(now=MONDAY, today=MONDAY.date())
    title = topic_titles(kiosk)[0]
    seen = []
    for moment in STEPS:
        kiosk.set_clock(moment)
        kiosk.start()
        of_home = hours(kiosk)
        kiosk.tap(title)
        notice = kiosk.sees(OVERDUE)
        kiosk.kiosk.session.end()
        kiosk.settle()
        seen.append((of_home, notice, CLOCK_IS_WRONG in status_page(kiosk)))
    # Before the library's days it is the last of them, far after it the last day that was believed.
    assert seen == [
        ("open now, until 5pm", True, False),
        ("", False, True),
        ("opens at 9am", True, False),
        ("", True, True),
        ("open now, until 5pm", True, False),
    ]


def test_a_session_ends_when_nobody_touched_it_whatever_the_clock_does(stand: Stand) -> None:
    for moment in STEPS:
        kiosk = stand(now=MONDAY, today=MONDAY.date())
        kiosk.start()
        kiosk.wait_seconds(60)
        kiosk.set_clock(moment)
        kiosk.settle()
        assert kiosk.has("I've finished"), f"the step to {moment} ended the session"
        assert not kiosk.has("I'm still here")
        kiosk.wait_seconds(35)
        assert kiosk.has("I'm still here")
        kiosk.set_clock(MONDAY)
        kiosk.wait_seconds(31)
        assert kiosk.has("Touch anywhere to start")


def test_editions_come_in_their_order_whatever_the_clock_does(
    stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk, publisher = standing_with_editions(stand, tmp_path)
    for number, moment in enumerate(STEPS, start=12):
        kiosk.set_clock(moment)

        class Clock(datetime):
            at = moment

            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return cls.at

        monkeypatch.setattr("app.content.updates.edition_store.datetime", Clock)
        publisher.publish(number)
        poll(kiosk)
        assert f"On show: edition {number}, since" in status_page(kiosk), moment


def test_a_list_that_is_of_the_future_to_the_clock_is_taken_and_told(
    stand: Stand, tmp_path: Path, expected_log: list[str]
) -> None:
    expected_log.append("The kiosk's clock says")
    kiosk, publisher = standing_with_editions(stand, tmp_path)
    publisher.now += timedelta(days=20_000)  # as in 1970 each list of today is
    publisher.publish(12)
    poll(kiosk)
    page = status_page(kiosk)
    assert "On show: edition 12, since" in page
    assert "The kiosk's clock says" in page
    publisher.publish(13)
    poll(kiosk)
    assert "On show: edition 13, since" in status_page(kiosk)
