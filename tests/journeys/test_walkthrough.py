"""In and out of the walkthrough: back, the review, changed answers, and "Not sure" in sight."""

from __future__ import annotations

import pytest

from tests.driver import Driver
from tests.journeys import walking
from tests.journeys.conftest import Stand
from tests.panels import PANELS, Panel

START = "Start the questions"
SEE = "See what you could ask"
LONGEST = ("England", "Yes, B cell ALL", "25 or under", "It has come back twice or more")


def question_texts(kiosk: Driver) -> list[str]:
    """The questions in their order."""
    return [question.text for question in walking.walkthrough_of(kiosk).questions]


def test_the_opening_says_what_it_is_and_is_not(kiosk: Driver) -> None:
    kiosk.start()
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    assert kiosk.sees("It does not say whether your child can have a treatment.")
    assert kiosk.sees("Nothing you answer is kept.")
    assert kiosk.sees("up to four short questions")
    assert kiosk.sees("Past its review date")
    assert kiosk.has(START)


def test_the_opening_is_one_screen(kiosk: Driver) -> None:
    """What it is and where it comes from; it was two, for a line that opens to the source."""
    kiosk.start()
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    assert not kiosk.has("Page down")
    assert {START, "Where it comes from"} <= {seen.name for seen in kiosk.in_sight()}


@pytest.mark.parametrize("size", ["Standard", "Largest"])
@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_the_first_question_is_a_tap_away_on_every_panel(
    stand: Stand, panel: Panel, size: str
) -> None:
    kiosk = stand(panel=panel)
    kiosk.start()
    kiosk.choose("Text size", size)
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    assert START in {seen.name for seen in kiosk.in_sight()}


def test_back_goes_through_every_page_to_the_home_screen(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *LONGEST)
    kiosk.tap(SEE)
    kiosk.tap("Back")
    assert walking.page(kiosk).is_review
    for question, label in zip(reversed(question_texts(kiosk)), reversed(LONGEST), strict=True):
        kiosk.tap("Back")
        page = walking.page(kiosk)
        assert question in page.headings
        assert page.chosen == (label,), "the answer given before is marked"
    kiosk.tap("Back")
    assert kiosk.has(START)
    kiosk.tap("Back")
    assert kiosk.sees("What would you like to know?")


def test_answers_stand_when_one_reads_a_topic_and_comes_back(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *LONGEST[:2])
    kiosk.tap("Home")
    kiosk.tap("What treatments are there?")
    kiosk.tap("Home")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    page = walking.page(kiosk)
    assert question_texts(kiosk)[2] in page.headings
    walking.answer(kiosk, *LONGEST[2:])
    assert tuple(walking.page(kiosk).review.values()) == LONGEST


START_AGAIN = "Start again"


@pytest.mark.parametrize("left_at", range(1, 6))
def test_a_walkthrough_that_was_left_offers_to_start_again(kiosk: Driver, left_at: int) -> None:
    """After each answer, on the review (4) and on the outcome (5)."""
    walking.begin(kiosk)
    walking.answer(kiosk, *LONGEST[:left_at])
    if left_at > len(LONGEST):
        kiosk.tap(SEE)
    assert not kiosk.has(START_AGAIN)
    before = walking.page(kiosk).headings
    kiosk.tap("Home")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    assert walking.page(kiosk).headings == before, "it goes on where it was left"
    kiosk.tap(START_AGAIN)
    page = walking.page(kiosk)
    assert question_texts(kiosk)[0] in page.headings
    assert page.chosen == ()
    assert not kiosk.has(START_AGAIN)
    walking.answer(kiosk, *LONGEST)
    assert tuple(walking.page(kiosk).review.values()) == LONGEST


def test_going_on_takes_the_offer_to_start_again_away(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *LONGEST[:2])
    kiosk.tap("Home")
    kiosk.tap(walking.walkthrough_of(kiosk).title)
    assert kiosk.has(START_AGAIN)
    walking.answer(kiosk, LONGEST[2])
    assert not kiosk.has(START_AGAIN)
    kiosk.tap("Home")
    kiosk.tap("What treatments are there?")
    kiosk.tap("Back")
    assert not kiosk.has(START_AGAIN), "nothing was left in between"


def test_one_that_was_never_begun_offers_nothing(kiosk: Driver) -> None:
    for _ in range(2):
        kiosk.start() if kiosk.has("Touch anywhere to start") else kiosk.tap("Home")
        kiosk.tap(walking.walkthrough_of(kiosk).title)
        assert kiosk.has(START)
        assert not kiosk.has(START_AGAIN)


def test_every_line_of_the_review_can_be_changed(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *LONGEST)
    for question, label in zip(question_texts(kiosk), LONGEST, strict=True):
        kiosk.tap(f"Change: {question}")
        page = walking.page(kiosk)
        assert question in page.headings
        assert page.chosen == (label,)
        kiosk.tap("Not sure")
        review = walking.page(kiosk).review
        assert review[question] == "Not sure"
        assert {q: a for q, a in review.items() if q != question} == {
            q: a for q, a in zip(question_texts(kiosk), LONGEST, strict=True) if q != question
        }, "the other answers still count"
        kiosk.tap(f"Change: {question}")
        kiosk.tap(label)
        assert tuple(walking.page(kiosk).review.values()) == LONGEST


def test_a_changed_answer_drops_those_that_no_longer_count(kiosk: Driver) -> None:
    where, kind, *_ = question_texts(kiosk)
    walking.begin(kiosk)
    walking.answer(kiosk, *LONGEST)
    kiosk.tap(f"Change: {kind}")
    kiosk.tap("No, another type")
    assert walking.page(kiosk).review == {where: LONGEST[0], kind: "No, another type"}
    kiosk.tap(f"Change: {kind}")
    kiosk.tap(LONGEST[1])
    page = walking.page(kiosk)
    assert not page.is_review
    assert page.chosen == (), "an answer that was dropped is asked anew"


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_each_question_stands_whole_on_the_screen_with_not_sure(
    stand: Stand, size: tuple[int, int]
) -> None:
    kiosk = stand(size=size)
    walking.begin(kiosk)
    for question, label in zip(walking.walkthrough_of(kiosk).questions, LONGEST, strict=True):
        in_sight = {seen.name for seen in kiosk.in_sight() if seen.is_control}
        assert {choice.label for choice in question.choices} <= in_sight
        assert "Not sure" in in_sight
        kiosk.tap(label)


def test_not_sure_can_be_said_to_everything(kiosk: Driver) -> None:
    walking.begin(kiosk)
    walking.answer(kiosk, *["Not sure"] * 4)
    kiosk.tap(SEE)
    assert kiosk.sees(walking.NOT_A_VERDICT)
    assert kiosk.has("Print this page")
