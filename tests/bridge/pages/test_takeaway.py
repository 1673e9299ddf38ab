"""The summary, with a maker that a test holds back and lets go."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from queue import Queue

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageWriter
from pytestqt.qtbot import QtBot

from app.bridge.kiosk import Kiosk
from app.bridge.pages.takeaway import TakeawayScreen
from app.bridge.window.pictures import HandoutPictures, code_picture
from app.domain.errors import HandoutError
from app.domain.handout.handout_ports import CodeKind, Handout, PhoneCode
from app.domain.handout.summary import Document, Summary
from app.domain.library.library import LibraryInfo, Source
from app.domain.library.review import Review
from tests.bridge.doubles import shown, values


def summary(title: str) -> Summary:
    info = LibraryInfo("A library", "en-GB", 1, sample=False, sample_notice="")
    review = Review(date(2021, 1, 1), date(2024, 1, 1))
    return Summary(title, "", (), Source("r01", "P", "T"), review, info)


def png() -> bytes:
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"PNG")).write(picture)
    return bytes(buffer.data().data())


class HeldMaker:
    """Makes a handout when the test lets it: `answers` are what comes of each order, in turn."""

    def __init__(self) -> None:
        self.answers: Queue[Handout | Exception] = Queue()
        self.ordered: list[tuple[str, bool]] = []
        self.forgotten: Queue[str] = Queue()
        self.codes: tuple[PhoneCode, ...] = ()

    def make(self, document: Document, *, large: bool = False) -> Handout:
        assert isinstance(document, Summary)
        self.ordered.append((document.title, large))
        answer = self.answers.get(timeout=60)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def pictures(
        self, document: Document, *, large: bool = False, pixels_per_inch: int = 72
    ) -> tuple[bytes, ...]:
        return (png(),)

    def phone_codes(self, document: Document) -> tuple[PhoneCode, ...]:
        return self.codes

    def warm(self) -> None:
        self.forgotten.put("warmed")

    def forget(self) -> None:
        self.forgotten.put("forgotten")


@pytest.fixture
def maker() -> HeldMaker:
    return HeldMaker()


@pytest.fixture
def pictures() -> HandoutPictures:
    return HandoutPictures()


@pytest.fixture
def screen(maker: HeldMaker, pictures: HandoutPictures) -> Iterator[TakeawayScreen]:
    screen = TakeawayScreen(lambda: maker, pictures)
    yield screen
    for _ in range(9):
        maker.answers.put(HandoutError())
    screen.close()


def is_empty(pictures: HandoutPictures) -> bool:
    return pictures.requestImage("0/1", QSize(), QSize()).isNull()


def test_a_handout_is_shown_when_it_is_ready(
    screen: TakeawayScreen, maker: HeldMaker, pictures: HandoutPictures, qtbot: QtBot
) -> None:
    screen.show(summary("A page"))
    assert (shown(screen, "title"), shown(screen, "pages")) == ("A page", 0)
    assert is_empty(pictures)
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF", 3))
    assert shown(screen, "pages") == 3
    assert not shown(screen, "failed")
    assert screen.handout == Handout(b"%PDF", 3)
    assert pictures.requestImage("0/1", QSize(), QSize(10, 0)).size() == QSize(10, 5)
    assert pictures.requestImage("0/1", QSize(), QSize()).size() == QSize(20, 10)
    assert pictures.requestImage("1/1", QSize(), QSize()).isNull()


def test_a_late_result_of_an_earlier_order_is_thrown_away(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot
) -> None:
    screen.show(summary("First"))
    screen.show(summary("Second"))
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF first", 1))
    assert (shown(screen, "title"), shown(screen, "pages")) == ("Second", 0)
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF second", 2))
    assert shown(screen, "pages") == 2


def test_a_result_that_comes_when_the_family_has_gone_is_thrown_away(
    screen: TakeawayScreen, maker: HeldMaker, pictures: HandoutPictures, qtbot: QtBot
) -> None:
    screen.show(summary("A page"))
    screen.wipe()
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF", 1))
    assert (shown(screen, "title"), shown(screen, "pages"), screen.handout) == ("", 0, None)
    assert is_empty(pictures)


def test_a_failure_that_comes_late_is_thrown_away_too(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot
) -> None:
    screen.show(summary("A page"))
    screen.wipe()
    with qtbot.waitSignal(screen.made):
        maker.answers.put(HandoutError())
    assert not shown(screen, "failed")


@pytest.mark.parametrize("error", [HandoutError("Of Anna's answers"), OSError("Of Anna's disk")])
def test_a_failure_is_shown_and_logged_without_its_words(
    screen: TakeawayScreen,
    maker: HeldMaker,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    screen.show(summary("Anna"))
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(screen.made):
        maker.answers.put(error)
    assert shown(screen, "failed")
    assert shown(screen, "pages") == 0
    assert "Anna" not in caplog.text
    assert type(error).__name__ in caplog.text


def test_after_a_failure_the_next_order_is_tried(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot
) -> None:
    screen.show(summary("A page"))
    with qtbot.waitSignal(screen.made):
        maker.answers.put(HandoutError())
    screen.set_large(True)
    assert not shown(screen, "failed")
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF", 2))
    assert (shown(screen, "pages"), shown(screen, "large")) == (2, True)


def test_large_print_is_made_once_and_of_something(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot
) -> None:
    screen.set_large(True)
    assert not shown(screen, "large")
    screen.show(summary("A page"))
    screen.set_large(False)
    screen.set_large(True)
    screen.set_large(True)
    for _ in range(2):
        with qtbot.waitSignal(screen.made):
            maker.answers.put(Handout(b"%PDF", 1))
    assert maker.ordered == [("A page", False), ("A page", True)]


def test_each_order_has_a_picture_address_of_its_own(screen: TakeawayScreen) -> None:
    revisions = [shown(screen, "revision")]
    screen.show(summary("A"))
    revisions.append(shown(screen, "revision"))
    screen.set_large(True)
    revisions.append(shown(screen, "revision"))
    screen.wipe()
    revisions.append(shown(screen, "revision"))
    assert len(set(revisions)) == 4


def test_wiping_forgets_every_choice(screen: TakeawayScreen) -> None:
    screen.show(summary("A page"))
    screen.set_large(True)
    screen.wipe()
    names = ("title", "pages", "large", "failed")
    assert [shown(screen, name) for name in names] == ["", 0, False, False]


def test_the_maker_forgets_what_it_made_and_only_then(
    screen: TakeawayScreen, maker: HeldMaker
) -> None:
    screen.forget()
    screen.warm()
    assert maker.forgotten.get(timeout=60) == "warmed"
    screen.show(summary("A page"))
    screen.wipe()
    screen.forget()
    screen.forget()
    maker.answers.put(Handout(b"%PDF", 1))
    assert maker.forgotten.get(timeout=60) == "forgotten"
    screen._pool.waitForDone()
    assert maker.forgotten.empty()


CODES = (
    PhoneCode("mailto:", ("10", "01"), CodeKind.MESSAGE, "what to ask", 1, 3),
    PhoneCode("tel:1", ("1",), CodeKind.CALL, "who to call"),
)


def test_the_codes_come_with_the_handout_and_go_with_it(
    screen: TakeawayScreen, maker: HeldMaker, pictures: HandoutPictures, qtbot: QtBot
) -> None:
    maker.codes = CODES
    screen.show(summary("A page"))
    assert values(shown(screen, "codes"), "content") == []
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF", 1))
    assert values(shown(screen, "codes"), "shows") == ["what to ask", "who to call"]
    assert values(shown(screen, "codes"), "content") == ["mailto:", "tel:1"]
    assert values(shown(screen, "codes"), "kind") == ["message", "call"]
    assert values(shown(screen, "codes"), "questions") == [1, 0]
    assert values(shown(screen, "codes"), "ofQuestions") == [3, 0]
    assert values(shown(screen, "codes"), "squares") == [10, 9]
    assert pictures.requestImage("code-1/1", QSize(), QSize()).size() == QSize(9, 9)
    assert pictures.requestImage("code-2/1", QSize(), QSize()).isNull()
    screen.wipe()
    assert values(shown(screen, "codes"), "content") == []
    assert pictures.requestImage("code-0/1", QSize(), QSize()).isNull()


def test_a_codes_picture_is_its_squares_black_on_white_in_a_light_margin() -> None:
    picture = code_picture(CODES[0])
    colours = {
        (x, y): picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert {at for at, colour in colours.items() if colour == "#000000"} == {(4, 4), (5, 5)}
    assert set(colours.values()) == {"#000000", "#ffffff"}


def test_the_same_handout_is_not_made_again(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot
) -> None:
    screen.show(summary("A page"))
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF", 3))
    screen.show(summary("A page"))
    assert shown(screen, "pages") == 3
    assert len(maker.ordered) == 1


def test_nothing_to_take_away_is_empty_and_makes_nothing(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot
) -> None:
    screen.show(summary("A page"))
    with qtbot.waitSignal(screen.made):
        maker.answers.put(Handout(b"%PDF", 3))
    assert not shown(screen, "empty")
    screen.show(None)
    assert (shown(screen, "empty"), shown(screen, "pages")) == (True, 0)
    assert len(maker.ordered) == 1


def test_pages_are_counted_behind_the_screen_and_only_the_last_count_is_told(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot
) -> None:
    told: list[int] = []
    screen.counted.connect(told.append)
    screen.count(summary("First"))
    screen.count(summary("Second"))
    with qtbot.waitSignal(screen.counted):
        maker.answers.put(Handout(b"%PDF", 4))
        maker.answers.put(Handout(b"%PDF", 4))
    assert told == [4]
    assert not shown(screen, "pages"), "nothing is on show"


def test_a_count_that_fails_is_logged_without_words_and_told_to_nobody(
    screen: TakeawayScreen, maker: HeldMaker, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), qtbot.assertNotEmitted(screen.counted):
        screen.count(summary("Anna"))
        maker.answers.put(HandoutError("Of Anna's answers"))
        assert screen._pool.waitForDone()
    assert "HandoutError" in caplog.text
    assert "Anna" not in caplog.text


def test_a_kiosk_that_is_closed_while_a_handout_is_made_says_nothing(
    maker: HeldMaker, qtbot: QtBot
) -> None:
    screen = TakeawayScreen(lambda: maker, HandoutPictures())
    screen.show(summary("A page"))
    pool = screen._pool
    pool.setParent(None)
    with qtbot.captureExceptions() as raised:
        with qtbot.waitSignal(screen.destroyed):
            screen.deleteLater()
        maker.answers.put(Handout(b"%PDF", 1))
        pool.waitForDone()
    assert raised == []


def test_a_kiosk_makes_the_handout_of_the_page_on_show(kiosk: Kiosk, qtbot: QtBot) -> None:
    takeaway = shown(kiosk, "takeaway")
    kiosk.session.start()
    kiosk.session.go("topic", "t2", 0.0)
    with qtbot.waitSignal(takeaway.made):
        kiosk.session.ask_for_summary(0.0)
    assert (shown(takeaway, "title"), shown(takeaway, "pages")) == ("Topic 2", 1)
    kiosk.session.back()
    assert shown(takeaway, "title") == ""


def test_a_kiosk_makes_the_handout_of_the_outcome_on_show(kiosk: Kiosk, qtbot: QtBot) -> None:
    takeaway, walk = shown(kiosk, "takeaway"), shown(kiosk, "walk")
    kiosk.session.start()
    kiosk.session.go("walkthrough", "w01", 0.0)
    walk.begin()
    walk.answer("c2")
    walk.see_outcome()
    with qtbot.waitSignal(takeaway.made):
        kiosk.session.ask_for_summary(0.0)
    assert shown(takeaway, "title") == "Ask more"
    kiosk.session.back()
    assert shown(walk, "stage") == "outcome"
