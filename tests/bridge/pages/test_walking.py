"""A walkthrough's pages, and a topic's, as QML lays them out."""

from __future__ import annotations

from typing import Any

import pytest

from app.bridge.kiosk import Kiosk
from tests.bridge.doubles import DAMAGED, MemoryLibrary, shown, values


@pytest.fixture
def walk(kiosk: Kiosk) -> Any:
    kiosk.session.start()
    kiosk.session.go("walkthrough", "w01", 0.0)
    return shown(kiosk, "walk")


def test_the_opening_page(walk: Any) -> None:
    assert walk.stage == "opening"
    assert walk.title == "A talk"
    assert values(walk.blocks, "text") == ["opening with word"]
    assert values(walk.choices, "label") == []
    assert walk.mostQuestions == 2
    assert walk.word_count == 3
    assert walk.meaning("g1") == "It means a word."


def test_a_question(walk: Any) -> None:
    walk.begin()
    assert (walk.stage, walk.step) == ("question", 1)
    assert (walk.question, walk.why) == ("First?", "Because of one.")
    assert values(walk.choices, "label") == ["Yes", "No", "Not sure"]
    assert values(walk.choices, "chosen") == [False, False, False]
    assert values(walk.blocks, "text") == []
    assert walk.word_count == 8


def test_an_answer_stays_marked_when_one_comes_back_to_it(walk: Any, kiosk: Kiosk) -> None:
    walk.begin()
    walk.answer("c1")
    assert (walk.question, walk.step) == ("Second?", 2)
    kiosk.session.back()
    assert (walk.question, walk.step) == ("First?", 1)
    assert values(walk.choices, "chosen") == [True, False, False]


def test_the_review_then_the_outcome(walk: Any) -> None:
    walk.begin()
    walk.answer("c1")
    walk.answer("c4")
    assert walk.stage == "review"
    assert values(walk.answers, "question") == ["First?", "Second?"]
    assert values(walk.answers, "answer") == ["Yes", "Not sure"]
    # Nothing of the outcome is there before it is asked for.
    assert walk.outcome == ""
    for model in (walk.situations, walk.questionsToAsk, walk.notes, walk.topics):
        assert model.rowCount() == 0
    walk.see_outcome()
    assert (walk.stage, walk.outcome) == ("outcome", "Ask")
    assert values(walk.blocks, "text") == ["outcome body "]
    assert values(walk.situations, "label") == ["It is so."]
    assert values(walk.questionsToAsk, "label") == ["How?"]
    assert values(walk.notes, "text") == ["A note", "note body "]
    assert values(walk.notes, "kind") == ["heading", "paragraph"]
    assert values(walk.topics, "topicId") == ["t1"]
    assert values(walk.contacts, "name") == ["Nurses"]
    assert walk.word_count == 3


def test_change_leads_back_to_a_question_and_on(walk: Any) -> None:
    walk.begin()
    walk.answer("c1")
    walk.answer("c4")
    walk.change("q1")
    assert (walk.stage, walk.question) == ("question", "First?")
    walk.answer("c2")
    assert walk.stage == "review"
    assert values(walk.answers, "answer") == ["No"]


def test_back_leaves_the_walkthrough_from_its_opening_page_only(walk: Any, kiosk: Kiosk) -> None:
    walk.begin()
    walk.answer("c2")
    walk.see_outcome()
    stages = []
    for _ in range(4):
        kiosk.session.back()
        stages.append((shown(kiosk.session, "screen"), walk.stage))
    assert stages == [
        ("walkthrough", "review"),
        ("walkthrough", "question"),
        ("walkthrough", "opening"),
        ("home", ""),
    ]


def test_the_walk_goes_on_where_it_was_left_within_a_session(walk: Any, kiosk: Kiosk) -> None:
    walk.begin()
    walk.answer("c1")
    kiosk.session.go_home(0.0)
    assert (walk.stage, walk.title, walk.word_count) == ("", "", 0)
    kiosk.session.go("walkthrough", "w01", 0.0)
    assert (walk.question, walk.step) == ("Second?", 2)


def test_the_end_of_a_session_leaves_no_answer(walk: Any, kiosk: Kiosk) -> None:
    walk.begin()
    walk.answer("c1")
    kiosk.session.end()
    for model in (walk.choices, walk.answers, walk.blocks, walk.contacts, walk.questionsToAsk):
        assert model.rowCount() == 0
    assert walk.position.answered == ()
    assert (walk.question, walk.why, walk.provenance.source) == ("", "", "")
    kiosk.session.start()
    kiosk.session.go("walkthrough", "w01", 0.0)
    assert walk.stage == "opening"
    walk.begin()
    assert values(walk.choices, "chosen") == [False, False, False]


def test_a_walkthrough_that_is_not_on_show_takes_no_answer(kiosk: Kiosk) -> None:
    walk = shown(kiosk, "walk")
    for press in (
        walk.begin,
        walk.see_outcome,
        lambda: walk.answer("c1"),
        lambda: walk.change("q1"),
    ):
        press()
    assert (walk.stage, walk.step_back(), walk.meaning("g1")) == ("", False, "")
    assert not kiosk.session._session.walks


def test_what_it_stands_on_is_said(walk: Any) -> None:
    provenance = walk.provenance
    assert provenance.source == "Page, Publisher."
    assert (provenance.lastReviewed, provenance.nextReview) == (
        "4 November 2021",
        "4 November 2024",
    )
    assert provenance.overdue


# -- a topic ------------------------------------------------------------------------------------


def test_a_topic_is_laid_out_whole(kiosk: Kiosk) -> None:
    kiosk.session.start()
    kiosk.session.go("topic", "t1", 0.0)
    topic = shown(kiosk, "topic")
    assert (topic.title, topic.summary) == ("Topic 1", "In three words.")
    assert values(topic.blocks, "text") == ["body with word"]
    assert values(topic.related, "title") == ["Topic 2"]
    assert values(topic.contacts, "phone") == ["0808"]
    assert values(topic.questions, "label") == ["What now?"]
    assert values(topic.references, "label") == ["A. Writer, Book, Press, 2020."]
    assert topic.meaning("g1") == "It means a word."
    assert topic.word_count == 8
    assert topic.provenance.overdue


@pytest.mark.parametrize("pressed", ["t1", "t2"])
def test_a_topic_read_while_its_card_is_pressed_is_the_one_that_opens(
    kiosk: Kiosk, library: MemoryLibrary, pressed: str
) -> None:
    kiosk.session.start()
    kiosk.read_ahead(pressed)
    topic = shown(kiosk, "topic")
    assert topic.title == ""
    library.read = 0
    kiosk.session.go("topic", "t1", 0.0)
    assert (topic.title, topic.word_count) == ("Topic 1", 8)
    assert values(topic.blocks, "text") == ["body with word"]
    # What a finger was on is not read a second time; another card's page is.
    assert library.read == (0 if pressed == "t1" else 2)
    kiosk.session.back()
    kiosk.session.go("topic", "t1", 0.0)
    assert library.read == (2 if pressed == "t1" else 4), "nothing of it was kept"


def test_a_topic_on_show_stays_while_a_finger_is_on_the_card_of_another(kiosk: Kiosk) -> None:
    kiosk.session.start()
    kiosk.session.go("topic", "t1", 0.0)
    topic = shown(kiosk, "topic")
    kiosk.read_ahead("t2")
    assert values(topic.related, "title") == ["Topic 2"]
    assert values(topic.blocks, "text") == ["body with word"]


def test_a_card_that_is_let_go_of_elsewhere_leaves_nothing(
    kiosk: Kiosk, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    kiosk.read_ahead("t1")
    topic = shown(kiosk, "topic")
    assert (topic.title, topic.word_count) == ("", 0)
    assert values(topic.blocks, "text") == ["body with word"], "it stands ready"
    kiosk.session.end()
    assert topic.blocks.rowCount() == topic.related.rowCount() == topic.contacts.rowCount() == 0
    kiosk.session.start()
    library.read = 0
    kiosk.session.go("topic", "t1", 0.0)
    assert library.read == 2


def test_a_walkthrough_is_read_while_its_card_is_pressed(
    kiosk: Kiosk, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    expected: list[str] = []
    kiosk.pageExpected.connect(expected.append)
    kiosk.read_walkthrough_ahead("w01")
    assert expected == ["Walkthrough"]
    walk = shown(kiosk, "walk")
    assert (walk.stage, walk.title, walk.word_count) == ("", "", 0), "nothing of it is shown yet"
    assert values(walk.blocks, "text") == ["opening with word"], "it stands ready"
    library.read = 0
    kiosk.session.go("walkthrough", "w01", 0.0)
    assert (walk.stage, walk.title) == ("opening", "A talk")
    assert values(walk.blocks, "text") == ["opening with word"]
    assert library.read == 0, "not a second time"
    kiosk.session.go_home(0.0)
    kiosk.session.go("walkthrough", "w01", 0.0)
    assert library.read == 1, "nothing of it was kept"


def test_a_walkthrough_whose_card_is_let_go_of_elsewhere_leaves_nothing(
    kiosk: Kiosk, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    kiosk.read_walkthrough_ahead("w01")
    kiosk.session.end()
    assert shown(kiosk, "walk").blocks.rowCount() == 0
    kiosk.session.start()
    library.read = 0
    kiosk.session.go("walkthrough", "w01", 0.0)
    assert library.read == 1


def test_a_walkthrough_that_was_begun_is_not_laid_out_as_it_opens(kiosk: Kiosk) -> None:
    kiosk.session.start()
    kiosk.session.go("walkthrough", "w01", 0.0)
    walk = shown(kiosk, "walk")
    walk.begin()
    kiosk.session.go_home(0.0)
    kiosk.read_walkthrough_ahead("w01")
    assert walk.blocks.rowCount() == 0
    kiosk.session.go("walkthrough", "w01", 0.0)
    assert walk.stage == "question"
    assert walk.blocks.rowCount() == 0


def test_a_library_that_fails_under_the_finger_on_a_walkthrough_fails_when_it_lifts(
    kiosk: Kiosk, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    kiosk.read_walkthrough_ahead("w01")
    library.failing = DAMAGED
    kiosk.read_walkthrough_ahead("w01")
    assert not kiosk.resting
    assert shown(kiosk, "walk").blocks.rowCount() == 0, "nothing of what was pressed before"
    kiosk.session.go("walkthrough", "w01", 0.0)
    assert kiosk.resting


def test_a_library_that_fails_under_the_finger_fails_when_it_lifts(
    kiosk: Kiosk, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    library.failing = DAMAGED
    kiosk.read_ahead("t1")
    assert not kiosk.resting
    kiosk.session.go("topic", "t1", 0.0)
    assert kiosk.resting


def test_a_card_whose_page_fails_leaves_nothing_of_the_one_pressed_before(
    kiosk: Kiosk, library: MemoryLibrary
) -> None:
    kiosk.session.start()
    kiosk.read_ahead("t1")
    topic = shown(kiosk, "topic")
    assert topic.blocks.rowCount() == 1
    library.failing = DAMAGED
    kiosk.read_ahead("t2")
    kiosk.session.end()
    for model in (topic.blocks, topic.moreBlocks, topic.related, topic.contacts):
        assert model.rowCount() == 0


def test_a_topic_that_was_left_is_wiped(kiosk: Kiosk) -> None:
    kiosk.session.start()
    kiosk.session.go("topic", "t1", 0.0)
    topic = shown(kiosk, "topic")
    kiosk.session.go_home(0.0)
    assert (topic.title, topic.summary, topic.word_count, topic.topic) == ("", "", 0, None)
    for model in (topic.blocks, topic.related, topic.contacts, topic.questions, topic.references):
        assert model.rowCount() == 0
    assert topic.meaning("g1") == ""


def test_the_idle_limit_knows_the_words_on_the_page(kiosk: Kiosk) -> None:
    kiosk.session.start()
    assert kiosk.screens.words_on_page() == 0
    kiosk.session.go("topic", "t1", 0.0)
    assert kiosk.screens.words_on_page() == 8
