"""The checks on each cell of a library: characters that may not be there, and its length.

A limit for each field keeps a page from holding the screen for minutes: a title of 100,000 letters
took 66 s. They are far above what anybody writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.content.checks.findings import Finding, Kind, Location, error_at
from app.content.database.connection import Database
from app.content.items.fields import (
    FIELDS,
    MOST_IN_A_HEADING,
    MOST_IN_A_TEXT,
    MOST_OF_COMMONMARK,
)
from app.domain.library.characters import called, forbidden_in, is_blank
from app.domain.progress import SubProgress

MOST_IN_A_WORD = 100
"""Letters without a blank: no medicine is longer."""

_MOST_IN_AN_ADDRESS = 1_000

MOST_ROWS = {
    **{"section": 500, "contact": 500, "walkthrough": 100},
    **{"plain_name": 5_000, "source": 5_000},
}
"""Rows of a table as a whole."""

MOST_ON_HOME = 100
"""Cards that stand first on the first screen: pages that stand out, and walkthroughs, each."""

MOST_ENTRIES = 200
"""Rows that one item, question or outcome may have of a table."""

_UNSEEN = frozenset({"version", "unfinished", "history", "signature", "publication", "seal"})
"""What families never see, or see only as it stands elsewhere: it may be of any length."""

_NOTES = {("staff_note", "note"): MOST_OF_COMMONMARK}


def _limits() -> dict[tuple[str, str], int]:
    found = {**_NOTES, ("library", "welcome"): MOST_IN_A_HEADING}
    found["library", "whom_to_ask"] = MOST_IN_A_WORD
    for fields in FIELDS.values():
        for field in fields:
            if field.is_text and field.column:
                found[field.table, field.column] = field.most
    return found


LIMITS = _limits()
"""The most letters of a column; MOST_IN_A_TEXT of any other."""


NEEDED = frozenset(
    {
        *(
            (field.table, field.column)
            for fields in FIELDS.values()
            for field in fields
            if field.is_text and (field.is_required or field.is_list)
        ),
        *(("library", "title"), ("library", "sample_notice"), ("section_text", "title")),
        *(("source", "publisher"), ("source", "title"), ("plain_name", "name")),
        *(("appearance", "value"), ("staff_note", "note")),
    }
)
"""Columns that have to say something. The schema knows the blanks of Latin script alone."""


def most_in(table: str, column: str) -> int:
    """The most letters of a column; 0 where there is no limit."""
    return 0 if table in _UNSEEN else LIMITS.get((table, column), MOST_IN_A_TEXT)


def cells_in(database: Database, progress: SubProgress) -> Iterator[Finding]:
    """What is wrong with single cells, and with the number of rows."""
    columns = database.rows(
        "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.type = 'TEXT'"
        " ORDER BY t.name, c.cid"
    )
    tables = {table: [c for t, c in columns if t == table] for table, _ in columns}
    for table in progress.each(tables, len(tables), "Checking signs of table"):
        yield from _cells_of(database, table, tables[table])
        yield from _rows_of(database, table, tables[table])
    yield from _on_home(database)


def _cells_of(database: Database, table: str, columns: Sequence[str]) -> Iterator[Finding]:
    """The first of each kind in each column: what is no UTF-8 is reported where it is read."""
    cells = ", ".join(f"CAST({column} AS BLOB)" for column in columns)
    reported = set()
    for row in database.each(f"SELECT {cells} FROM {table}"):
        for column, cell in zip(columns, row, strict=True):
            for finding in _of_cell(table, column, cell, row[0]):
                if (column, finding.kind) not in reported:
                    reported.add((column, finding.kind))
                    yield finding


def _of_cell(table: str, column: str, cell: bytes | None, first: bytes | None) -> Iterator[Finding]:
    if not cell:
        return
    text = cell.decode(errors="replace")
    where = Location(table=table, column=column)
    if found := forbidden_in(text):
        start = max(text.find(found) - 20, 0)
        near = text[start : start + 40]
        problem = f"It holds {called(found)}, near {near!r}."
        yield error_at(Kind.CHARACTER, where, problem, "Write it again without that.")
    if table in _UNSEEN:
        return
    most = most_in(table, column)
    owner = first.decode(errors="replace")[:40] if first else ""
    if (table, column) in NEEDED and is_blank(text):
        problem = f"In the row of {owner} it holds nothing that one can see."
        yield error_at(Kind.CHARACTER, where, problem, "Write words there.")
    if len(text) > most:
        problem = f"In the row of {owner} it is {len(text):,} letters long; {most:,} are the most."
        yield error_at(Kind.LIMIT, where, problem, "Shorten it, or make several of it.")
        return
    most = _MOST_IN_AN_ADDRESS if column == "address" else MOST_IN_A_WORD
    long = max(text.split(), key=len, default="") if len(text) > most else ""
    if len(long) > most:
        problem = f"In the row of {owner} a word has {len(long):,} letters: {long[:30]!r} …"
        hint = f"Put blanks into it; a word has at most {most} letters."
        yield error_at(Kind.LIMIT, where, problem, hint)


def _on_home(database: Database) -> Iterator[Finding]:
    count = database.number("SELECT count(*) FROM topic WHERE stands_out = 1")
    if count > MOST_ON_HOME:
        where = Location(table="topic", column="stands_out")
        problem = f"{count:,} pages stand out on the first screen; {MOST_ON_HOME} are the most."
        yield error_at(Kind.LIMIT, where, problem, "Have fewer of them stand out.")


def _rows_of(database: Database, table: str, columns: Sequence[str]) -> Iterator[Finding]:
    # Names of our own schema, which the check of the file has compared.
    where = Location(table=table)
    if table in MOST_ROWS:
        count = database.number(f"SELECT count(*) FROM {table}")
        if count > MOST_ROWS[table]:
            problem = f"It has {count:,} rows; {MOST_ROWS[table]:,} are the most."
            yield error_at(Kind.LIMIT, where, problem, "Take some of them out.")
    owner = columns[0] if columns else ""
    if table in _UNSEEN or not owner.endswith("_id") or table.startswith("publication"):
        return
    deeper = [c for c in ("question_id", "outcome_id", "choice_id") if c in columns[1:2]]
    keys = ", ".join((owner, *deeper))
    most = database.one(
        f"SELECT {owner}, count(*) FROM {table} GROUP BY {keys} ORDER BY 2 DESC LIMIT 1"
    )
    if most and most[1] > MOST_ENTRIES:
        problem = f"{most[0]} has {most[1]:,} of them; {MOST_ENTRIES} are the most."
        yield error_at(Kind.LIMIT, where, problem, "Take some of them out.")
