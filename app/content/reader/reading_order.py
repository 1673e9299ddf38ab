"""The reading order, numbered once, so that any card of 100,000 is found at once; and its dates.

The private copy that the kiosk reads holds these tables; beside any other file they are temporary.
It also says which of its texts were put back as they were signed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.governance.governance import ItemKey

_TABLES = """
CREATE {temporary} TABLE reading_card (
    place INTEGER PRIMARY KEY,
    section_id TEXT NOT NULL,
    topic_id TEXT NOT NULL
) STRICT;
INSERT INTO reading_card (section_id, topic_id)
    SELECT section.id, topic.id
    FROM library
    CROSS JOIN section
    JOIN topic ON topic.section_id = section.id
    JOIN topic_text ON topic_text.topic_id = topic.id
        AND topic_text.language = library.language AND topic_text.state = 'approved'
    ORDER BY section.position, section.id, topic.position, topic.id;

CREATE {temporary} TABLE reading_section (
    first_place INTEGER PRIMARY KEY,
    section_id TEXT NOT NULL UNIQUE,
    topic_count INTEGER NOT NULL
) STRICT;
INSERT INTO reading_section (first_place, section_id, topic_count)
    SELECT min(place), section_id, count(*) FROM reading_card GROUP BY section_id;

CREATE {temporary} TABLE reading_standout (
    place INTEGER PRIMARY KEY,
    topic_id TEXT NOT NULL
) STRICT;
INSERT INTO reading_standout (place, topic_id)
    SELECT place, topic_id FROM reading_card JOIN topic ON topic.id = topic_id WHERE stands_out = 1;

-- The latest day that the library itself is sure of: a machine's clock before it is wrong.
CREATE {temporary} TABLE reading_dates (latest TEXT NOT NULL) STRICT;
INSERT INTO reading_dates (latest)
    SELECT ifnull(max(day), '') FROM (
        SELECT published_on AS day FROM library
        UNION ALL SELECT max(day) FROM signature
        UNION ALL SELECT max(last_reviewed) FROM topic
        UNION ALL SELECT max(last_reviewed) FROM walkthrough
        UNION ALL SELECT max(last_reviewed) FROM contact
        UNION ALL SELECT max(last_reviewed) FROM term
    );
"""

_NAMES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'reading~_%' ESCAPE '~'"
_PERMANENT = _TABLES.format(temporary="")
TEMPORARY = _TABLES.format(temporary="TEMPORARY")


def complete(copy: Path, put_back: Sequence[ItemKey], before: Sequence[str] = ()) -> None:
    """Write the tables into a private copy, and what was put back in it, now and `before`."""
    texts = (
        f"{key.kind} {key.id} ({key.language})" if key.language else "the library itself"
        for key in put_back
    )
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.executescript(_PERMANENT)
        connection.execute("CREATE TABLE reading_put_back (text TEXT NOT NULL) STRICT")
        for text in dict.fromkeys((*before, *texts)):
            connection.execute("INSERT INTO reading_put_back VALUES (?)", (text,))


def take_out(copy: Path) -> tuple[str, ...]:
    """Take the tables out again, whichever version wrote them; gives what was put back."""
    put_back: list[str] = []
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for (table,) in connection.execute(_NAMES).fetchall():
            if table == "reading_put_back":
                put_back = [text for (text,) in connection.execute(f"SELECT text FROM {table}")]
            connection.execute(f"DROP TABLE {table}")
    return tuple(put_back)
