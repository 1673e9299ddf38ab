"""Which way a language is written, and what of a text goes the other way.

In a text that is written from the right, a telephone number, a span of hours or a Latin name keeps
its own order only where it is set apart: else a sign between its parts, or a box, turns it round.
"""

from __future__ import annotations

import re

_FROM_THE_RIGHT = {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
_SCRIPTS_FROM_THE_RIGHT = {"Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}

_SIGN = r"[0-9A-Za-z\u00c0-\u024f]"
_BETWEEN = r"[ \u00a0\u200b.:/'\u2019@&+\u2010-\u2013-]*"
_FROM_THE_LEFT = re.compile(rf"\+?{_SIGN}+(?:{_BETWEEN}{_SIGN}+)*%?")
_LETTER_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_ISOLATE, _ITS_END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


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


def goes_from_the_right(text: str) -> bool:
    """Whether a text begins from the right, or most of its letters are written so."""
    if text.isascii():
        return False
    right, left = _LETTER_FROM_THE_RIGHT.search(text), _LATIN_LETTER.search(text)
    if right is None or left is None:
        return right is not None
    if right.start() < left.start():
        return True
    return len(_LETTER_FROM_THE_RIGHT.findall(text)) > len(_LATIN_LETTER.findall(text))
