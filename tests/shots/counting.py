"""A kiosk that counts: the three faces, the thanks, and what staff read of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from app import main
from app.config import Config, CountsConfig
from app.domain.kiosk.counts import Count, CountRecord, Kind
from app.service.counts import CountsFile
from tests.driver import Driver
from tests.paper import ScriptedSpooler
from tests.shots.album import Album
from tests.shots.editions import open_door
from tests.shots.screens import Look, Tour

COUNTING = Config(counts=CountsConfig(pages=True, faces=True))
FIRST_FACE = "Yes, it was helpful"


def record_of(topics: list[str], today: date) -> CountRecord:
    """What three weeks may have come to."""
    record = CountRecord()
    for ago in range(1, 22):
        day = today - timedelta(days=ago)
        numbers = [(Kind.VISITS, "", 30 + ago), (Kind.HANDOUTS, "", 11 + ago % 3)]
        numbers += [(Kind.TOPIC, topic, 28 - 3 * n) for n, topic in enumerate(topics)]
        numbers.append((Kind.YES, topics[0], 12))
        enough = (Count(day, day, *number) for number in numbers if number[2] >= 10)
        record = record.released(day, enough)
    return record


def take_counting(folder: Path, content: Path, album: Album, look: Look) -> None:
    """Pictures of it, into the tour's album."""
    today = date.today()
    driver = stand(folder / "state", content, look, today)
    try:
        tour = Tour(driver, ScriptedSpooler(), album, look)
        section = tour.library().sections()[0]
        topics = [card.topic_id for card in tour.library().cards(section.id)]
        main.warm(driver.kiosk, driver.window)
        tour.begin()
        driver.tap(tour.library().cards(section.id)[0].title)
        driver.bring_into_sight(FIRST_FACE)
        tour.shoot("A topic: was this helpful?")
        driver.tap(FIRST_FACE)
        tour.shoot("A topic: thanks for an answer")
        tour.finish()
        open_door(driver)
        tour.shoot_to_the_end("Staff: counting, and nothing yet")
        driver.tap("Back to the families' screen")
        CountsFile(folder / "state").save(record_of(topics, today))
        open_door(driver)
        tour.shoot_to_the_end("Staff: what families read")
    finally:
        driver.close()


def stand(state: Path, content: Path, look: Look, today: date) -> Driver:
    """A kiosk that counts, in this look."""
    return Driver(state, content, size=look.size, panel=look.panel, config=COUNTING, today=today)
