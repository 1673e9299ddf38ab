"""A family puts pages together: counted, reordered, taken out, shown as printed, forgotten."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQml import QQmlEngine, QQmlExpression

from app.bridge.pages.takeaway import TakeawayScreen
from app.config import Config, PrintingConfig
from app.handout import wording
from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.journeys import eyes, rulers, screens, test_keyboard, walking
from tests.journeys.conftest import Stand
from tests.panels import PANELS

ONE, TWO, THREE = "It has come back", "Clinical trials", "Get ready for the talk"
FOUR, FIVE = "CAR T-cell therapy: what it is", "CAR T-cell therapy: who it is for"
ADD, IN_IT = "Add to my summary", "In my summary"
SUMMARY, CHOSEN = "My summary", "Pages I chose"
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="Debian's poppler-utils are not installed"
)


def open_summary(kiosk: Driver) -> None:
    kiosk.tap(SUMMARY)
    screens.wait_for_handout(kiosk)


def in_the_list(kiosk: Driver) -> list[str]:
    """The titles of the list, in its order, as they are read out."""
    return [found[1] for name in kiosk.names() if (found := re.fullmatch(r"\d+\. (.+)", name))]


def sheets(kiosk: Driver) -> int:
    """How many pages of paper the handout on show takes."""
    handout = cast("TakeawayScreen", kiosk.kiosk.takeaway).handout
    assert handout is not None
    return handout.pages


def on_the_bar(kiosk: Driver) -> str:
    """What the bar says of how many pages there are."""
    return kiosk.control(SUMMARY).description


def on_paper(kiosk: Driver, folder: Path, titles: list[str]) -> list[str]:
    """The titles in the order in which they stand on lines of their own: pages flow on."""
    handout = cast("TakeawayScreen", kiosk.kiosk.takeaway).handout
    assert handout is not None
    file = folder / "handout.pdf"
    file.write_bytes(handout.pdf)
    command = ["pdftotext", str(file), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line for line in map(str.strip, done.stdout.splitlines()) if line in titles]


@needs_poppler
def test_three_topics_are_put_together_and_printed_in_the_familys_order(
    kiosk: Driver, tmp_path: Path
) -> None:
    kiosk.start()
    for number, title in enumerate((ONE, TWO, THREE), start=1):
        kiosk.tap("Home")
        kiosk.tap(title)
        assert not kiosk.has(IN_IT)
        kiosk.tap(ADD)
        assert kiosk.has(IN_IT)
        assert not kiosk.has(ADD)
        assert on_the_bar(kiosk) == f"{number} page{'s' * (number > 1)} in it"
    open_summary(kiosk)
    assert kiosk.control("Pages I chose: 3").checked
    assert in_the_list(kiosk) == [ONE, TWO, THREE]
    assert on_paper(kiosk, tmp_path, [ONE, TWO, THREE]) == [ONE, TWO, THREE]

    kiosk.tap(f"Move up: {THREE}")
    screens.wait_for_handout(kiosk)
    assert in_the_list(kiosk) == [ONE, THREE, TWO]
    assert not kiosk.has(f"Move up: {ONE}")
    assert not kiosk.has(f"Move down: {TWO}")
    kiosk.tap(f"Move down: {ONE}")
    screens.wait_for_handout(kiosk)
    assert in_the_list(kiosk) == [THREE, ONE, TWO]
    assert on_paper(kiosk, tmp_path, [ONE, TWO, THREE]) == [THREE, ONE, TWO]

    kiosk.tap(f"Take out: {ONE}")
    screens.wait_for_handout(kiosk)
    assert in_the_list(kiosk) == [THREE, TWO]
    assert on_paper(kiosk, tmp_path, [ONE, TWO, THREE]) == [THREE, TWO]
    pages = cast("TakeawayScreen", kiosk.kiosk.takeaway).pages
    assert f"All your pages together, on {pages} sheets of paper." in kiosk.names()
    assert f"Page {pages} of {pages}" in kiosk.names()
    kiosk.tap("Back")
    assert on_the_bar(kiosk) == "2 pages in it"


def test_adding_moves_nothing_that_is_under_a_finger(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(ONE)
    before = {seen.name: seen.rect.top() for seen in kiosk.everything()}
    kiosk.tap(ADD)
    screens.wait_for_count(kiosk)
    after = {seen.name: seen.rect.top() for seen in kiosk.everything()}
    assert {name: top for name, top in before.items() if after.get(name, top) != top} == {}


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("text", list(screens.SIZES))
def test_a_page_is_painted_with_room_for_the_button_that_comes_after(
    stand: Stand, size: tuple[int, int], text: int
) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    screens.look(kiosk, text, "paper")
    kiosk.tap(ONE)
    [button] = [
        item for item in eyes.of_kind(kiosk, "QQuickAbstractButton") if item.property("text") == ADD
    ]
    kept = QQmlExpression(QQmlEngine.contextForObject(button), button, "Theme.addHeight").evaluate()
    is_as_kept = button.height() == (kept[0] if isinstance(kept, tuple) else kept)
    assert is_as_kept or kiosk.control(ADD).rect.top() > kiosk.page_view().bottom()


def test_a_page_is_taken_out_where_it_was_put_in(kiosk: Driver) -> None:
    kiosk.start()
    screens.collect(kiosk, ONE)
    kiosk.tap(IN_IT)
    assert kiosk.has(ADD)
    assert on_the_bar(kiosk) == ""


def test_with_nothing_in_it_the_summary_is_of_the_page_one_reads(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(ONE)
    open_summary(kiosk)
    assert kiosk.control("Only this page").checked
    assert kiosk.sees(f"“{ONE}”, on ")
    kiosk.tap(CHOSEN)
    assert kiosk.sees("My summary is empty. Open a page that helps you")
    assert not kiosk.has("Print it")
    kiosk.tap("Add the page you were reading")
    screens.wait_for_handout(kiosk)
    assert in_the_list(kiosk) == [ONE]
    assert kiosk.has("Print it")
    kiosk.tap("Back")
    assert kiosk.has(IN_IT)


def test_the_home_screen_leads_to_a_blank_question_sheet(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(SUMMARY)
    assert not kiosk.has("Only this page")
    assert kiosk.control("Blank question sheet").checked, "there is something to print at once"
    screens.wait_for_handout(kiosk)
    assert kiosk.sees("Room to write your own questions, on 2 sheets of paper.")
    assert kiosk.sees("Page 2 of 2")
    assert kiosk.has("Print it")
    kiosk.tap("Back")
    assert kiosk.sees("What would you like to know?")


def test_what_to_ask_goes_into_the_summary_and_follows_the_answers(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *screens.ANSWERS)
    kiosk.tap("See what you could ask")
    outcome = walking.page(kiosk).headings[0]
    kiosk.tap(ADD)
    screens.collect(kiosk, ONE)
    open_summary(kiosk)
    assert in_the_list(kiosk) == [outcome, ONE]
    kiosk.tap("Home")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    kiosk.tap("Back")
    kiosk.tap([name for name in kiosk.names() if name.startswith("Change: ")][-1])
    kiosk.tap("None of these")
    kiosk.tap("See what you could ask")
    other = walking.page(kiosk).headings[0]
    assert other != outcome
    assert kiosk.has(IN_IT)
    open_summary(kiosk)
    assert in_the_list(kiosk) == [other, ONE]


def test_a_summary_that_grows_too_long_says_so_before_it_is_printed(stand: Stand) -> None:
    kiosk = stand(config=Config(printing=PrintingConfig(pages_a_job=5)))
    kiosk.start()
    screens.collect(kiosk, TWO)
    assert not kiosk.sees("My summary is")
    screens.collect(kiosk, ONE)
    assert kiosk.sees("My summary is nearly full. It takes ")
    for title in (THREE, FOUR, FIVE):
        screens.collect(kiosk, title)
    assert kiosk.sees("My summary is too long to print. It takes ")
    open_summary(kiosk)
    assert kiosk.sees("this screen prints up to 5 at once. Please take a page out.")
    kiosk.tap(f"Take out: {FIVE}")
    screens.wait_for_handout(kiosk)
    assert kiosk.sees("My summary is nearly full.")
    kiosk.tap("Only this page")
    screens.wait_for_handout(kiosk)
    assert not kiosk.sees("My summary is ")


def test_all_of_it_by_keyboard_alone(kiosk: Driver) -> None:
    press, key = test_keyboard.press, Qt.Key
    kiosk.key(key.Key_Return)
    for title in (ONE, TWO, THREE):
        press(kiosk, title)
        press(kiosk, ADD)
        press(kiosk, "Home")
    press(kiosk, SUMMARY)
    screens.wait_for_handout(kiosk)
    press(kiosk, f"Move down: {ONE}")
    screens.wait_for_handout(kiosk)
    assert test_keyboard.named(kiosk) == f"Move down: {ONE}", "the keyboard goes with the page"
    test_keyboard.assert_seen(kiosk)
    kiosk.key(key.Key_Return)
    screens.wait_for_handout(kiosk)
    assert in_the_list(kiosk) == [TWO, THREE, ONE]
    press(kiosk, f"Take out: {THREE}")
    screens.wait_for_handout(kiosk)
    assert in_the_list(kiosk) == [TWO, ONE]
    test_keyboard.round_trip(kiosk, key.Key_Tab)
    press(kiosk, "Large print")
    screens.wait_for_handout(kiosk)
    assert kiosk.control("Large print").checked
    press(kiosk, "On my phone")
    assert kiosk.sees("Code for a phone's camera.")
    press(kiosk, "Back")
    assert kiosk.control("Large print").checked, "nothing was made again"


@pytest.mark.parametrize("how", ["idle", "finish"])
def test_the_next_family_finds_nothing(kiosk: Driver, how: str) -> None:
    kiosk.start()
    screens.collect(kiosk, ONE, TWO)
    open_summary(kiosk)
    if how == "idle":
        kiosk.wait_seconds(300)
    else:
        kiosk.tap("I've finished")
        kiosk.tap("Yes, clear the screen")
    kiosk.start()
    assert on_the_bar(kiosk) == ""
    kiosk.tap(ONE)
    assert kiosk.has(ADD)
    kiosk.tap("Home")
    kiosk.tap(SUMMARY)
    kiosk.tap(CHOSEN)
    assert kiosk.sees("My summary is empty.")
    assert in_the_list(kiosk) == []


@pytest.mark.parametrize(("size", "text"), [(LANDSCAPE, 125), (LANDSCAPE, 200), (PORTRAIT, 200)])
def test_a_full_list_is_whole(stand: Stand, size: tuple[int, int], text: int) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    screens.look(kiosk, text, "paper")
    screens.collect(kiosk, *screens.topic_titles(kiosk))
    assert rulers.broken(kiosk) == []
    open_summary(kiosk)
    assert len(in_the_list(kiosk)) == len(screens.topic_titles(kiosk))
    assert rulers.broken(kiosk) == []


@needs_poppler
def test_pages_and_a_question_sheet_go_out_as_one_print(kiosk: Driver, tmp_path: Path) -> None:
    kiosk.start()
    screens.collect(kiosk, ONE, TWO)
    open_summary(kiosk)
    alone = sheets(kiosk)
    kiosk.tap("Add a blank question sheet")
    screens.wait_for_handout(kiosk)
    assert kiosk.has("With a blank question sheet")
    assert sheets(kiosk) == alone + 2
    library = kiosk.kiosk.reloader.library
    assert library is not None
    titles = [ONE, TWO, wording.blank_title(library.info())]
    assert on_paper(kiosk, tmp_path, titles) == titles
    kiosk.tap("With a blank question sheet")
    screens.wait_for_handout(kiosk)
    assert sheets(kiosk) == alone


def test_choices_stand_on_the_left_and_the_whole_sheet_on_the_right(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(ONE)
    open_summary(kiosk)
    [sheet] = [seen for seen in kiosk.in_sight() if seen.name.startswith("Page 1 of ")]
    for name in ("Only this page", CHOSEN, "Blank question sheet", "Standard print"):
        assert kiosk.control(name).rect.right() < sheet.rect.left(), name
    assert sheet.rect.height() > sheet.rect.width() * 1.4, "the whole of an A4 sheet"


@pytest.mark.parametrize("name", ["24", "21.5", "32-upright", "22-upright"])
def test_both_sizes_of_print_are_on_the_first_screen_side_by_side(stand: Stand, name: str) -> None:
    kiosk = stand(panel=PANELS[name])
    kiosk.start()
    kiosk.tap(ONE)
    open_summary(kiosk)
    standard, large = (kiosk.control(f"{size} print").rect for size in ("Standard", "Large"))
    assert standard.top() == large.top()
    assert kiosk.page_view().contains(standard.united(large))
    assert rulers.clipped(kiosk) == []


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("text", list(screens.SIZES))
def test_print_it_is_always_in_sight(stand: Stand, size: tuple[int, int], text: int) -> None:
    kiosk = stand(size=size)
    kiosk.start()
    screens.look(kiosk, text, "paper")
    screens.collect(kiosk, ONE, TWO, THREE)
    open_summary(kiosk)
    while True:
        assert {"Print it", "On my phone"} <= {seen.name for seen in kiosk.in_sight()}
        if not kiosk.has("Page down"):
            break
        kiosk.tap("Page down")
    assert rulers.broken(kiosk) == []
