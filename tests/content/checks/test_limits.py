"""Each field has a limit, and all that say it say the same: the documentation, check, import."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from app import paths
from app.content.checks.cells import MOST_ENTRIES, MOST_IN_A_WORD, MOST_ON_HOME, MOST_ROWS
from app.content.checks.findings import Kind
from app.content.checks.rules import check
from app.content.importing.contacts.rows import read_contacts
from app.content.importing.errors import ImportingError
from app.content.importing.files import page_in
from app.content.items.fields import FIELDS, Field

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
DAY = date(2026, 11, 29)
TEXTS = {
    f"{owner} {field.name}": field
    for owner, fields in FIELDS.items()
    for field in fields
    if field.is_text and field.column
}
SCHEMA = (paths.ROOT / "docs" / "schema.md").read_text(encoding="utf-8")


def letters(count: int) -> str:
    """So many, in words that are none too long."""
    return ("word " * (count // 5 + 1))[: count - 1] + "w"


def test_there_are_fields_of_every_kind() -> None:
    assert {name.partition(" ")[0] for name in TEXTS} == set(FIELDS)


@pytest.mark.parametrize("field", TEXTS.values(), ids=TEXTS)
def test_the_documentation_says_it(field: Field) -> None:
    table = SCHEMA.partition(f"\n## {field.table}\n")[2].partition("\n## ")[0]
    [line] = [line for line in table.splitlines() if line.startswith(f"| {field.column} |")]
    assert line.endswith(f"at most {field.most:,} letters |")


def test_the_documentation_says_how_long_words_and_how_many_rows_there_may_be() -> None:
    head = " ".join(SCHEMA.partition("\n## ")[0].split())
    assert f"a word has at most {MOST_IN_A_WORD} letters" in head
    assert f"an item at most {MOST_ENTRIES} rows of a table" in head
    assert f"at most {MOST_ON_HOME} of its pages stand out" in head
    for table, most in MOST_ROWS.items():
        assert f"{most:,} rows of {table}" in head


@pytest.mark.parametrize("field", TEXTS.values(), ids=TEXTS)
def test_the_check_holds_it_to_the_letter(content: Path, writing: Writing, field: Field) -> None:
    cell = f"{field.table}.{field.column}"
    one = f"SELECT {field.column} FROM {field.table} LIMIT 1"
    for count, is_too_long in ((field.most, False), (field.most + 1, True)):
        with writing(content) as connection:
            changed = connection.execute(
                f"UPDATE {field.table} SET {field.column} = ? WHERE {field.column} = ({one})",
                (letters(count),),
            )
            assert changed.rowcount, f"the sample has no {cell}"
        said = [f.problem for f in check(content, DAY) if f.kind is Kind.LIMIT]
        assert bool(said) is is_too_long, (cell, count, said)
        for problem in said:
            assert f"it is {count:,} letters long; {field.most:,} are the most." in problem


def test_an_import_tells_of_it_before_anything_is_kept() -> None:
    title, body = TEXTS["topic title"].most, TEXTS["topic body"].most
    page = page_in("a.md", f"# {letters(title + 1)}\n\n{letters(body + 1)}".encode())
    told = " ".join(warning.message for warning in page.warnings)
    assert f"{title:,} are the most" in told
    assert f"{body:,} are the most" in told
    for column in ("name", "about"):
        most = TEXTS[f"contact {column}"].most
        cells = {"name": "Nurses", "about": "They help."} | {column: letters(most + 1)}
        said = told_of(f"Name,About\n{cells['name']},{cells['about']}\n")
        assert f"{most:,}" in said, (column, said)


def told_of(sheet: str) -> str:
    """What an import says of a sheet that it takes nothing of."""
    try:
        found = read_contacts("a.csv", sheet.encode())
    except ImportingError as error:
        return str(error)
    assert found.rows == ()
    return " ".join(map(str, found.faults))
