"""Every word of a library is found, and it is told where."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app import paths
from app.content.items.item import Content, every_content
from app.content.search.fragments import ItemRef, plain
from app.content.search.index import Found, WordIndex
from app.content.search.normalize import fold, parse_query
from app.content.workshop import Workshop
from app.content.workshop.values import SectionRow
from app.domain.governance.governance import ItemKey, ItemKind, Person

TOPIC = ItemKey(ItemKind.TOPIC, "t10", "en-GB")
NOT_WORDS = {
    *("icon", "opens", "closes"),  # chosen, not written
    *("last_reviewed", "next_review"),
}


@pytest.fixture
def index() -> Iterator[WordIndex]:
    with closing(WordIndex()) as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The starter library, to change."""
    return Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))


@pytest.fixture
def workshop(file: Path) -> Iterator[Workshop]:
    """The library, open."""
    with closing(Workshop.open(file, Person("Ann Ward"))) as opened:
        yield opened


def found(index: WordIndex, words: str) -> dict[str, Found]:
    """What has some words in it, by its id or by what it is."""
    return {one.ref.id or one.ref.kind: one for one in index.find(parse_query(words)).found}


def cells(file: Path) -> Iterator[tuple[ItemRef, str]]:
    """Every word that somebody wrote in a library, and what it stands in."""
    with closing(sqlite3.connect(file)) as connection:
        for content in every_content(connection):
            place = ItemRef(content.key.kind, content.key.id, content.key.language)
            for rows in content.rows.values():
                for row in rows:
                    for column, value in row.items():
                        is_id = column.endswith("_id") or column in ("id", "after_choice")
                        is_way = column.startswith("to_")
                        is_left = is_id or is_way or column in NOT_WORDS
                        if isinstance(value, str) and not is_left:
                            yield place, value
        for item, language, note in connection.execute(
            "SELECT topic_id, language, note FROM staff_note JOIN staff_note_topic"
            " ON staff_note_id = staff_note.id JOIN topic_text USING (topic_id)"
        ):
            yield ItemRef("topic", item, language), note
        for table in ("source", "section_text"):
            for row in connection.execute(f"SELECT * FROM {table}"):
                yield ItemRef(table.removesuffix("_text"), row[0]), row[2]
        (notice,) = connection.execute("SELECT sample_notice FROM library").fetchone()
        yield ItemRef("library"), notice


@pytest.mark.parametrize("library", [paths.CONTENT, "built"], ids=["starter", "sample"])
def test_each_word_that_somebody_wrote_is_found(
    index: WordIndex, library: Path | str, request: pytest.FixtureRequest
) -> None:
    file = library if isinstance(library, Path) else request.getfixturevalue(library)
    index.read(file)
    looked = 0
    for place, text in cells(file):
        pieces = re.split('["\u201c\u201d]', plain(text))  # a quote inside would end the phrase
        piece = max(pieces, key=len)
        result = index.find(parse_query(f'"{piece}"'))
        found = [one for one in result.found if one.ref == place]
        assert found, (place, text)
        assert found[0].hits or fold(piece).strip() in fold(found[0].title)
        assert all(hit.spans for hit in found[0].hits)
        looked += 1
    assert looked > 40


def test_a_number_is_found_with_and_without_its_spaces(index: WordIndex) -> None:
    index.read(paths.CONTENT)
    for number in ("08088004040", "0808 800 4040", "0808-8004040"):
        hits = found(index, number)
        assert set(hits) == {"t10", "p02"}
        (phone,) = hits["p02"].hits
        assert (phone.fragment.name, phone.excerpt) == ("Telephone number", "0808 800 4040")
        assert [hit.fragment.name for hit in hits["t10"].hits] == ["Summary", "Text"]


def test_all_words_are_there_and_it_is_reported_where(index: WordIndex) -> None:
    index.read(paths.CONTENT)
    assert set(found(index, "FREEPHONE nurses monday")) == {"t10"}
    assert found(index, "freephone zebra") == {}
    (hit,) = found(index, '"your child live"')["w01"].hits[:1]
    assert hit.fragment.component
    assert hit.fragment.name.startswith(("Question q", "Answer c", "Outcome o", "Note n"))


def test_an_id_finds_its_own_text_alone(index: WordIndex) -> None:
    index.read(paths.CONTENT)
    assert set(found(index, "t05")) == {"t05"}
    assert set(found(index, "t05 therapy")) == {"t05"}


def test_who_has_the_words_in_its_title_comes_first(index: WordIndex) -> None:
    index.read(paths.CONTENT)
    result = index.find(parse_query("clinical trials"), most=1)
    assert [one.title for one in result.found] == ["Clinical trials"]
    assert result.count > 1
    only = {ItemRef("topic", "t03", "en-GB")}
    assert {one.ref.id for one in index.find(parse_query("treatment"), only).found} == {"t03"}


def test_people_sections_and_notes_are_found(
    index: WordIndex, workshop: Workshop, file: Path
) -> None:
    workshop.items.set_people(TOPIC, "Dr Amélie Shah", "")
    workshop.sections.save(SectionRow("", "Afterwards, at home"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO staff_note VALUES ('a77', 9, 'Ask the **pharmacist**')")
        connection.execute("INSERT INTO staff_note_topic VALUES ('a77', 't02', 0)")
        connection.execute("INSERT INTO staff_note VALUES ('a78', 9, 'Order new paper')")
    index.read(file)
    assert found(index, "amelie")["t10"].hits[0].fragment.field == "owner"
    assert set(found(index, "afterwards home")) == {"s04"}
    assert found(index, "ask the pharmacist")["t02"].hits[0].fragment.name == "Note for staff"
    assert set(found(index, "new paper")) == {"library"}


def with_summary(workshop: Workshop, words: str) -> Content:
    content = workshop.items.content(TOPIC)
    rows = ({**content.texts, "summary": words},)
    return replace(content, rows={**content.rows, "topic_text": rows})


def test_what_is_typed_is_found_in_the_place_of_what_was_saved(
    index: WordIndex, workshop: Workshop, file: Path
) -> None:
    typed = with_summary(workshop, "An aardvark will call you back.")
    workshop.unfinished.save(typed)
    index.read(file)
    assert set(found(index, "aardvark")) == {"t10"}
    index.put(with_summary(workshop, "A badger will call you back."))
    assert found(index, "aardvark") == {}
    assert set(found(index, "badger")) == {"t10"}
    assert "t10" in found(index, "freephone")


def test_what_families_see_is_found_beside_a_draft(
    index: WordIndex, workshop: Workshop, file: Path
) -> None:
    old = str(workshop.items.content(TOPIC).texts["summary"])
    workshop.items.save(with_summary(workshop, "An aardvark will call you back."))
    index.read(file)
    assert set(found(index, "aardvark")) == {"t10"}
    (hit,) = found(index, f'"{old}"')["t10"].hits
    assert hit.fragment.name == "What families see, Summary"
    index.put(with_summary(workshop, "A badger will call you back."))
    assert set(found(index, f'"{old}"')) == {"t10"}


def test_a_new_text_is_taken_in(index: WordIndex, workshop: Workshop, file: Path) -> None:
    index.read(file)
    key = workshop.items.create(ItemKind.TERM, "aardvark")
    index.put(workshop.items.content(key))
    assert {one.ref.id: one.title for one in index.find(parse_query("aardvark")).found} == {
        key.id: "aardvark"
    }
