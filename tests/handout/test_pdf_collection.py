"""The PDF of several pages that a family collected, and room to write."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from app.handout.typesetting import Typesetter
from tests.handout.examples import (
    COLLECTED,
    CURRENT,
    QUESTIONS,
    SITE,
    TODAY,
    TOPIC,
    WALK,
)
from tests.handout.reading import Reading, comes_in_order, squeeze


@pytest.fixture(scope="module")
def collected(typesetter: Typesetter) -> Reading:
    return Reading(typesetter.make(COLLECTED).pdf)


def first_pages(reading: Reading) -> list[int]:
    """The pages, counted from 1, on which the collected pages begin."""
    words = ["", *(squeeze("".join(page.marked.values())) for page in reading.pages[1:])]
    return [
        next(number for number, said in enumerate(words, start=1) if squeeze(summary.title) in said)
        for summary in COLLECTED.summaries
    ]


def test_a_collection_says_what_is_in_it_and_where(collected: Reading) -> None:
    lines = [
        f"{summary.title}. Page {page}"
        for summary, page in zip(COLLECTED.summaries, first_pages(collected), strict=True)
    ]
    comes_in_order(squeeze("".join(collected.pages[0].marked.values())), lines)
    assert len(list(collected.tree.all("Link"))) == len(COLLECTED.summaries)


def test_a_collection_keeps_its_order_and_says_shared_things_once(collected: Reading) -> None:
    order = [
        "What is in here",
        "Who to talk to",
        COLLECTED.summaries[0].lead,
        COLLECTED.summaries[1].questions[0],
        COLLECTED.summaries[2].title,
        "Words explained",
        "Where this comes from",
        "On your phone",
    ]
    comes_in_order(collected.text, order)
    for once in (
        *("Who to talk to", "Words explained", "Telephone 0808 800 4040 Mon", "donor Somebody"),
        *("Where this comes from", "www.cancerresearchuk.org", "The EBMT Handbook"),
        "The source was last reviewed on 4 November 2021.",
    ):
        assert collected.text.count(squeeze(once)) == 1, once


def test_each_page_of_a_collection_carries_its_own_dates(collected: Reading) -> None:
    starts = [*first_pages(collected), len(collected.pages) + 1]
    assert starts == sorted(set(starts))
    for summary, (start, end) in zip(COLLECTED.summaries, pairwise(starts), strict=True):
        is_current = summary.review == CURRENT.review
        for page in collected.pages[start - 1 : end - 1]:
            foot = squeeze(page.artifacts)
            assert ("lastreviewed1January2026," in foot) is is_current
            assert ("lastreviewed4November2021," in foot) is not is_current
            assert ("Pastitsreviewdate." in foot) is not is_current
    assert "Someofthesepagesarepasttheirreviewdate." in squeeze(collected.pages[0].artifacts)


def test_pages_with_the_same_source_and_dates_flow_on(typesetter: Typesetter) -> None:
    alike = tuple(
        replace(TOPIC, title=f"Page {letter}", blocks=TOPIC.blocks[:3], topic_id=letter)
        for letter in "ABCD"
    )
    reading = Reading(typesetter.make(replace(COLLECTED, summaries=alike)).pdf)
    pages = [squeeze("".join(page.marked.values())) for page in reading.pages]
    starts = [next(n for n, p in enumerate(pages) if f"Page{x}CAR" in p) for x in "ABCD"]
    assert starts == sorted(starts)
    assert len(set(starts)) < len(starts), "two begin on one page"
    assert reading.text.count(squeeze("This information is past its review date.")) == 1
    assert all("lastreviewed4November2021" in squeeze(p.artifacts) for p in reading.pages)


def test_a_collection_of_pages_in_date_speaks_of_no_other() -> None:
    current = replace(COLLECTED, summaries=(CURRENT, CURRENT), library=CURRENT.library)
    reading = Reading(Typesetter(SITE, lambda: TODAY).make(current).pdf)
    assert "past" not in reading.text.lower() + reading.pages[0].artifacts.lower()


def test_no_title_of_a_collected_page_is_in_the_metadata(collected: Reading) -> None:
    assert collected.file.docinfo.Title == "Information to take home"
    assert not [s.title for s in COLLECTED.summaries if s.title in collected.xmp]


def test_each_question_has_a_box_to_tick_that_is_no_word(typesetter: Typesetter) -> None:
    for document in (WALK, TOPIC):
        reading = Reading(typesetter.make(document).pdf)
        comes_in_order(reading.text, list(document.questions))
        page = next(p for p in reading.pages if "Questions" in "".join(p.marked.values()))
        assert "artifact" in page.drawn


def test_a_blank_sheet_has_room_for_eight_questions_on_one_sheet_of_paper(
    typesetter: Typesetter,
) -> None:
    handout = typesetter.make(QUESTIONS)
    text = Reading(handout.pdf).text
    assert handout.pages == 2
    assert text.count("Ourquestion") == text.count("Whatweweretold") == 8
    comes_in_order(text, ["8. Our question", "Who to talk to", "Telephone 0808 800 4040"])
