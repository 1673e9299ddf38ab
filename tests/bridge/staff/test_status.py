"""What is gathered of a kiosk for staff and IT."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.bridge.kiosk import Kiosk
from app.bridge.staff.status import StatusReporter
from app.domain.kiosk.counts import HIDDEN_UNDER
from app.domain.kiosk.status import Status
from tests.bridge.doubles import DAMAGED, MemoryLibrary, shown, values


@pytest.fixture
def told() -> list[Status]:
    return []


@pytest.fixture
def reporter(kiosk: Kiosk, told: list[Status]) -> Iterator[StatusReporter]:
    reporter = StatusReporter(kiosk, Status(version="1"), lambda: (10**9, 10**8), told.append)
    yield reporter
    reporter.deleteLater()


def test_it_says_what_is_on_show(reporter: StatusReporter, told: list[Status]) -> None:
    reporter.report()
    [status] = told
    assert (status.library, status.edition, status.trust) == ("A library", 3, "set-up")
    assert (status.disk_free, status.memory) == (10**9, 10**8)
    assert status.overdue == 5
    assert status.version == "1"


def test_visits_are_counted_and_small_numbers_hidden(
    kiosk: Kiosk, reporter: StatusReporter
) -> None:
    told = []
    for _ in range(HIDDEN_UNDER + 1):
        kiosk.session.start()
        kiosk.session.go("section", "s1")
        kiosk.session.end()
        told.append(reporter.status().sessions)
    assert told == [*[None] * (HIDDEN_UNDER - 1), HIDDEN_UNDER, HIDDEN_UNDER]


def test_the_slowest_tap_is_the_one_that_is_told(reporter: StatusReporter) -> None:
    for seconds in (0.02, 0.3, 0.01):
        reporter.tapped(seconds)
    assert reporter.status().slowest_tap == 0.3


def test_overdue_pages_are_not_counted_while_a_family_reads(
    kiosk: Kiosk, library: MemoryLibrary, reporter: StatusReporter
) -> None:
    assert reporter.status().overdue == 5
    kiosk.session.start()
    kiosk.show_preview(MemoryLibrary(1))
    assert reporter.status().overdue == 5
    kiosk.session.end()
    assert reporter.status().overdue == 1


def test_a_library_that_fails_is_told_by_its_code(kiosk: Kiosk, reporter: StatusReporter) -> None:
    kiosk.reloader.drop(DAMAGED)
    status = reporter.status()
    assert (status.code, status.library, status.problem) == (DAMAGED.code, "", str(DAMAGED))


def test_staff_read_it_behind_the_pin(kiosk: Kiosk, reporter: StatusReporter) -> None:
    kiosk.door.knock()
    assert kiosk.door.enter("1234")
    lines = values(shown(kiosk.door, "lines"), "label")
    assert lines[0] == "A library, edition 3"
    assert "5 pages are past the review date." in lines
