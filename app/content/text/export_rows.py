"""Rows of the tables as mappings, on their way to text."""

from __future__ import annotations

from typing import Any

from app.content.database.connection import Database
from app.content.text.yaml_form import Value


def table(database: Database, name: str, rest: str = "", *values: str) -> list[dict[str, Any]]:
    """Rows of one of our tables, as mappings."""
    columns = [row[0] for row in database.rows("SELECT name FROM pragma_table_info(?)", (name,))]
    rows = database.rows(f"SELECT {', '.join(columns)} FROM {name} {rest}", values)  # noqa: S608
    return [dict(zip(columns, row, strict=True)) for row in rows]


def ids(database: Database, name: str, column: str, owner: str, item: str) -> Value:
    """The ids that an item lists, in order."""
    rows = table(database, name, f"WHERE {owner} = ? ORDER BY position, {column}", item)
    return [row[column] for row in rows]


def filled(values: dict[str, Value]) -> dict[str, Value]:
    """A mapping without the keys that are empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def about(item: dict[str, Any], more: dict[str, Value]) -> dict[str, Value]:
    """The icon, the source and the review dates, with `more` after the icon."""
    return {"icon": item["icon"], **more, **answered_for(item)}


def answered_for(item: dict[str, Any]) -> dict[str, Value]:
    """Who answers for an item, and what it stands on."""
    return {
        "owner": item["owner"],
        "author": item["author"],
        "source": item["source_id"],
        "last_reviewed": item["last_reviewed"],
        "next_review": item["next_review"],
    }
