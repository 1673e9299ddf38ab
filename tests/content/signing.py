"""Signing by hand, for tests that change a library and want families to see the change."""

from __future__ import annotations

import sqlite3

from app.content.items.item import every_content
from app.content.items.signatures import add_signature, add_version, every_signature
from app.domain.governance.governance import Signature, Step


def sign_everything(connection: sqlite3.Connection) -> None:
    """Sign each text as it stands, if it was ever signed."""
    known = every_signature(connection)
    for content in [c for c in every_content(connection) if c.key in known]:
        digest = add_version(connection, content)
        add_signature(connection, content.key, Signature(Step.SIGNED, digest, "A tester"))


def change_and_sign(connection: sqlite3.Connection, sql: str, *values: str) -> None:
    """Change the library with SQL, and sign what it says then."""
    connection.execute(sql, values)
    sign_everything(connection)
