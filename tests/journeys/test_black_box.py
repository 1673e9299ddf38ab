"""The program as a black box: a real window, a screen reader in another process, X events."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.session.touch import NEW_PAGE_SECONDS
from bench.screen import SIZE, Screen
from tests.journeys.real_kiosk import RealKiosk, missing, real_kiosk, wait_until

pytestmark = pytest.mark.skipif(
    bool(lacking := missing()), reason=f"not installed from Debian: {lacking}"
)

TOPIC = "What treatments are there?"
WALKTHROUGH = "Prepare to talk about CAR T-cell therapy"
ANSWERS = ("Wales", "Yes, B cell ALL", "25 or under", "It has come back twice or more")
OUTCOME = "Ask about CAR T-cell therapy"
PLACE = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height", "Border width")
ACCENT = 0x0F4C5C
KNOWN_TO_QT = (
    "The staff PIN is the one it came with",
    "The kiosk starts: first",
    "AtSpiAdaptor::applicationInterface",
    "Could not find accessible on path",  # a screen reader asks for what has just left the screen
)


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[RealKiosk]:
    """A kiosk that was just switched on, and what it logged looked at in the end."""
    with real_kiosk(tmp_path) as standing:
        yield standing
        assert standing.program.poll() is None, standing.log.read_text()
    lines = standing.log.read_text().splitlines()
    assert [line for line in lines if not any(known in line for known in KNOWN_TO_QT)] == []


def assert_on_title(kiosk: RealKiosk, words: str) -> None:
    """The window is called by the page's title, which is a heading that the reader stands on."""
    frame, title = kiosk.hears(words)
    assert frame.role == "frame"
    assert (title.role, title.about, title.focused) == ("heading", "level 1", True)
    assert (frame.locale, title.locale) == ("en_GB", "en_GB")


def test_a_family_that_uses_a_screen_reader(kiosk: RealKiosk) -> None:
    [start] = kiosk.hears("Touch anywhere to start")
    assert start.role == "push button"
    kiosk.press("Touch anywhere to start")
    assert_on_title(kiosk, "What would you like to know?")
    home = kiosk.tree()
    assert [heard for heard in home if heard.role == "push button" and not heard.name] == []
    roles = {heard.name: heard.role for heard in home}
    assert roles[TOPIC] == roles[WALKTHROUGH] == roles["I've finished"] == "push button"

    kiosk.press(TOPIC)
    kiosk.hears("Past its review date")
    page = kiosk.tree()
    assert {"frame", "heading", "paragraph", "list item"} <= {heard.role for heard in page}
    assert_on_title(kiosk, TOPIC)
    assert any("has not yet approved" in heard.name for heard in page)
    kiosk.press("What does “Chemotherapy” mean?")
    kiosk.press("Close the explanation")
    for words, position in (("Chemotherapy.", "1 of 5"), ("Few children have it.", "5 of 5")):
        [item] = [heard for heard in kiosk.finds(words) if heard.role == "list item"]
        assert item.position == position
    [heading] = kiosk.finds("Which one is for my child?")
    assert (heading.role, heading.about) == ("heading", "level 2")
    last = "The source was last reviewed on 4 November 2021."
    kiosk.finds(f"{last} Its next review was due on 4 November 2024.")
    kiosk.press("Where it comes from")
    [source] = kiosk.finds("The facts come from:")
    assert "Cancer Research UK" in source.name
    kiosk.press("Home")

    kiosk.press(WALKTHROUGH)
    kiosk.press("Start the questions")
    for number, answer in enumerate(ANSWERS, start=1):
        kiosk.hears(f"Question {number} of about")
        [choice] = [heard for heard in kiosk.hears(answer) if heard.name == answer]
        assert (choice.role, choice.checked) == ("radio button", False)
        kiosk.press(answer)
    kiosk.hears("Your answers")
    kiosk.finds("See what you could ask")
    kiosk.press("See what you could ask")
    kiosk.hears(OUTCOME)
    kiosk.finds("If you live in Scotland, Wales or Northern Ireland")
    kiosk.press("My summary")
    [pages] = kiosk.hears("of paper")
    assert re.search(r", on (1 sheet|[2-9] sheets) of paper\.$", pages.name)
    [sheet] = kiosk.finds("Page 1 of")
    assert sheet.role in ("image", "graphic")

    kiosk.press("I've finished")
    kiosk.press("Yes, clear the screen")
    kiosk.hears("Touch anywhere to start")
    left = " ".join(f"{heard.name} {heard.about}" for heard in kiosk.tree())
    assert [words for words in (*ANSWERS, OUTCOME, TOPIC, "of paper") if words in left] == []


def test_a_screen_reader_is_told_how_a_print_goes(kiosk: RealKiosk) -> None:
    kiosk.press("Touch anywhere to start")
    kiosk.press(TOPIC)
    kiosk.press("My summary")
    kiosk.hears("of paper")
    with kiosk.listening() as heard:
        kiosk.press("Print it")
        assert heard().startswith("Getting it ready to print")
        assert heard().startswith("The printer has been stopped. Please ask a member of staff")
    [alarm] = kiosk.hears("The printer has been stopped.")
    assert alarm.role in ("alert", "notification")
    kiosk.press("I've finished")
    kiosk.press("Yes, clear the screen")
    kiosk.hears("Touch anywhere to start")


def test_it_fills_the_screen_and_takes_real_clicks(kiosk: RealKiosk) -> None:
    window = kiosk.window()
    width, height = SIZE

    def rect() -> bool:
        where = kiosk.tool("xwininfo", "-id", window)
        found = dict(
            re.findall(r"(Absolute upper-left [XY]|Width|Height|Border width):\s+(\d+)", where)
        )
        return [int(n) for n in found.values()] == [0, 0, width, height, 0]

    wait_until(rect, "a window as large as the screen")
    hints = kiosk.tool("xprop", "-id", window, "_MOTIF_WM_HINTS")
    # Flags, functions, decorations: the third says that there is no frame.
    assert re.search(r"= 0x2, 0x\d+, 0x0,", hints), hints

    screen = Screen(kiosk.environment["DISPLAY"])
    try:
        kiosk.hears("Touch anywhere to start")
        click(kiosk, width // 2, height // 4)
        kiosk.hears("What would you like to know?")
        # The first card that stands out: its lower edge, which has no words.
        card = (width // 24, height * 31 // 100)
        wait_until(lambda: screen.colour(card) == ACCENT, "a card in the accent's colour")
        click(kiosk, *card)
        kiosk.hears("Before the talk")
        # "Home", in the corner at the foot of the screen.
        click(kiosk, width // 16, height * 93 // 100)
        kiosk.hears("What would you like to know?")
        wait_until(lambda: screen.colour(card) == ACCENT, "the card again")
    finally:
        screen.close()


DOUBLE_TAP_MS = ["40", "150", "350"]
"""From the quickest double tap to a slow one."""


@pytest.mark.parametrize("apart", DOUBLE_TAP_MS)
def test_a_real_double_tap_answers_one_question(kiosk: RealKiosk, apart: str) -> None:
    """Clicks of the X server, at its own times, on every question of the walkthrough."""
    kiosk.press("Touch anywhere to start")
    kiosk.press(WALKTHROUGH)
    kiosk.press("Start the questions")
    for number, answer in enumerate(ANSWERS, start=1):
        kiosk.hears(f"Question {number} of about")
        [choice] = [heard for heard in kiosk.hears(answer) if heard.name == answer]
        look_at_the_page()
        x, y = map(str, choice.middle)
        kiosk.tool("xdotool", "mousemove", x, y, "click", "--repeat", "2", "--delay", apart, "1")
        kiosk.hears("Your answers" if number == len(ANSWERS) else f"Question {number + 1} of about")
    look_at_the_page()
    for answer in ANSWERS:
        kiosk.finds(answer)
    assert not [heard for heard in kiosk.tree() if heard.name == OUTCOME]


def test_a_screen_reader_says_the_question_before_the_end(kiosk: RealKiosk) -> None:
    kiosk.press("Touch anywhere to start")
    kiosk.hears("What would you like to know?")
    with kiosk.listening() as heard:
        kiosk.press("I've finished")
        said = heard()
    assert said.startswith("Have you finished? This clears the screen.")
    assert "20" in said
    [dialog] = [seen for seen in kiosk.tree() if seen.role == "dialog"]
    assert dialog.name == "Have you finished?"
    kiosk.press("No, go back")
    kiosk.hears("What would you like to know?")


def look_at_the_page() -> None:
    """As long as a new page takes no tap and no key that presses."""
    time.sleep(NEW_PAGE_SECONDS + 0.1)


def click(kiosk: RealKiosk, x: int, y: int) -> None:
    """A click by X test events."""
    look_at_the_page()
    kiosk.tool("xdotool", "mousemove", str(x), str(y), "click", "1")


def ask_to_close(kiosk: RealKiosk, window: str) -> None:
    """What a window manager sends when somebody closes a window."""
    screen = Screen(kiosk.environment["DISPLAY"])
    try:
        screen.ask_to_close(int(window))
    finally:
        screen.close()


def test_asking_to_close_closes_a_window_for_development(tmp_path: Path) -> None:
    """So that the next test is known to ask in the right way."""
    with real_kiosk(tmp_path, "--windowed") as standing:
        standing.hears("Touch anywhere to start")
        ask_to_close(standing, standing.window())
        assert standing.program.wait(20) == 0


def test_nobody_closes_it_from_outside(kiosk: RealKiosk) -> None:
    kiosk.press("Touch anywhere to start")
    kiosk.hears("What would you like to know?")
    window = kiosk.window()
    kiosk.tool("xdotool", "windowfocus", "--sync", window)
    for keys in ("alt+F4", "ctrl+q", "ctrl+w", "Escape", "F11", "super", "alt+Tab", "ctrl+alt+t"):
        kiosk.tool("xdotool", "key", keys)
    ask_to_close(kiosk, window)
    assert "WM_DELETE_WINDOW" in kiosk.tool("xprop", "-id", window, "WM_PROTOCOLS")
    # What comes after those is done after them.
    look_at_the_page()
    kiosk.tool("xdotool", "key", "Tab", "Return")
    kiosk.hears("Before the talk")
    assert kiosk.window() == window
    with pytest.raises(subprocess.TimeoutExpired):
        kiosk.program.wait(0.2)
