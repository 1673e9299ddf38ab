"""Characters that no text of a library may hold: they cannot be seen, or change what is seen.

One rule for the checks, the editor, what is brought in, the screen, paper and codes. What isolates
text of the other direction is added by the program where it shows a text, and never typed.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = 4
"""How many marks may stand on one letter; Vietnamese has two, Hebrew at most four."""

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What turns a text round, so that one sees another number than is there."""

_TURNING_SIGNS = re.compile(f"[{TURNING}]")
_FORBIDDEN = re.compile(
    # Controls but for a tab and line ends; their second set; marks and embeddings of direction.
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    # Separators and signs without width that are no joiners; noncharacters; halves of characters.
    r"\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff"
    # Private letters, and tags; the last two of each plane are noncharacters.
    r"\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
    # Piles of marks that would be drawn over other lines.
    r"|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    rf"{{{MOST_MARKS + 1},}}"
)


_UNSEEN = re.compile(
    # Blanks of any script; joiners, fillers and marks that are drawn as nothing.
    r"[\s\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u2800\u3164\ufe00-\ufe0f\uffa0]*"
)


def is_blank(text: str) -> bool:
    """Whether a text says nothing that one can see. Where words are needed, it is none."""
    return _UNSEEN.fullmatch(text) is not None


def forbidden_in(text: str) -> str:
    """The first thing in a text that may not be there, or ""."""
    found = _FORBIDDEN.search(text)
    return found[0] if found else ""


def without_forbidden(text: str) -> str:
    """A text without what may not be there; of a pile of marks, as many stay as may."""
    return _FORBIDDEN.sub(_allowed, text)


def _allowed(match: re.Match[str]) -> str:
    return match[0][:MOST_MARKS] if len(match[0]) > MOST_MARKS else ""


def without_stray_marks(text: str, stand_in: str) -> str:
    """A text in which each mark that stands on a letter of another script is replaced.

    No font draws a Thai vowel on a digit. Marks that are of no script stand on any letter.
    """
    if text.isascii():
        return text
    made = []
    base = ""
    for character in text:
        category = unicodedata.category(character)
        if not category.startswith(("M", "Cf")):  # a joiner leaves the mark where it is
            base = _script(character)
        elif category != "Cf" and _script(character) not in (base, *_OF_NO_SCRIPT):
            made.append(stand_in)
            continue
        made.append(character)
    return "".join(made)


_OF_NO_SCRIPT = ("COMBINING", "VARIATION", "VEDIC")


def _script(character: str) -> str:
    """The script of a letter or a mark, as the first word of its name says it."""
    return unicodedata.name(character, "").partition(" ")[0]


def turning_in(text: str) -> str:
    """The first character in a text that turns it round, or ""."""
    found = _TURNING_SIGNS.search(text)
    return found[0] if found else ""


def called(found: str) -> str:
    """What staff are told of it: "a control character (U+0007)"."""
    code = f"U+{ord(found[0]):04X}"
    if len(found) > MOST_MARKS:
        return f"a letter with {len(found)} marks on it ({code} and others)"
    if unicodedata.bidirectional(found[0]) in _TURNING or found[0] in "\u200e\u200f\u061c":
        return f"a character that turns text round ({code})"
    if unicodedata.category(found[0]) == "Cc":
        return f"a control character ({code})"
    if unicodedata.category(found[0]) == "Co":
        return f"a letter that only one font has ({code})"
    return f"a character that cannot be seen ({code})"


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
