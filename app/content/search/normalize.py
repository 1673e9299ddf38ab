"""Words as people remember them: without accents, capitals, curly quotes, or spaces in numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

Span = tuple[int, int]
"""Where something begins in a text, and where it ends."""

_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    **{"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe"},
    **{"Ł": "l", "Ø": "o", "Đ": "d", "Ħ": "h", "Æ": "ae", "Œ": "oe", "…": "..."},
}
_TO_CHANGE = re.compile(f"[{''.join(_ALIKE)}]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")
_UNEVEN = re.compile(r"[^\S ]| {2}")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d ()-]*\d")
_AS_NUMBER = re.compile(r"[\d()+-]+")
_LEAST_DIGITS = 3
_BETWEEN = 2
"""How many letters, a comma and a space, may be between words that follow on each other."""
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_AROUND = ".,;:!?\"'"


def _letters(text: str) -> str:
    """What is left of some letters, spaces apart."""
    if text.isascii():
        return text.lower()
    changed = _TO_CHANGE.sub(lambda found: _ALIKE[found[0]], text)
    return _ACCENTS.sub("", unicodedata.normalize("NFD", changed.casefold()))


def fold(text: str) -> str:
    """A text as it is compared."""
    letters = _letters(text)
    return _SPACES.sub(" ", letters) if _UNEVEN.search(letters) else letters


def numbers(folded: str) -> str:
    """The numbers in a folded text, each without what stands between its digits."""
    if not _DIGIT.search(folded):
        return ""
    found = (re.sub(r"\D", "", number) for number in _NUMBER.findall(folded))
    return " ".join(number for number in found if len(number) >= _LEAST_DIGITS)


@cache
def _letter(character: str) -> str:
    return " " if character.isspace() else _letters(character)


def _with_positions(text: str) -> tuple[str, Sequence[int]]:
    """A folded text, and for each of its letters the position in the text that it comes from."""
    if text.isascii() and not _UNEVEN.search(text):
        return text.lower(), range(len(text))
    letters: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        for letter in _letter(character):
            if letter != " " or letters[-1:] != [" "]:
                letters.append(letter)
                positions.append(position)
    return "".join(letters), positions


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or some words in a row, folded. `digits` are a number's alone, else ""."""

    folded: str
    digits: str = ""

    def is_in(self, folded: str, digits: str) -> bool:
        """Whether it is in a folded text, or in the numbers of one."""
        return self.folded in folded or bool(self.digits and self.digits in digits)

    def found(self, folded: str) -> Iterator[Span]:
        """Where it is in a folded text."""
        at = folded.find(self.folded)
        while at >= 0:
            yield at, at + len(self.folded)
            at = folded.find(self.folded, at + len(self.folded))
        if not self.digits:
            return
        for number in _NUMBER.finditer(folded):
            positions = [n for n in range(*number.span()) if folded[n].isdigit()]
            digits = "".join(folded[n] for n in positions)
            at = digits.find(self.digits)
            if at >= 0:
                yield positions[at], positions[at + len(self.digits) - 1] + 1


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: each of these words, wherever they are."""

    words: tuple[Word, ...]

    def matches(self, text: str) -> list[tuple[Span, Word]]:
        """Where each of its words is in a text, as the text was written, in order."""
        folded, positions = _with_positions(text)
        found = {
            ((positions[start], positions[end - 1] + 1), word)
            for word in self.words
            for start, end in word.found(folded)
        }
        return sorted(found, key=lambda match: match[0])

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where its words are in a text, in order; what lies within another is left out."""
        apart: list[Span] = []
        for span, _ in self.matches(text):
            if not apart or span[0] >= apart[-1][1]:
                apart.append(span)
        return tuple(apart)

    def best(self, text: str, near: int) -> Span | None:
        """The first of those words that stand closest, within `near` letters; None without any.

        Words that follow on each other are one.
        """
        found = self.matches(text)
        if not found:
            return None

        def density(match: tuple[Span, Word]) -> int:
            start = match[0][0]
            return len({word for span, word in found if start <= span[0] < start + near})

        start, end = max(found, key=density)[0]  # the first of the best
        for span, _ in found:
            if start <= span[0] <= end + _BETWEEN:
                end = max(end, span[1])
        return start, end


def parse_query(text: str) -> Query:
    """The words that somebody typed; some in double quotes are in a row."""
    found: dict[Word, None] = {}
    for phrase, single in _ASKED.findall(fold(text)):
        word = (phrase or single.strip(_AROUND) or single).strip(' "')
        if word:
            digits = re.sub(r"\D", "", word) if _AS_NUMBER.fullmatch(word) else ""
            found[Word(word, digits if len(digits) >= _LEAST_DIGITS else "")] = None
    return Query(tuple(found))
