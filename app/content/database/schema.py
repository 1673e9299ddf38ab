"""The schema of content.db: what marks the file as ours, its tables, and how it grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from app.content.database import steps
from app.lazy_dataclass import dataclass

APPLICATION_ID = 0x436B696F
"""The mark of a content.db in its header: "Ckio"."""

CHECKSUM_TABLE = "seal"
EDITED = "edited"

_SQL = Path(__file__).with_name("schema.sql")

SchemaRow = tuple[str, str, str, str]
"""(type, name, table, SQL), as sqlite_schema has it."""

# What other tools leave behind, and SQLite itself uses only to plan its queries.
_STATISTICS = frozenset({"sqlite_stat1", "sqlite_stat4"})


@dataclass(frozen=True, slots=True)
class Migration:
    """A step from the version before to `version`."""

    version: int
    script: str


def tables_script() -> str:
    """The tables and indexes, with their comments, as schema.sql has them."""
    return _SQL.read_text(encoding="utf-8")


def whole_script() -> str:
    """The tables of schema.sql, a checksum for each, and the triggers on them."""
    sql = tables_script()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(sql)
        tables = table_names(connection)
    return "".join(
        (
            sql,
            *(_checksum(table) + _checksum_triggers(table) for table in tables),
            *(_append_only(table) for table in APPEND_ONLY),
        )
    )


# Names of tables come from schema.sql alone.
_CHECKSUM_TRIGGER = """\
CREATE TRIGGER {table}_{name}_breaks_seal AFTER {event} ON {table}
BEGIN
    UPDATE seal SET digest = 'edited' WHERE table_name = '{table}';
END;
"""


APPEND_ONLY = ("version", "signature", "history", "publication", "publication_item")
"""The tables whose rows are never changed and never go: what was signed, and what was done."""

_APPEND_ONLY_TRIGGER = """\
CREATE TRIGGER {table}_{name}_refused BEFORE {event} ON {table}
BEGIN
    SELECT RAISE(ABORT, 'rows of {table} are never changed');
END;
"""


def _append_only(table: str) -> str:
    return "".join(
        _APPEND_ONLY_TRIGGER.format(table=table, name=event.lower(), event=event)
        for event in ("UPDATE", "DELETE")
    )


def _checksum(table: str) -> str:
    return f"INSERT INTO {CHECKSUM_TABLE} (table_name, digest) VALUES ('{table}', '{EDITED}');\n"


def _checksum_triggers(table: str) -> str:
    return "".join(
        _CHECKSUM_TRIGGER.format(table=table, name=event.lower(), event=event)
        for event in ("INSERT", "UPDATE", "DELETE")
    )


def migrations() -> tuple[Migration, ...]:
    """Every step from version 1 on, in order. A step that has been released is never changed."""
    return (
        Migration(2, steps.TO_2 + _triggers("library") + _triggers("signature")),
        Migration(3, steps.TO_3 + _triggers("picture")),
        Migration(4, steps.TO_4 + _triggers("appearance")),
    )


def _triggers(table: str) -> str:
    """The triggers of a table that was made."""
    return _checksum_triggers(table) + (_append_only(table) if table in APPEND_ONLY else "")


LIBRARY_SIGNED = 2
"""The version from which on the library itself is signed."""

VERSION = 4
"""The version that this program reads: the last migration's."""


def table_names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables that hold content, in the order of the alphabet: all but that of the checksums."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ?"
        " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
        (CHECKSUM_TABLE,),
    )
    return tuple(name for (name,) in rows)


def migrate(connection: sqlite3.Connection, to_take: Sequence[Migration] | None = None) -> int:
    """Bring a database up to the last step, all or nothing; returns the version it came from.

    An empty one gets the tables as schema.sql has them.

    The connection must be in autocommit mode, with no transaction open.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    came_from = int(version)
    due = [step for step in (to_take or migrations()) if step.version > came_from]
    if came_from == 0:
        due = [Migration(VERSION, whole_script()), *(s for s in due if s.version > VERSION)]
    if not due:
        return came_from
    connection.execute("PRAGMA foreign_keys = OFF")  # tables may be rebuilt; checked below
    script = "BEGIN IMMEDIATE;\n" + "\n".join(step.script for step in due)
    try:
        connection.executescript(script)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"a row of {broken[0]} refers to a row that is not there")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {due[-1].version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return came_from


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database."""
    migrate(connection)


def schema_of(connection: sqlite3.Connection) -> frozenset[SchemaRow]:
    """A database's tables, indexes, triggers and views, as their SQL."""
    rows = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")
    return frozenset(row for row in rows if row[1] not in _STATISTICS)


@cache
def expected_schema() -> frozenset[SchemaRow]:
    """What `schema_of` gives for a database of ours."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create(connection)
        return schema_of(connection)
