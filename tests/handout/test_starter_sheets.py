"""The starter's sheets, all of them: how many pages they take, and how full the last one is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from app import paths
from app.content.reader.library import ContentLibrary
from app.content.updates.trusted_copy import ContentSource
from app.domain.handout.summary import (
    Collection,
    Document,
    Summary,
    collection,
    question_sheet,
    topic_summary,
    walk_summary,
)
from app.domain.library.review import Review
from app.domain.walkthrough.paths import paths as every_path
from app.handout import room
from app.handout.phone import phone_codes
from app.handout.typesetting import Typesetter
from tests.handout.examples import SITE, TODAY
from tests.handout.reading import Reading, squeeze

LEAST = 0.4
SIZES = pytest.mark.parametrize("large", [False, True], ids=["standard", "large"])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContentLibrary]:
    with closing(ContentSource(paths.CONTENT, tmp_path_factory.mktemp("state")).open()) as found:
        yield found


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(SITE, lambda: TODAY)


@pytest.fixture(scope="module")
def topics(library: ContentLibrary) -> tuple[Summary, ...]:
    cards = (card for section in library.sections() for card in library.cards(section.id))
    return tuple(topic_summary(library, library.topic(card.topic_id)) for card in cards)


@pytest.fixture(scope="module")
def outcomes(library: ContentLibrary) -> tuple[Summary, ...]:
    """Each outcome with the most that a path brings to it: questions, notes, words."""
    (card,) = library.walkthroughs()
    walkthrough = library.walkthrough(card.walkthrough_id)
    longest: dict[str, tuple[int, Summary]] = {}
    for position in every_path(walkthrough):
        summary = walk_summary(library, walkthrough, position)
        words = (*summary.questions, *summary.situations, *(a.answer for a in summary.answers))
        length = sum(map(len, words)) + 200 * len(summary.notices)
        if length > longest.get(summary.title, (0, summary))[0]:
            longest[summary.title] = (length, summary)
    return tuple(summary for _, summary in longest.values())


def read(typesetter: Typesetter, document: Document, *, large: bool) -> Reading:
    reading = Reading(typesetter.make(document, large=large).pdf)
    for page in reading.pages:
        assert len("".join(page.marked.values())) > 150, "a page of codes alone"
        assert page.collisions == []
    assert reading.pages[-1].fill >= LEAST, reading.pages[-1].fill
    return reading


@SIZES
def test_a_topic_takes_two_pages_or_three_in_large_print(
    typesetter: Typesetter, topics: tuple[Summary, ...], large: bool
) -> None:
    assert len(topics) == 11
    for topic in topics:
        reading = read(typesetter, topic, large=large)
        assert len(reading.pages) <= (3 if large else 2), topic.title


def test_words_that_lead_to_another_page_on_screen_are_plain_words_on_paper(
    typesetter: Typesetter, topics: tuple[Summary, ...]
) -> None:
    leading = 0
    for topic in topics:
        texts = [b.text for b in topic.blocks if any(run.topic_id for run in b.runs)]
        reading = Reading(typesetter.make(topic).pdf)
        assert all(squeeze(text) in reading.text for text in texts), topic.title
        assert not list(reading.tree.all("Link")), topic.title
        leading += len(texts)
    assert leading >= 8


@SIZES
def test_an_outcome_is_a_page_for_the_consultant_and_the_rest(
    typesetter: Typesetter, outcomes: tuple[Summary, ...], large: bool
) -> None:
    assert len(outcomes) == 7
    for outcome in outcomes:
        reading = read(typesetter, outcome, large=large)
        assert len(reading.pages) <= (3 if large else 2), outcome.title
        first, second = (squeeze("".join(p.marked.values())) for p in reading.pages[:2])
        assert all(squeeze(question) in first for question in outcome.questions), outcome.title
        assert all(squeeze(a.question + a.answer) in first for a in outcome.answers)
        assert squeeze("past its review date") in second


def test_a_long_name_of_whom_to_ask_takes_no_page_more(outcomes: tuple[Summary, ...]) -> None:
    ward = "a nurse at the desk on the ward where your child is being looked after today"
    typesetter = Typesetter(replace(SITE, who_to_ask=ward), lambda: TODAY)
    for outcome in outcomes:
        assert len(read(typesetter, outcome, large=False).pages) == 2, outcome.title


def test_each_answer_is_one_line_of_the_page_for_the_consultant(
    typesetter: Typesetter, library: ContentLibrary
) -> None:
    (card,) = library.walkthroughs()
    walkthrough = library.walkthrough(card.walkthrough_id)
    given: dict[tuple[str, str], Summary] = {}
    for position in every_path(walkthrough):
        summary = walk_summary(library, walkthrough, position)
        given |= {(a.question, a.answer): summary for a in summary.answers}
    assert len(given) == 18
    for (question, answer), summary in given.items():
        first = Reading(typesetter.make(summary).pdf).pages[0]
        assert squeeze(question + answer) in first.lines, answer


def test_whoever_needs_large_letters_has_room_to_write_too(outcomes: tuple[Summary, ...]) -> None:
    few = [summary for summary in outcomes if len(summary.questions) <= 5]
    assert len(few) >= 5
    for summary in few:  # that a page has that room is seen above
        assert room.on_the_page_of_answers(summary, large=True) >= 1, summary.title


def test_words_explained_are_not_parted_between_two_pages(
    typesetter: Typesetter, topics: tuple[Summary, ...]
) -> None:
    for topic in topics:
        pages = Reading(typesetter.make(topic).pdf).pages
        read = [squeeze("".join(page.marked.values())) for page in pages]
        shown = {
            i for i, page in enumerate(read) for t in topic.terms if squeeze(t.meaning) in page
        }
        assert len(shown) <= 1, topic.title


def test_no_code_of_a_walkthrough_says_what_was_answered(library: ContentLibrary) -> None:
    (card,) = library.walkthroughs()
    walkthrough = library.walkthrough(card.walkthrough_id)
    left_out = 0
    for position in every_path(walkthrough):
        summary = walk_summary(library, walkthrough, position)
        assert position.outcome is not None
        for document in (summary, collection(library, [summary], with_questions=True)):
            words, _ = phone_codes(document, SITE, TODAY)
            telling = {a.choice.ask for a in position.answered} - set(position.outcome.questions)
            assert not [ask for ask in telling if ask and ask in words.shows]
            assert words.of_questions == len(summary.questions), "they are counted"
            left_out += len(summary.questions) - words.questions
    assert left_out


@SIZES
def test_whom_to_ask_stands_on_each_sheet_of_a_library_without_contacts(
    typesetter: Typesetter, library: ContentLibrary, topics: tuple[Summary, ...], large: bool
) -> None:
    current = Review(TODAY, date(2099, 1, 1))
    alone = replace(topics[0], contacts=(), review=current)
    blank = replace(question_sheet(library), contacts=())
    pages = collection(library, topics[:2], with_questions=True)
    for document in (alone, replace(pages, contacts=()), blank):
        text = Reading(typesetter.make(document, large=large).pdf).text
        assert text.count(squeeze(f"Here, ask {SITE.who_to_ask}.")) == 1


@SIZES
def test_collections_flow_on_and_say_sources_once(
    typesetter: Typesetter,
    library: ContentLibrary,
    topics: tuple[Summary, ...],
    outcomes: tuple[Summary, ...],
    large: bool,
) -> None:
    apart = sum(typesetter.make(summary, large=large).pages for summary in topics)
    for some in (topics[:2], topics[:3], topics[3:6], topics[:-3:-1], (*topics, outcomes[0])):
        made: Collection = collection(library, some)
        reading = read(typesetter, made, large=large)
        for once in ("www.cancerresearchuk.org", "Telephone 0808", "The source was last reviewed"):
            assert reading.text.count(squeeze(once)) == 1, once
    assert len(reading.pages) < 0.6 * apart


@SIZES
def test_the_blank_sheet_ends_on_a_page_that_is_used(
    typesetter: Typesetter, library: ContentLibrary, large: bool
) -> None:
    assert len(read(typesetter, question_sheet(library), large=large).pages) == 2


@SIZES
def test_a_question_sheet_at_the_end_of_a_collection_begins_a_page_and_says_nothing_twice(
    typesetter: Typesetter, library: ContentLibrary, topics: tuple[Summary, ...], large: bool
) -> None:
    alone = read(typesetter, collection(library, topics[:2]), large=large)
    made = typesetter.make(collection(library, topics[:2], with_questions=True), large=large)
    both = Reading(made.pdf)
    assert len(both.pages) == len(alone.pages) + 2
    assert both.pages[-1].fill >= LEAST
    for once in ("Telephone 0808", "On your phone", "The source was last reviewed"):
        assert both.text.count(squeeze(once)) == 1, once
    assert both.text.endswith(squeeze("Our question What we were told"))
