"""docs/schema.md, made from schema.sql: `python -m app.content.reports.schema_page` prints it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from app.content.checks.cells import (
    LIMITS,
    MOST_ENTRIES,
    MOST_IN_A_WORD,
    MOST_ON_HOME,
    MOST_ROWS,
)
from app.content.database import schema
from app.content.items.fields import MOST_IN_A_TEXT

_TABLE = re.compile(r"((?:^--[^\n]*\n)+)CREATE TABLE (\w+) \(\n(.*?)^\)", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(
    r"^    ([a-z_]+) (?:TEXT|INTEGER|BLOB)\b[^\n]*?(?:-- ([^\n]*))?$", re.MULTILINE
)

_ROWS = ", ".join(f"{most:,} rows of {table}" for table, most in MOST_ROWS.items())

_HEAD = f"""\
# The tables of content.db

This page is made from `app/content/database/schema.sql`; a test compares the two. To make it again:
`python -m app.content.reports.schema_page > docs/schema.md`.

The file is an SQLite database with `application_id` {schema.APPLICATION_ID} ("Ckio") and
`user_version` {schema.VERSION}. Every table is `STRICT`, and every rule below is kept by the file
itself, whichever program writes: ids are small letters and digits, dates are days that exist, and a
next review is never before the last. Lists stand in the order of `position`.

Turn `PRAGMA foreign_keys = ON` before you edit with a tool of your own, then look at the result
with `clinic-content check`. An edit breaks the *seal* of its table, which tells it from damage. And
a text that was edited is no longer the one that was signed: families go on seeing the version that
was, until somebody checks and signs the new one.

What families may see has a limit, so that no page holds the screen: the letters of a text stand
beside it, {MOST_IN_A_TEXT:,} where nothing else does; a word has at most {MOST_IN_A_WORD} letters,
and an item at most {MOST_ENTRIES} rows of a table. A library has at most {_ROWS}; and at most
{MOST_ON_HOME} of its pages stand out on the first screen. `clinic-content check` names what is
more.
"""


def page() -> str:
    """The page, as Markdown."""
    sql = schema.tables_script()
    comments = {match[2]: match for match in _TABLE.finditer(sql)}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection)
        parts = [_table(connection, match[2], match) for match in comments.values()]
    return "\n".join((_HEAD, *parts))


def _table(connection: sqlite3.Connection, table: str, match: re.Match[str]) -> str:
    about = " ".join(line.removeprefix("--").strip() for line in match[1].splitlines())
    words = {column[1]: column[2] or "" for column in _COLUMN.finditer(match[3])}
    named = {
        row[3]: f"{row[2]}.{row[4]}"
        for row in connection.execute("SELECT * FROM pragma_foreign_key_list(?)", (table,))
    }
    lines = [
        f"## {table}\n",
        f"{about}\n",
        "| column | type | | names | meaning |",
        "|---|---|---|---|---|",
    ]
    for _, name, kind, needed, default, key in connection.execute(
        "SELECT * FROM pragma_table_info(?)", (table,)
    ):
        mark = "key" if key else "needed" if needed and default is None else ""
        most = f"at most {LIMITS[table, name]:,} letters" if (table, name) in LIMITS else ""
        meaning = "; ".join(filter(None, (words.get(name, ""), most)))
        lines.append(f"| {name} | {kind} | {mark} | {named.get(name, '')} | {meaning} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(), end="")
