"""Libraries of older versions, as those versions of the program made them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.content.database import checksums, schema
from app.content.reader import reading_order
from app.content.updates.copy_manifest import digest_of
from app.content.updates.edition_files import Files, edition_name, read_record, write_record
from app.domain.kiosk import editions

_FIRST = Path(__file__).parent / "database" / "schema_1.sql"


def first_version(connection: sqlite3.Connection) -> None:
    """Make the tables of version 1, as that version of the program did."""
    connection.executescript(_FIRST.read_text(encoding="utf-8"))
    for table in schema.table_names(connection):
        connection.execute("INSERT INTO seal VALUES (?, 'edited')", (table,))
        for event in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_breaks_seal AFTER {event} ON {table}\n"
                f"BEGIN\n    UPDATE seal SET digest = 'edited' WHERE table_name = '{table}';\nEND"
            )
    for table in schema.APPEND_ONLY:
        for event in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_refused BEFORE {event} ON {table}\n"
                f"BEGIN\n    SELECT RAISE(ABORT, 'rows of {table} are never changed');\nEND"
            )
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")


def make_older(file: Path, version: int) -> None:
    """Put the same library, of an older version, in a library's place."""
    new = Path(shutil.copy(file, file.with_name(f"{file.name}.new")))
    make_first(file, keeps_sample=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        first = schema.table_names(connection)
        if steps := [step for step in schema.migrations() if step.version <= version]:
            schema.migrate(connection, steps)
        connection.execute("ATTACH ? AS new", (str(new),))
        # What version 1 had no room for.
        known = "SELECT group_concat(name) FROM pragma_table_info('library')"
        (columns,) = connection.execute(known).fetchone()
        connection.execute(
            f"UPDATE main.library SET ({columns}) = (SELECT {columns} FROM new.library)"
        )
        for table in set(schema.table_names(connection)) - set(first):
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
        checksums.set_checksums(connection)
    new.unlink()


def make_first(file: Path, *, keeps_sample: bool = False) -> None:
    """Put a library of version 1 in a library's place: it says the same, as no sample."""
    old = file.with_name(f"{file.name}.old")
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        first_version(connection)
        connection.execute("ATTACH ? AS new", (str(file),))
        connection.execute("BEGIN")
        for table in schema.table_names(connection):
            columns = ", ".join(
                name
                for (name,) in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")
            )
            texts = "WHERE kind <> 'library'" if table == "signature" else ""
            connection.execute(
                f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table} {texts}"
            )
        if not keeps_sample:
            connection.execute("UPDATE library SET sample = 0, sample_notice = ''")
        checksums.set_checksums(connection)
        connection.execute("COMMIT")
        connection.execute("DETACH new")
    old.replace(file)


def make_kept_older(store: Path, version: int, put_back: Sequence[str] = ()) -> None:
    """Put the kept editions in the state in which a program of an older version left them."""
    record = read_record(store)
    for edition in record.entries:
        file = store / edition.file
        reading_order.take_out(file)
        make_older(file, version)
        reading_order.complete(file, (), put_back)
        digest = digest_of(file)
        name, size = edition_name(edition.number, digest), file.stat().st_size
        file.rename(store / name)
        was = replace(edition, file=name, digest=digest, size=size)
        record = editions.renewed(record, edition.file, was)
    write_record(store, record, Files())
