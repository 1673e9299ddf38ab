"""Text as a printer can take it: no controls, and no word wider than its line."""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 30
LONGEST_WORD_IN_CELL = 20
_MAY_BREAK_HERE = "\N{ZERO WIDTH SPACE}"
_UNPRINTABLE = {"Cc", "Cs", "Cn"}
_LEFT_OUT = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))


def plain(text: str, longest_word: int = LONGEST_WORD) -> str:
    """A line of text on its own."""
    return breakable(one_line(text), longest_word)


def one_line(text: str) -> str:
    """Its words, with one space between each."""
    return printable(text).strip()


def printable(text: str) -> str:
    """Line ends and other controls become spaces; byte order and turn-round marks go."""
    spaced = (" " if unicodedata.category(c) in _UNPRINTABLE else c for c in text)
    return re.sub(r" {2,}", " ", "".join(spaced).translate(_LEFT_OUT))


def breakable(text: str, longest_word: int) -> str:
    """A word too long for the line may break anywhere: better broken than off the paper."""
    return re.sub(
        rf"[^\s/-]{{{longest_word + 1},}}", lambda word: _MAY_BREAK_HERE.join(word[0]), text
    )
