"""The named fields of an item, and that no change goes by unseen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.content.items.compare import changes, compared_fields
from app.content.items.edit import rows, with_rows, with_texts
from app.content.items.edit import with_row as edit_row
from app.content.items.item import TABLES, Content, columns, empty_cells, every_content
from app.domain.governance.governance import ItemKey, ItemKind

LANGUAGE = "en-GB"


@pytest.fixture(scope="module")
def everything() -> Mapping[str, Content]:
    """The starter library's texts, by their ids."""
    with closing(sqlite3.connect(paths.CONTENT)) as connection:
        return {content.key.id: content for content in every_content(connection)}


def with_row(content: Content, table: str, number: int, **cells: Any) -> Content:
    rows = list(content.rows[table])
    row = {**rows[number], **cells}
    rows[number] = {name: value for name, value in row.items() if value not in ("", None, 0)}
    return Content(content.key, {**content.rows, table: tuple(rows)}, content.cites)


def test_a_topic_is_named_as_staff_know_it(everything: Mapping[str, Content]) -> None:
    named = {field.name: field.text for field in compared_fields(everything["t05"])}
    assert named["Title"] == "CAR T-cell therapy: what it is"
    assert {"Summary", "Text, paragraph 1", "Question 1", "Source", "Next review"} <= set(named)
    assert named["Next review"] == "4 November 2024"
    assert named["Source"].startswith("Treatment for childhood")


def test_what_an_item_names_goes_by_its_title(everything: Mapping[str, Content]) -> None:
    titles = {(content.key.kind, content.key.id): content.title for content in everything.values()}
    shown = [field.text for field in compared_fields(everything["t05"], titles)]
    assert "Your child's consultant" in shown
    assert not {"p01", "t06", "r01"} & set(shown)


def test_a_walkthrough_has_next_to_no_ids(everything: Mapping[str, Content]) -> None:
    titles = {(content.key.kind, content.key.id): content.title for content in everything.values()}
    found = compared_fields(everything["w01"], titles)
    shown = {field.name: field.text for field in found}
    assert shown["Question 2"] == "Does your child have B cell ALL?"
    assert shown["Question 2, answer 2, leads to"].startswith("the outcome “")
    assert shown["Question 3, answer 2, leads elsewhere to"].endswith(
        "if “Not sure” was answered before"
    )
    ids = {
        row["id"]
        for table in ("question", "choice", "outcome")
        for row in everything["w01"].rows[table]
    }
    assert not ids & set(shown.values())


def test_a_telephone_number_reads_side_by_side(everything: Mapping[str, Content]) -> None:
    contact = next(c for c in everything.values() if c.own.get("phone"))
    new = with_row(contact, "contact", 0, phone="0300 123 4567")
    (change,) = changes(contact, new)
    assert change.name == "Telephone"
    assert "".join(run.text for run in change.was) == contact.own["phone"]
    assert "".join(run.text for run in change.now) == "0300 123 4567"


def test_an_answer_put_in_first_moves_no_other(everything: Mapping[str, Content]) -> None:
    old = everything["w01"]
    choice = {"id": "c99", "question_id": "q02", "to_outcome": "o05"}
    words = {"choice_id": "c99", "label": "Never heard of it"}
    rows = dict(old.rows)
    rows["choice"] = (choice, *rows["choice"])
    rows["choice_text"] = (*rows["choice_text"], words)
    found = changes(old, replace(old, rows=rows))
    assert [change.name for change in found] == [
        "Question 2, answer 1",
        "Question 2, answer 1, leads to",
    ]


def test_answers_in_another_order_are_a_change(everything: Mapping[str, Content]) -> None:
    old = everything["w01"]
    first, second, *rest = old.rows["choice"]
    new = replace(old, rows={**old.rows, "choice": (second, first, *rest)})
    assert [change.name for change in changes(old, new)] == ["Question 1, order of the answers"]


def mutations(content: Content) -> Iterator[tuple[str, Content]]:
    """The content with each cell of each kind of row changed, and with each row taken out."""
    for part in TABLES[content.key.kind]:
        rows = content.rows.get(part.name, ())
        if not rows:
            continue
        for column in columns(part):
            empty = empty_cells(part)[column]
            value: object = {0: 1, "": "Ωther", None: "o99" if column == "to_outcome" else "q99"}[
                empty
            ]
            if column in ("last_reviewed", "next_review"):
                value = "2031-01-02"
            cells = {column: 0 if rows[0].get(column) == value else value}
            yield f"{part.name}.{column}", with_row(content, part.name, 0, **cells)
        if len(rows) > 1:
            fewer = {**content.rows, part.name: rows[1:]}
            yield f"{part.name} less one", replace(content, rows=fewer)


@pytest.mark.parametrize("item", ["t05", "w01", "g01", "p01"])
def test_no_change_goes_by_unseen(everything: Mapping[str, Content], item: str) -> None:
    content = everything[item]
    tried = 0
    for what, mutant in mutations(content):
        tried += 1
        if mutant.digest == content.digest:
            continue
        found = changes(content, mutant)
        assert found, what
        assert not any("in which it is kept" in change.name for change in found), what
    assert tried >= 5


def test_texts_of_a_source_are_compared(everything: Mapping[str, Content]) -> None:
    old = everything["t05"]
    source = old.own["source_id"]
    cites = {**old.cites, source: {**old.cites[source], "publisher": "Somebody else"}}
    (change,) = changes(old, replace(old, cites=cites))
    assert change.name == "Source"
    assert "Somebody else" in "".join(run.text for run in change.now)


def test_an_order_that_nobody_sees_is_a_change(everything: Mapping[str, Content]) -> None:
    old = everything["w01"]
    rows = {**old.rows, "choice_text": tuple(reversed(old.rows["choice_text"]))}
    (change,) = changes(old, replace(old, rows=rows))
    assert change.unseen


def test_a_new_item_is_new_in_every_field(everything: Mapping[str, Content]) -> None:
    content = everything["t05"]
    found = changes(None, content)
    assert len(found) == len(compared_fields(content))
    assert not any(change.was for change in found)


def test_paragraphs_are_split_as_they_are_seen(tmp_path: Path) -> None:
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "a.db"))
    body = "## Heading\n\nOne line\nand its end.\n\n- a point\n- another\n\n> Important."
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE topic_text SET body = ? WHERE topic_id = 't05'", (body,))
        content = next(
            c
            for c in every_content(connection)
            if c.key == ItemKey(ItemKind.TOPIC, "t05", LANGUAGE)
        )
    texts = [f.text for f in compared_fields(content) if f.key == "body"]
    assert texts == [
        "## Heading",
        "One line\nand its end.",
        "- a point",
        "- another",
        "> Important.",
    ]


def test_a_step_says_its_number_as_families_read_it(everything: Mapping[str, Content]) -> None:
    body = "1. Wash\n1. Dry\n\nThen:\n\n4. Go"
    found = compared_fields(with_texts(everything["t05"], body=body))
    assert [field.text for field in found if field.key == "body"] == [
        *("1. Wash", "2. Dry", "Then:", "1. Go"),
    ]


def test_fewer_questions_are_the_ones_that_went(everything: Mapping[str, Content]) -> None:
    topic = everything["t01"]
    questions = rows(topic, "topic_question")
    found = changes(topic, with_rows(topic, "topic_question", questions[:1]))
    gone = [f"Question {number}" for number in range(2, len(questions) + 1)]
    assert gone
    assert [change.name for change in found] == gone
    assert all(change.was and not change.now for change in found)


def test_an_answer_with_another_label_shows_both(everything: Mapping[str, Content]) -> None:
    walkthrough = everything["w01"]
    renamed = edit_row(walkthrough, "choice_text", {"choice_id": "c01"}, label="Jersey")
    (change,) = changes(walkthrough, renamed)
    assert change.name == "Question 1, answer 1"
    assert [run.text for run in change.was] == ["England"]
    assert [run.text for run in change.now] == ["Jersey"]


def test_another_title_is_one_change(everything: Mapping[str, Content]) -> None:
    topic = everything["t01"]
    (change,) = changes(topic, with_texts(topic, title="Another"))
    assert change.name == "Title"
    assert "".join(run.text for run in change.was) == topic.title
    assert "".join(run.text for run in change.now) == "Another"
