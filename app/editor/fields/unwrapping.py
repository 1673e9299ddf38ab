"""A page's text with each paragraph on one line, as people write; it says the same."""

from __future__ import annotations

import re
from functools import lru_cache

_BEGINS = re.compile(r"\s*(?:#|[-*+] |[-*+]$|\d{1,9}[.)](?: |$)|>|```|~~~|<|\||(?:[-*_]\s*){3,}$)")
_BOX = re.compile(r"> ?")


@lru_cache(maxsize=64)
def unwrapped(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with its soft line breaks gone, and for each line the one it stands in now, from 0.

    A text in which that would change what families see comes back as it is.
    """
    lines: list[str] = []
    line_numbers: list[int] = []
    for line in text.split("\n"):
        joined = _join(lines[-1], line) if lines else None
        if joined is None:
            lines.append(line)
        else:
            lines[-1] = joined
        line_numbers.append(len(lines) - 1)
    result = "\n".join(lines)
    if result != text and not _same(result, text):
        return text, tuple(range(len(line_numbers)))
    return result, tuple(line_numbers)


def _same(one: str, other: str) -> bool:
    from app.content.reader.markup import read  # noqa: PLC0415 - not before a page is opened

    return read(one).blocks == read(other).blocks


def _join(before: str, line: str) -> str | None:
    """Two lines of one paragraph as one; None where they are not."""
    if not before.strip() or not line.strip() or before.endswith(("  ", "\\")):
        return None
    if before.lstrip().startswith("#"):
        return None
    box = _BOX.match(line) if before.startswith(">") else None
    words = line[box.end() :] if box else line
    if not words.strip() or _BEGINS.match(words):
        return None
    return f"{before} {words.strip()}"
