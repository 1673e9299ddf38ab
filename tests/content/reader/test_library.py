"""What families see of a library: approved words alone, in order."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import date, time
from pathlib import Path

import pytest

from app.content.reader.library import ContentLibrary
from app.content.text.build import build
from app.domain.library.library import Opening, Section, hours_in_words
from app.domain.library.markup import BlockKind
from app.domain.ports import Library
from app.domain.walkthrough.walkthrough import Target, Unless, walk


@pytest.fixture
def library(built: Path) -> Iterator[ContentLibrary]:
    library = ContentLibrary(built)
    yield library
    library.close()


def test_the_library_says_what_it_is(library: ContentLibrary) -> None:
    info = library.info()
    assert (info.title, info.language, info.edition) == ("A small library", "en-GB", 3)
    assert info.sample
    assert info.sample_notice == "These words are a sample."


def test_sections_count_what_can_be_shown(library: ContentLibrary) -> None:
    assert library.sections() == (Section("s01", "First", 2), Section("s02", "Second", 1))


def test_cards_come_in_the_order_of_their_section(library: ContentLibrary) -> None:
    assert [card.topic_id for card in library.cards("s01")] == ["t02", "t01"]
    assert [card.topic_id for card in library.cards("s02")] == ["t03"]


@pytest.mark.parametrize(
    ("offset", "limit", "expected"),
    [
        (0, 1, ["t02"]),
        (1, 1, ["t01"]),
        (1, -1, ["t01"]),
        (2, 5, []),
        (9, -1, []),
        (-3, 1, ["t02"]),
        (0, 0, []),
    ],
)
def test_cards_by_the_page(
    library: ContentLibrary, offset: int, limit: int, expected: list[str]
) -> None:
    assert [card.topic_id for card in library.cards("s01", offset, limit)] == expected


def test_cards_that_stand_out(library: ContentLibrary) -> None:
    assert [card.topic_id for card in library.standouts()] == ["t01", "t03"]


def test_a_topic_is_whole(library: ContentLibrary) -> None:
    topic = library.topic("t01")
    assert topic.section_id == "s01"
    assert topic.source.id == "r01"
    assert topic.review.last == date(2025, 11, 4)
    assert topic.review.due == date(2027, 11, 4)
    assert [source.id for source in topic.references] == ["r02", "r01"]
    assert topic.questions == ("How long does it take?", "Yes: is that so?")
    assert [contact.id for contact in topic.contacts] == ["p02", "p01"]
    assert topic.stands_out


def test_related_topics_leave_drafts_out(library: ContentLibrary) -> None:
    assert [card.topic_id for card in library.topic("t01").related] == ["t03", "t02"]


@pytest.mark.parametrize("topic", ["t04", "t99", ""])
def test_a_draft_is_as_if_it_were_not_there(library: ContentLibrary, topic: str) -> None:
    with pytest.raises(KeyError):
        library.topic(topic)
    with pytest.raises(KeyError):
        library.card(topic)


def test_drafts_and_staff_notes_are_in_nothing_that_families_see(
    library: ContentLibrary, everything: Callable[[Library], list[object]]
) -> None:
    words = repr(everything(library))
    assert "A page" in words
    for hidden in ("DRAFT-PAGE", "SECRET-OF-STAFF", "Tudalen", "Pa mor hir", "unwritten", "w02"):
        assert hidden not in words


def test_terms_unknown_or_draft_are_key_errors(library: ContentLibrary) -> None:
    assert library.term("g02").meaning == "It has come back."
    for term in ("g03", "g99"):
        with pytest.raises(KeyError):
            library.term(term)


def test_contacts_have_their_hours(library: ContentLibrary) -> None:
    nurses, consultant = library.contacts()
    assert nurses.phone == "0808 800 4040"
    assert nurses.hours[0] == Opening(1, time(9), time(17))
    words = "Monday to Friday, 9am to 5pm; Saturday, 10.30am to midday"
    assert hours_in_words(nurses.hours) == words
    assert consultant.hours == ()


def test_a_walkthrough_is_whole(library: ContentLibrary) -> None:
    assert [card.walkthrough_id for card in library.walkthroughs()] == ["w01"]
    found = library.walkthrough("w01")
    assert found.first_question_id == "q01"
    yes = found.questions[1].choices[0]
    assert yes.target == Target(outcome_id="o01")
    assert yes.unless == (Unless("c03", Target(outcome_id="o02")),)
    assert found.outcomes[0].topic_ids == ("t03", "t01")
    assert found.outcomes[0].questions == ("What now?",)
    assert [contact.id for contact in found.contacts] == ["p02", "p01"]
    position = walk(found, (("q01", "c02"), ("q02", "c04")))
    assert position.situations == ("It has come back.",)
    assert [note.id for note in position.notes] == ["n01"]


@pytest.mark.parametrize("walkthrough", ["w02", "w99"])
def test_a_walkthrough_that_is_a_draft_is_not_there(
    library: ContentLibrary, walkthrough: str
) -> None:
    with pytest.raises(KeyError):
        library.walkthrough(walkthrough)


def test_blocks(library: ContentLibrary) -> None:
    blocks = library.blocks(library.topic("t01").body)
    assert [block.kind for block in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.NUMBERED,
        BlockKind.NUMBERED,
        BlockKind.HEADING,
        BlockKind.BULLET,
        BlockKind.BULLET,
        BlockKind.IMPORTANT,
    ]
    assert blocks[1].term_ids == ("g01", "g02")


def test_the_sections_title_is_in_the_librarys_language(text: Path, tmp_path: Path) -> None:
    page = text / "topics" / "t01-a-page.cy.md"
    page.write_text(page.read_text().replace("draft", "approved"))
    file = tmp_path / "two.db"
    build(text, file)
    library = ContentLibrary(file)
    try:
        assert library.topic("t01").title == "A page"
        assert library.sections()[0].topic_count == 2
    finally:
        library.close()


def test_reading_never_writes(built: Path) -> None:
    before = built.read_bytes()
    library = ContentLibrary(built)
    library.cards("s01")
    library.close()
    assert built.read_bytes() == before
    assert [path.name for path in built.parent.iterdir()] == ["content.db"]


def test_a_start_loads_none_of_the_staffs_tools() -> None:
    code = (
        "import sys, app.content.reader.library, app.content.updates.trusted_copy;"
        "print(*sys.modules.keys() & {'sqlite_utils', 'click', 'yaml', 'markdown_it', 'json'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_latest_day_is_the_last_that_the_library_names(
    content: Path, writing: Callable[[Path], AbstractContextManager[sqlite3.Connection]]
) -> None:
    with closing(ContentLibrary(content)) as library:
        before = library.info().latest_day
    with writing(content) as connection:
        connection.execute(
            "UPDATE topic SET last_reviewed = '2031-05-06', next_review = '2032-01-01'"
        )
    with closing(ContentLibrary(content)) as library:
        assert library.info().latest_day == date(2031, 5, 6)
    assert before is not None
    assert before < date(2031, 5, 6)
