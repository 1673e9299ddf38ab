"""Which way a language is written, and what of a text goes the other way.

In a text that is written from the right, a telephone number, a span of hours or a Latin name keeps
its own order only where it is set apart: else a sign between its parts, or a box, turns it round.
"""

from __future__ import annotations

import re
from typing import Any

_FROM_THE_RIGHT = {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
_SCRIPTS_FROM_THE_RIGHT = {"Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}

_SIGN = r"[0-9A-Za-z\u00c0-\u024f]"
_BETWEEN = r"[ \u00a0\u200b.:/'\u2019@&+\u2010-\u2013-]*"
_FROM_THE_LEFT = re.compile(rf"\+?{_SIGN}+(?:{_BETWEEN}{_SIGN}+)*%?")
_LETTER_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE, _ITS_END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

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


def from_the_right(language: str) -> bool:
    """Whether a language, as "ar" or "pa-Arab-PK", is written from right to left."""
    primary, *others = language.replace("_", "-").split("-")
    scripts = [other.title() for other in others if len(other) == len("Arab")]
    if scripts:
        return scripts[0] in _SCRIPTS_FROM_THE_RIGHT
    return primary.lower() in _FROM_THE_RIGHT


def isolated(text: str) -> str:
    """A text from the right, with what goes from the left set apart: the whole, or each piece."""
    if not _LETTER_FROM_THE_RIGHT.search(text):
        return f"{_ISOLATE}{text}{_ITS_END}" if _FROM_THE_LEFT.search(text) else text
    return _FROM_THE_LEFT.sub(lambda found: f"{_ISOLATE}{found[0]}{_ITS_END}", text)


def isolated_in(data: Any) -> Any:
    """The same for every text of a sheet's data."""
    if isinstance(data, str):
        return isolated(data)
    if isinstance(data, list):
        return [isolated_in(item) for item in data]
    if isinstance(data, dict):
        return {
            key: value if key in _NO_TEXT else isolated_in(value) for key, value in data.items()
        }
    return data
