"""The characters that office programs leave behind, cleaned away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from app.domain.library.characters import forbidden_in, without_forbidden
from app.domain.library.markup import Run

# What no text may hold is for the domain to say; these are allowed, and mean nothing.
_UNSEEN = re.compile("\u00ad")
# Joiners belong to some scripts, and to nothing between Latin letters.
_JOINERS = re.compile(r"(?<![\u0590-\u08ff\u0900-\u109f\u1780-\u18af\ufb1d-\ufefc])[\u200c\u200d]")
# Of other alphabets of controls, these are blanks.
_LINE_ENDS = re.compile(r"[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")

_RAISED = str.maketrans("0123456789+-\u2212()=n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾⁼ⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212()=", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎₌")
_ORDINALS = re.compile(r"\s*(?:st|nd|rd|th|a|o|TM|®|™|℠)\s*", re.IGNORECASE)


def tidy(text: str) -> str:
    """A text without what cannot be seen, and with ordinary spaces alone."""
    allowed = without_forbidden(_LINE_ENDS.sub(" ", text))
    return _BLANKS.sub(" ", _JOINERS.sub("", _UNSEEN.sub("", allowed)))


def tidy_line(text: str) -> str:
    """`tidy` for words that stand alone."""
    return tidy(text).strip()


def is_tidy(text: str) -> bool:
    """Whether a text of many lines holds nothing that would have to go."""
    return not _UNSEEN.search(text) and not forbidden_in(text) and "\r" not in text


def tidy_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs of one block, tidied, with single spaces between words and none at the ends."""
    found: list[Run] = []
    before = " "
    for run in runs:
        text = tidy(run.text)
        if before.endswith(" "):
            text = text.removeprefix(" ")
        if text:
            found.append(replace(run, text=text))
            before = text
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)


def raised(text: str) -> str | None:
    """A power or a charge in raised signs; an ordinal as it is; None for other words."""
    return _moved(text, _RAISED)


def lowered(text: str) -> str | None:
    """The number in a formula in lowered signs; None for words."""
    return _moved(text, _LOWERED)


def _moved(text: str, signs: dict[int, int]) -> str | None:
    if not text.strip() or _ORDINALS.fullmatch(text):
        return text
    moved = text.translate(signs)
    stayed = any(a == b and not a.isspace() for a, b in zip(text, moved, strict=True))
    return None if stayed else moved
