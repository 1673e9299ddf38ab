"""A machine whose clock is wrong: dates are those that are sure, and staff are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.config import DEFAULT_PIN
from tests.journeys.conftest import Stand
from tests.journeys.screens import STAFF, topic_titles

OVERDUE = "Past its review date"


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
