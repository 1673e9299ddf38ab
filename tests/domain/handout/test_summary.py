"""What a handout says, built from a library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from app.domain.handout.summary import (
    GivenAnswer,
    collection,
    question_sheet,
    topic_summary,
    walk_summary,
)
from app.domain.library.library import Contact, LibraryInfo, Source, Term, Topic
from app.domain.library.markup import Block, BlockKind, Run
from app.domain.library.review import Review
from app.domain.ports import Library
from app.domain.walkthrough.walkthrough import (
    Choice,
    Note,
    Outcome,
    Question,
    Target,
    Walkthrough,
    walk,
)

INFO = LibraryInfo("A library", "en-GB", 3, sample=True, sample_notice="Sample.")
SOURCE = Source("r01", "Publisher", "Page")
REVIEW = Review(date(2021, 11, 4), date(2024, 11, 4))
EVERYONE = (Contact("p01", "Consultant", ""), Contact("p02", "Nurses", "", "0808"))


class FakeLibrary:
    """A library of marked words: "[g02]" in a text is a glossary word, and nothing else is."""

    def info(self) -> LibraryInfo:
        return INFO

    def contacts(self) -> tuple[Contact, ...]:
        return EVERYONE

    def term(self, term_id: str) -> Term:
        return {"g01": Term("g01", "zygote", "Z."), "g02": Term("g02", "Allele", "A.")}[term_id]

    def blocks(self, text: str) -> tuple[Block, ...]:
        return tuple(
            Block(BlockKind.PARAGRAPH, (Run(word, term_id=word[1:-1] if word[0] == "[" else ""),))
            for word in text.split()
        )


LIBRARY = cast(Library, FakeLibrary())
TOPIC = Topic(
    id="t01",
    section_id="s01",
    title="A topic",
    line="A line",
    summary="In short.",
    body="word [g01] [g02] [g01]",
    icon="x",
    source=SOURCE,
    review=REVIEW,
    references=(Source("r02", "Other", "Book"),),
    questions=("Why?",),
)
WALKTHROUGH = Walkthrough(
    id="w01",
    title="A walkthrough",
    opening="Hello.",
    first_question_id="q01",
    questions=(
        Question(
            "q01",
            "Which?",
            "Because.",
            (
                Choice("c01", "This", Target(outcome_id="o01"), situation="It is so.", ask="How?"),
                Choice("c02", "Not sure", Target(outcome_id="o01"), not_sure=True),
            ),
        ),
    ),
    outcomes=(
        Outcome(
            "o01",
            "Ask about it",
            "body [g01]",
            ("When?",),
            shows_situations=True,
            takes_answers_along=True,
        ),
    ),
    notes=(Note("n01", "A note", "[g02] here", frozenset({"c01"}), frozenset({"o01"})),),
    source=SOURCE,
    review=REVIEW,
)


def test_a_topic_gives_its_words_and_dates() -> None:
    summary = topic_summary(LIBRARY, TOPIC)
    assert (summary.title, summary.lead) == ("A topic", "In short.")
    assert (summary.source, summary.review, summary.library) == (SOURCE, REVIEW, INFO)
    assert summary.questions == ("Why?",)
    assert summary.references == TOPIC.references
    assert [block.text for block in summary.blocks] == ["word", "[g01]", "[g02]", "[g01]"]
    assert not summary.from_walkthrough
    assert not summary.answers


def test_the_words_explained_come_once_each_in_the_order_of_a_dictionary() -> None:
    assert [term.term for term in topic_summary(LIBRARY, TOPIC).terms] == ["Allele", "zygote"]


def test_a_page_with_contacts_of_its_own_names_no_others() -> None:
    own = (EVERYONE[1],)
    assert topic_summary(LIBRARY, replace(TOPIC, contacts=own)).contacts == own
    assert topic_summary(LIBRARY, TOPIC).contacts == EVERYONE


def test_an_outcome_gives_its_answers_situations_notices_and_questions() -> None:
    summary = walk_summary(LIBRARY, WALKTHROUGH, walk(WALKTHROUGH, (("q01", "c01"),)))
    assert summary.title == "Ask about it"
    assert summary.answers == (GivenAnswer("Which?", "This"),)
    assert summary.situations == ("It is so.",)
    assert [notice.title for notice in summary.notices] == ["A note"]
    assert summary.questions == ("When?", "How?")
    assert [term.term for term in summary.terms] == ["Allele", "zygote"]
    assert summary.contacts == EVERYONE
    assert summary.from_walkthrough


def test_an_outcome_without_a_note_explains_no_word_of_the_note() -> None:
    summary = walk_summary(LIBRARY, WALKTHROUGH, walk(WALKTHROUGH, (("q01", "c02"),)))
    assert not summary.notices
    assert not summary.situations
    assert [term.term for term in summary.terms] == ["zygote"]


def test_a_path_that_has_not_ended_gives_no_handout() -> None:
    with pytest.raises(ValueError, match="outcome"):
        walk_summary(LIBRARY, WALKTHROUGH, walk(WALKTHROUGH, ()))


def test_a_collection_keeps_the_familys_order_and_says_shared_things_once() -> None:
    first = topic_summary(LIBRARY, replace(TOPIC, id="t2", body="[g01]", contacts=EVERYONE[1:]))
    second = topic_summary(LIBRARY, replace(TOPIC, contacts=EVERYONE[:1]))
    made = collection(LIBRARY, (first, second, first))
    assert [summary.topic_id for summary in made.summaries] == ["t2", "t01"]
    assert [term.term for term in made.terms] == ["Allele", "zygote"]
    assert made.contacts == EVERYONE
    assert not [s for s in made.summaries if s.terms or s.contacts]
    assert made.library == INFO


def test_nothing_collected_gives_no_handout() -> None:
    with pytest.raises(ValueError, match="at least one"):
        collection(LIBRARY, ())


def test_a_sheet_of_questions_says_who_to_talk_to() -> None:
    sheet = question_sheet(LIBRARY)
    assert (sheet.library, sheet.contacts, sheet.room) == (INFO, EVERYONE, 8)


def test_only_a_topics_summary_has_the_id_of_a_page() -> None:
    walked = walk_summary(LIBRARY, WALKTHROUGH, walk(WALKTHROUGH, (("q01", "c01"),)))
    assert (topic_summary(LIBRARY, TOPIC).topic_id, walked.topic_id) == ("t01", "")
