"""The forms that values have, and values that somebody sets by name in a command."""

from __future__ import annotations

import re
from datetime import date

from app.domain.errors import KioskError

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ID = re.compile(r"[a-z][a-z0-9]{0,31}")
PHONE = re.compile(r"[0-9 +()]+")
FEWEST_DIGITS = 3
"""Of a telephone number."""


class FieldError(KioskError):
    """A field that is not there, or a value that it cannot have; in a sentence for staff."""


def day(name: str, value: str) -> date:
    """A date as 2026-11-22; FieldError otherwise."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise FieldError(f"{name} is a date such as 2026-11-22, not “{value}”.") from None


def flag(name: str, value: str) -> int:
    """1 or 0 for true or false; FieldError otherwise."""
    try:
        return {"true": 1, "false": 0, "": 0}[value.strip().lower()]
    except KeyError:
        raise FieldError(f"{name} is true or false, not “{value}”.") from None


def listed(value: str) -> list[str]:
    """Ids with commas between them."""
    return [item.strip() for item in value.split(",") if item.strip()]


def lines(value: str) -> list[str]:
    """Sentences, one on each line."""
    return [line.strip() for line in value.splitlines() if line.strip()]


def is_phone(value: str) -> bool:
    """Whether it is a whole telephone number."""
    return bool(PHONE.fullmatch(value)) and sum(c.isdigit() for c in value) >= FEWEST_DIGITS
