"""A number with its noun. The families' screens have `qsTr` for it, which can be translated."""

from __future__ import annotations


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 day", "2 days"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
