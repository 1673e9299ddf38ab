"""What families read is counted by their taps, and no image of the disk tells of one of them."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from app import main
from app.bridge.staff.counts import VisitCounter
from app.config import Config, CountsConfig
from app.domain.kiosk.counts import NOISE_AT_MOST, Cell, Kind
from app.pin import DEFAULT_PIN
from app.service.counts import NAME, load
from tests.driver import TODAY, Driver
from tests.journeys.conftest import Stand

VISITS = 15
READ, READ_ID = "What treatments are there?", "t03"
ONCE, ONCE_ID = "Clinical trials", "t08"
COUNTING = Config(counts=CountsConfig(pages=True))


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The kiosk's state directory."""
    return tmp_path / "state"


def begin(kiosk: Driver) -> None:
    """What the program does behind its first screen."""
    main.warm(kiosk.kiosk, kiosk.window)
    kiosk.settle()


def visit(kiosk: Driver, *pages: str) -> None:
    """A family comes, reads these pages, and goes."""
    kiosk.start()
    for page in pages:
        kiosk.tap(page)
        kiosk.tap("Home")
    kiosk.tap("I've finished")
    kiosk.tap("Yes, clear the screen")


def pass_a_day(kiosk: Driver) -> None:
    """A day later, as the kiosk's own timer sees it."""
    kiosk.today += timedelta(days=1)
    counter = kiosk.kiosk.counter
    assert isinstance(counter, VisitCounter)
    counter.check_day()
    kiosk.settle()


def open_door(kiosk: Driver) -> None:
    """Staff knock, and type their PIN."""
    kiosk.knock()
    for digit in DEFAULT_PIN:
        kiosk.tap(digit)
    kiosk.tap("Open")


def image(state: Path) -> dict[str, bytes]:
    """Everything that the state directory holds, but for the copy of the library."""
    return {
        str(file.relative_to(state)): file.read_bytes()
        for file in state.rglob("*")
        if file.is_file() and not file.name.startswith("content")
    }


def test_a_day_is_written_when_it_is_over_and_no_visit_before(stand: Stand, state: Path) -> None:
    kiosk = stand(state=state, config=COUNTING)
    begin(kiosk)
    visit(kiosk, READ, ONCE)
    before = image(state)
    assert NAME not in before
    for _ in range(VISITS - 1):
        visit(kiosk, READ)
    assert image(state) == before, "a visit was seen on the disk"
    pass_a_day(kiosk)
    after = image(state)
    written = after.pop(NAME)
    assert after == before

    # Whole days, pages and numbers: no time of day, no order, no page that one family opened.
    found = json.loads(written)
    assert found["days"] == [str(TODAY)]
    assert [row[:4] for row in found["counts"]] == [
        [str(TODAY), str(TODAY), "topic-opened", READ_ID],
        [str(TODAY), str(TODAY), "visits", ""],
    ]
    for forbidden in (ONCE_ID, ONCE, READ, ":00", "10:3", "finish", "home", "section"):
        assert forbidden.encode() not in written, forbidden
    totals = load(state / NAME).totals()
    for cell in (Cell(Kind.VISITS), Cell(Kind.TOPIC, READ_ID)):
        assert abs(totals[cell] - VISITS) <= NOISE_AT_MOST


def test_staff_read_it_behind_their_pin(stand: Stand, state: Path) -> None:
    kiosk = stand(state=state, config=COUNTING)
    begin(kiosk)
    open_door(kiosk)
    assert kiosk.sees("What families read")
    assert kiosk.sees("there are none yet")
    kiosk.tap("Back to the families' screen")
    visit(kiosk, READ)
    pass_a_day(kiosk)
    open_door(kiosk)
    assert kiosk.sees("too few came to show")
    kiosk.tap("Back to the families' screen")
    visit(kiosk, ONCE)
    for _ in range(VISITS):
        visit(kiosk, READ)
    pass_a_day(kiosk)
    open_door(kiosk)
    lines = " ".join(kiosk.names())
    assert re.search(r"About (1\d|2\d) visits; few printed anything\.", lines)
    assert re.search(rf"“{re.escape(READ)}”: opened in about (1\d|20) visits\.", lines)
    assert ONCE not in lines


def test_answers_outcomes_and_searches_are_not_counted(stand: Stand, state: Path) -> None:
    kiosk = stand(state=state, config=COUNTING)
    begin(kiosk)
    library = kiosk.kiosk.reloader.library
    assert library is not None
    walkthrough = library.walkthrough(library.walkthroughs()[0].walkthrough_id)
    label = walkthrough.questions[0].choices[0].label
    for _ in range(VISITS):
        kiosk.start()
        kiosk.tap(walkthrough.title)
        kiosk.tap("Start the questions")
        kiosk.tap(label)
        kiosk.tap("I've finished")
        kiosk.tap("Yes, clear the screen")
    pass_a_day(kiosk)
    assert set(load(state / NAME).totals()) == {
        Cell(Kind.VISITS),
        Cell(Kind.WALKTHROUGH, walkthrough.id),
    }


def test_off_is_off(stand: Stand, state: Path) -> None:
    kiosk = stand(state=state)
    begin(kiosk)
    before = image(state)
    visit(kiosk, READ)
    kiosk.today += timedelta(days=1)
    kiosk.kiosk.closing.emit()
    assert kiosk.kiosk.counter is None
    assert image(state) == before
    assert NAME not in before
    open_door(kiosk)
    assert kiosk.sees("It is not counted on this kiosk.")


def test_a_kiosk_that_is_closed_writes_what_is_enough(stand: Stand, state: Path) -> None:
    kiosk = stand(state=state, config=COUNTING)
    begin(kiosk)
    for _ in range(VISITS):
        visit(kiosk, READ)
    kiosk.kiosk.closing.emit()
    assert load(state / NAME).days == (TODAY,)
    assert Cell(Kind.VISITS) in load(state / NAME).totals()


def test_where_nothing_can_be_written_families_see_nothing_of_it(
    stand: Stand, state: Path, expected_log: list[str]
) -> None:
    expected_log.append("counts are not saved")
    kiosk = stand(state=state, config=COUNTING)
    begin(kiosk)
    (state / NAME).mkdir()
    visit(kiosk, READ)
    pass_a_day(kiosk)
    assert kiosk.kiosk.counter is not None
    assert kiosk.kiosk.counter.state == "not-saved"
    visit(kiosk, READ)
