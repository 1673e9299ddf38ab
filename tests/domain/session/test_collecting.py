"""From what a family put together to what they take away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.handout.summary import Collection, QuestionSheet, Summary, topic_summary
from app.domain.session.collecting import collected, document, title_of
from app.domain.session.session import (
    COLLECTION,
    ONLY_THIS,
    QUESTIONS,
    Collected,
    Screen,
    Session,
    ask_for_summary,
    collect,
    go,
    show_instead,
    start,
    with_walk,
)
from app.domain.walkthrough.walk import Walk
from tests.bridge.doubles import MemoryLibrary

LIBRARY = MemoryLibrary(3)
ONE, TWO = Collected(Screen.TOPIC, "t1"), Collected(Screen.TOPIC, "t2")
TALK = Collected(Screen.WALKTHROUGH, "w01")
ANSWERED = Walk((("q1", "c2"),), begun=True, seen=True)
HALF = Walk((("q1", "c1"),), "q2", begun=True)


def titles(session: Session) -> list[str]:
    made = collected(LIBRARY, session)
    return [summary.title for summary in made.summaries] if made else []


def test_a_collection_has_the_familys_order_and_a_walkthroughs_outcome_among_it() -> None:
    session = with_walk(start(Session()), "w01", ANSWERED)
    for page in (TWO, TALK, ONE):
        session = collect(session, page)
    assert titles(session) == ["Topic 2", "Ask more", "Topic 1"]
    assert [title_of(LIBRARY, session, page) for page in session.collected] == [
        ("Topic 2", True),
        ("Ask more", True),
        ("Topic 1", True),
    ]


def test_an_outcome_follows_the_answers_and_waits_while_one_is_missing() -> None:
    session = collect(with_walk(start(Session()), "w01", ANSWERED), TALK)
    halfway = with_walk(session, "w01", HALF)
    assert collected(LIBRARY, halfway) is None
    assert title_of(LIBRARY, halfway, TALK) == ("A talk", False)
    other = with_walk(session, "w01", Walk((("q1", "c3"), ("q2", "c4")), begun=True))
    assert titles(other) == ["Ask"]


def test_nothing_put_together_is_nothing_to_print() -> None:
    assert collected(LIBRARY, start(Session())) is None
    empty = show_instead(ask_for_summary(start(Session())), COLLECTION)
    assert document(LIBRARY, empty) is None


def test_from_the_home_screen_there_is_a_question_sheet_to_print() -> None:
    assert isinstance(document(LIBRARY, ask_for_summary(start(Session()))), QuestionSheet)


def test_a_question_sheet_goes_out_with_the_pages() -> None:
    session = collect(start(Session()), ONE)
    one = collected(LIBRARY, session)
    both = collected(LIBRARY, replace(session, with_questions=True))
    assert one
    assert both
    assert one.blank is None
    assert both.blank is not None
    assert both.summaries == one.summaries


@pytest.mark.parametrize(
    ("of", "kind"), [(ONLY_THIS, Summary), (COLLECTION, Collection), (QUESTIONS, QuestionSheet)]
)
def test_a_summary_is_of_what_was_chosen(of: str, kind: type) -> None:
    session = collect(go(start(Session()), Screen.TOPIC, "t2"), ONE)
    made = document(LIBRARY, show_instead(ask_for_summary(session), of))
    assert type(made) is kind
    if isinstance(made, Summary):
        assert made == topic_summary(LIBRARY, LIBRARY.topic("t2"))
    assert made is not None


def test_where_no_page_is_at_hand_there_is_none_to_print() -> None:
    session = show_instead(ask_for_summary(start(Session())), ONLY_THIS)
    assert document(LIBRARY, session) is None
