"""Reading and adding what was signed: versions, and who signed which."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from functools import lru_cache

from app.content.items.item import Content, from_text
from app.domain.governance.governance import ItemKey, ItemKind, Signature, Step

_STEPS = {str(step): step for step in Step}
_ROWS = "SELECT kind, item_id, language, step, digest, name, role, day FROM signature"


def every_signature(connection: sqlite3.Connection) -> dict[ItemKey, tuple[Signature, ...]]:
    """The signatures of each text, oldest first."""
    found: dict[ItemKey, list[Signature]] = defaultdict(list)
    for kind, item, language, *values in connection.execute(f"{_ROWS} ORDER BY number"):
        found[ItemKey(ItemKind(kind), item, language)].append(_signature(*values))
    return {key: tuple(signatures) for key, signatures in found.items()}


def signatures_of(connection: sqlite3.Connection, key: ItemKey) -> tuple[Signature, ...]:
    """The signatures of one text, oldest first."""
    rows = connection.execute(
        f"{_ROWS} WHERE kind = ? AND item_id = ? AND language = ? ORDER BY number",
        (key.kind, key.id, key.language),
    )
    return tuple(_signature(*values) for _, _, _, *values in rows)


def _signature(step: str, digest: str, name: str, role: str, day: str) -> Signature:
    return Signature(_STEPS.get(step) or Step(step), digest, name, role, _day(day))


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def add_signature(connection: sqlite3.Connection, key: ItemKey, signature: Signature) -> None:
    """Write a signature down."""
    connection.execute(
        "INSERT INTO signature (kind, item_id, language, digest, step, name, role, day)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(key.kind, key.id, key.language),
            *(signature.digest, signature.step, signature.name, signature.role),
            signature.day.isoformat() if signature.day else "",
        ),
    )


def add_version(connection: sqlite3.Connection, content: Content) -> str:
    """Keep a version for ever; returns its digest."""
    connection.execute(
        "INSERT OR IGNORE INTO version (digest, content) VALUES (?, ?)",
        (content.digest, content.text),
    )
    return content.digest


def version(connection: sqlite3.Connection, digest: str) -> Content | None:
    """A version that was kept; None where it is not there, or is not what was signed."""
    row = connection.execute("SELECT content FROM version WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        return None
    try:
        found = from_text(row[0])
    except ValueError:
        return None
    return found if found.digest == digest else None
