"""Signs that neither the screen nor the paper can draw, told before anybody signs them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.content.checks.findings import Finding, Kind, Location, advice_at
from app.content.database.connection import Database
from app.content.items.fields import COMPONENTS, FIELDS, owners
from app.domain.governance.governance import TEXT_KINDS

_FONTS = Path(__file__).parents[3] / "resources" / "fonts"
_HINT = "Write it in other words, or see whether a page in that script is meant."
_MOST_SHOWN = 20
_FORMAT_4, _FORMAT_12 = 4, 12

# Beside the project's own fonts, Typst brings some, and so does every system: what those draw.
_DRAWN_BY_OTHERS = (
    "\t\n\r\u00a0-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u045f\u0591-\u05f4\u0606-\u060c\u061b"
    "\u061f\u0621-\u063a\u0640-\u066d\u0670\u0674\u0679-\u067b\u067e-\u0680\u0683\u0684\u0686"
    "\u0687\u0691\u0698\u06a4\u06a9\u06af\u06be\u06cc\u06f0-\u06f9\u1e00-\u1eff\u2000-\u2040"
    "\u2044-\u2052\u2054-\u209c\u20a0-\u20bf\u2100-\u211e\u2120\u2122\u2126-\u2151\u2153-\u2184"
    "\u2190-\u22ff\u25a0-\u2606\u2609-\u262f\u2638-\u266f\u2701-\u2704\u2706-\u2709\u270c-\u2714"
    "\u2717-\u2727\u2066-\u2069"
)


def glyphs_in(database: Database) -> Iterator[Finding]:
    """What families cannot see of the words in a library, a finding for each field."""
    for kind in TEXT_KINDS:
        for owner in owners(kind):
            for field in FIELDS[owner]:
                if not (field.is_text and field.is_signed):
                    continue
                component = f"{owner}_id" if owner in COMPONENTS else "''"
                # Names of our own schema alone.
                sql = f"SELECT {kind}_id, {component}, {field.column} FROM {field.table}"
                for item, of_item, text in database.each(sql):
                    if text and (found := undrawable(text)):
                        yield _finding(Location(item, of_item, field.name), found)


def undrawable(text: str) -> tuple[str, ...]:
    """The signs of a text that no font draws, each once, in their order."""
    if text.isascii():
        return ()
    return tuple(dict.fromkeys(_undrawn().findall(text)))


def _finding(location: Location, signs: tuple[str, ...]) -> Finding:
    shown = "".join(signs[:_MOST_SHOWN]) + ("\u2026" if len(signs) > _MOST_SHOWN else "")
    problem = f"No font here draws \u201c{shown}\u201d: an empty box would stand there."
    return advice_at(Kind.GLYPH, location, problem, _HINT)


@cache
def _undrawn() -> re.Pattern[str]:
    """Matches a sign that is in no font. Made when the first text that is not ASCII comes."""
    own = {
        code
        for file in sorted(_FONTS.glob("*.ttf"))
        for first, last in font_ranges(file.read_bytes())
        for code in range(first, last + 1)
    }
    letters = "".join(re.escape(chr(code)) for code in sorted(own) if code > 0x7F)  # noqa: PLR2004
    return re.compile(f"[^\x20-\x7e{_DRAWN_BY_OTHERS}{letters}]")


def font_ranges(font: bytes) -> Iterator[tuple[int, int]]:
    """The signs that a TrueType font has, as ranges of code points (the table cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"cmap":
            for record in range(struct.unpack_from(">H", font, start + 2)[0]):
                offset = struct.unpack_from(">L", font, start + 4 + 8 * record + 4)[0]
                yield from _subtable(font, start + offset)


def _subtable(font: bytes, at: int) -> Iterator[tuple[int, int]]:
    form = struct.unpack_from(">H", font, at)[0]
    if form == _FORMAT_4:
        count = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", font, at + 14)
        starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
        yield from ((s, e) for s, e in zip(starts, ends, strict=True) if s != 0xFFFF)  # noqa: PLR2004
    elif form == _FORMAT_12:
        for group in range(struct.unpack_from(">L", font, at + 12)[0]):
            first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
            yield first, last
