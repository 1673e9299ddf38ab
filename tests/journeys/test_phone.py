"""The codes for phones, as a camera sees them: decoded from the picture of the screen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QImage

from app.bridge.pages.takeaway import TakeawayScreen
from app.config import Config, HandoutConfig
from app.domain.handout.handout_ports import QUIET
from tests.bridge.doubles import shown, values
from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.handout.test_phone import decoded, opened
from tests.journeys import eyes, screens, walking
from tests.journeys.conftest import Stand
from tests.journeys.test_screens_to_read import cut_lines
from tests.panels import PANELS

TOPIC = "CAR T-cell therapy: who it is for"
LEAST_MM = 0.5
CALL = "tel:08088004040"
needs_zbar = pytest.mark.skipif(
    not shutil.which("zbarimg"), reason="Debian's zbar-tools are not installed"
)


def words_of(kiosk: Driver) -> list[str]:
    """What the codes on show should say."""
    return values(shown(cast("TakeawayScreen", kiosk.kiosk.takeaway), "codes"), "content")


def open_codes(kiosk: Driver) -> None:
    kiosk.tap("My summary")
    screens.wait_for_handout(kiosk)
    kiosk.tap("On my phone")


def read_off(kiosk: Driver, folder: Path) -> set[str]:
    """What a phone reads off the screen."""
    file = folder / "screen.png"
    assert kiosk.picture().save(str(file))
    return decoded(file)


def codes(kiosk: Driver) -> list[QRect]:
    """Where the codes are, all of them in sight."""
    role = QAccessible.Role.Graphic
    return [seen.rect for seen in kiosk.in_sight() if seen.role == role and "Code" in seen.name]


def runs(picture: QImage, code: QRect) -> set[int]:
    """How many pixels lie side by side in one colour, across and down a code."""
    part = picture.copy(code).convertToFormat(QImage.Format.Format_RGB32)
    across = [
        "".join("#" if part.pixel(x, y) & 1 == 0 else "." for x in range(part.width()))
        for y in range(part.height())
    ]
    down = ["".join(column) for column in zip(*across, strict=True)]
    return {len(run) for line in (*across, *down) for run in re.findall("#+|[.]+", line)}


@needs_zbar
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("text", list(screens.SIZES))
def test_one_large_code_at_a_time_can_be_read_off_the_screen_in_every_look(
    stand: Stand, tmp_path: Path, size: tuple[int, int], text: int
) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    kiosk.tap(TOPIC)
    open_codes(kiosk)
    screens.look(kiosk, text, "paper")
    words, call = words_of(kiosk)
    assert call == CALL
    millimetre = eyes.pixels_per_mm(kiosk)
    for theme in screens.THEMES:
        kiosk.kiosk.session.set_theme(theme)
        for choice, wanted in (("Call someone", call), ("Send yourself the questions", words)):
            kiosk.tap(choice)
            assert kiosk.control(choice).checked
            while not codes(kiosk):
                kiosk.tap("Page down")
            assert read_off(kiosk, tmp_path) == {wanted}, theme
            picture = kiosk.picture()
            [code] = codes(kiosk)
            inks = eyes.inks(picture, code.toRectF())
            assert {inks.ground & 0xFFFFFF, inks.ink & 0xFFFFFF} == {0, 0xFFFFFF}, theme
            square = min(runs(picture, code))
            assert square / millimetre >= LEAST_MM
            assert {run % square for run in runs(picture, code)} == {0}, "squares are uneven"
            edge = QRect(code.left(), code.top(), code.width(), QUIET * square)
            assert set(eyes.colours(picture, edge.toRectF())) == {0xFFFFFFFF}
            while kiosk.has("Page up"):
                kiosk.tap("Page up")


@pytest.mark.parametrize("panel", ["24", "17-upright", "55"])
def test_the_code_stands_on_the_first_screen_in_the_largest_letters(
    stand: Stand, panel: str
) -> None:
    kiosk = stand(panel=PANELS[panel])
    kiosk.start()
    kiosk.tap(TOPIC)
    screens.look(kiosk, max(screens.SIZES), "paper")
    open_codes(kiosk)
    page = kiosk.page_view()
    assert not kiosk.has("Page up")
    [code] = codes(kiosk)
    assert page.contains(code)
    kiosk.tap("Call someone")
    [code] = codes(kiosk)
    assert page.contains(code)


@pytest.mark.parametrize("per_cent", screens.SIZES)
def test_beside_a_code_that_is_not_seen_whole_no_line_is_cut(stand: Stand, per_cent: int) -> None:
    kiosk = stand(panel=PANELS["55"])
    kiosk.start()
    kiosk.tap(TOPIC)
    screens.look(kiosk, per_cent, "paper")
    open_codes(kiosk)
    assert cut_lines(kiosk) == []
    while kiosk.has("Page down"):
        kiosk.tap("Page down")
        assert cut_lines(kiosk) == []


def test_the_page_says_honestly_what_a_phone_gets(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(TOPIC)
    open_codes(kiosk)
    words, _ = words_of(kiosk)
    assert kiosk.control("Send yourself the questions").checked
    shows = opened(words)
    assert kiosk.sees(f"Code for a phone's camera. It opens a message with these words: {shows}")
    assert kiosk.sees("Your phone opens a message to send to yourself.")
    assert kiosk.sees("It has who to call, and all the questions.")
    questions = [line for line in shows.splitlines() if line[:1].isdigit()]
    assert len(questions) == 2
    assert kiosk.sees("Your phone needs no internet")
    assert kiosk.sees("This screen sends nothing anywhere.")
    kiosk.tap("Call someone")
    assert kiosk.sees("Your phone offers to call Cancer Research UK nurses: 0808 800 4040")
    assert not kiosk.sees("these words")
    assert not kiosk.sees("search the web")


@needs_zbar
def test_a_question_sheet_has_one_code_that_calls(kiosk: Driver, tmp_path: Path) -> None:
    kiosk.start()
    kiosk.tap("My summary")
    kiosk.tap("Blank question sheet")
    screens.wait_for_handout(kiosk)
    kiosk.tap("On my phone")
    assert words_of(kiosk) == [CALL]
    assert read_off(kiosk, tmp_path) == {CALL}
    assert kiosk.sees("Point your phone's camera at the code.")
    assert kiosk.sees("Your phone offers to call Cancer Research UK nurses: 0808 800 4040")
    assert not kiosk.has("Send yourself the questions")
    assert not kiosk.has("Send yourself who to call")


@needs_zbar
def test_a_walkthroughs_code_on_the_screen_holds_no_answer(kiosk: Driver, tmp_path: Path) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *screens.ANSWERS)
    kiosk.tap("See what you could ask")
    open_codes(kiosk)
    [text] = read_off(kiosk, tmp_path)
    read = opened(text)
    assert "Questions to ask:" in read
    assert [answer for answer in screens.ANSWERS if answer in read] == []
    assert kiosk.sees("Your answers are not in it.")


@needs_zbar
def test_with_a_public_address_the_code_is_a_link_and_says_so(stand: Stand, tmp_path: Path) -> None:
    address = "https://www.example.org/leaflets"
    kiosk = stand(config=Config(handout=HandoutConfig(public_address=address)))
    kiosk.start()
    kiosk.tap(TOPIC)
    open_codes(kiosk)
    assert kiosk.control("Open this page").checked
    assert read_off(kiosk, tmp_path) == {f"{address}/t06"}
    assert kiosk.sees(f"Code for a phone's camera. It opens {address}/t06")
    assert kiosk.sees("Your phone opens this page. It needs the internet.")
    assert not kiosk.sees("no internet")
    kiosk.tap("Call someone")
    assert read_off(kiosk, tmp_path) == {CALL}


@needs_zbar
def test_codes_are_gone_with_the_family(kiosk: Driver, tmp_path: Path) -> None:
    kiosk.start()
    kiosk.tap(TOPIC)
    open_codes(kiosk)
    while not kiosk.sees("Are you still here?"):
        kiosk.wait_seconds(10)
    assert read_off(kiosk, tmp_path) == set(), "nor while the question stands"
    kiosk.wait_seconds(31)
    assert words_of(kiosk) == []
    assert kiosk.has("Touch anywhere to start")
