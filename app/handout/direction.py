"""The language of a sheet for Typst, and its texts where that is written from the right."""

from __future__ import annotations

import re
from typing import Any

from app.domain.library.direction import isolated

_NO_TEXT = {
    "element",
    "svg",
    "data",
    "format",
    "anchor",
    "page",
    "language",
    "region",
    "paper",
    "direction",
    "accent",
}
"""What is no text of a sheet's data, and "page", whose number is put in later."""


def language_and_region(language: str) -> tuple[str, str | None]:
    """A language as Typst takes it: two or three letters, and a region of two, if it has one."""
    primary, *others = language.replace("_", "-").split("-")
    known = re.fullmatch("[A-Za-z]{2,3}", primary)
    region = next((other for other in others if re.fullmatch("[A-Za-z]{2}", other)), None)
    return (primary.lower() if known else "en", region)


def isolated_in(data: Any) -> Any:
    """A sheet's data, with what goes from the left set apart in each of its texts."""
    if isinstance(data, str):
        return isolated(data)
    if isinstance(data, list):
        return [isolated_in(item) for item in data]
    if isinstance(data, dict):
        return {
            key: value if key in _NO_TEXT else isolated_in(value) for key, value in data.items()
        }
    return data
