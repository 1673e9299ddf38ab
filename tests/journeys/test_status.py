"""What the kiosk measures of itself while a family is at it, and what it does not say."""

from __future__ import annotations

from pathlib import Path

from app.bridge.staff.status import StatusReporter
from app.domain.kiosk.status import Status
from app.service import status
from tests.driver import Driver

TOPIC = "What treatments are there?"


def test_each_tap_that_leads_to_a_page_is_measured_and_nothing_else(kiosk: Driver) -> None:
    taps: list[float] = []
    kiosk.window.on_tap_painted = taps.append
    kiosk.tap("Touch anywhere to start")
    assert len(taps) == 1
    kiosk.tap_at(3, 3)  # where nothing is
    assert len(taps) == 1
    kiosk.tap(TOPIC)
    kiosk.tap("Back")
    assert len(taps) == 3
    kiosk.kiosk.session.end()
    kiosk.settle()
    assert len(taps) == 3


def test_no_page_of_a_family_is_in_the_status(kiosk: Driver, tmp_path: Path) -> None:
    told: list[Status] = []
    reporter = StatusReporter(kiosk.kiosk, Status(), lambda: (1, 1), told.append)
    kiosk.tap("Touch anywhere to start")
    kiosk.tap(TOPIC)
    reporter.report()
    status.write(told[0], tmp_path)
    assert told[0].sessions is None
    written = "".join(file.read_text() for file in tmp_path.iterdir())
    assert "clinic_kiosk_pages_overdue" in written
    assert [
        word for word in ("treatments", "t01", "topic", "sessions_today") if word in written
    ] == []
    reporter.deleteLater()
