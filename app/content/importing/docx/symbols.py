"""Signs of symbol fonts, as the letters that one saw."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from mammoth.docx.dingbats import dingbats

from app.content.importing.docx.names import W, attribute, symbol_font
from app.content.importing.docx.styles import Styles
from app.content.importing.pages.import_warnings import Tally, WarningKind

_FONTS = {font.lower(): font for font, _ in dingbats}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_OFFSET = 0xF000
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,5}").fullmatch


def sign(font: str, code: int) -> str:
    """The letter that a font shows for a code, or "" where it is not known."""
    known = _FONTS.get(font.lower(), font)
    found = dingbats.get((known, code)) or dingbats.get((known, code - _OFFSET))
    return chr(found) if found else ""


def translate(root: ET.Element, styles: Styles, tally: Tally) -> None:
    """Put letters in place of the signs of symbol fonts, and note those that are not known."""
    for paragraph in root.iter(f"{W}p"):
        style = attribute(paragraph.find(f"{W}pPr/{W}pStyle"))
        for run in paragraph.iter(f"{W}r"):
            _translate_run(run, style, styles, tally)


def _translate_run(run: ET.Element, style: str, styles: Styles, tally: Tally) -> None:
    properties = run.find(f"{W}rPr")
    own = attribute(run.find(f"{W}rPr/{W}rStyle"))
    font = symbol_font(properties) or styles.symbol_font(own, style)
    for child in run:
        unknown = 0
        if child.tag == f"{W}t" and child.text:
            child.text, unknown = translated(child.text, font)
        elif child.tag == f"{W}sym":
            code = attribute(child, "char")
            seen = sign(attribute(child, "font"), int(code, 16)) if _HEXADECIMAL(code) else ""
            child.tag, child.text, unknown = f"{W}t", seen, not seen
        tally.note(WarningKind.SYMBOL, count=unknown)


def translated(text: str, font: str) -> tuple[str, int]:
    """A run's text as one saw it, and how many of its signs are not known."""
    if not font and not _PRIVATE.search(text):
        return text, 0
    found: list[str] = []
    unknown = 0
    for letter in text:
        if letter.isspace() or not (font or _PRIVATE.match(letter)):
            found.append(letter)
            continue
        seen = sign(font, ord(letter))
        unknown += not seen
        found.append(seen)
    return "".join(found), unknown
