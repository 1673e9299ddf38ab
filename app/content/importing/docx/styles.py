"""A document's styles: which are headings, which strike words out, which number paragraphs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.content.importing.docx.names import W, attribute, is_on, symbol_font

_STYLE_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says itself; None is what it leaves to the one that it stands on."""

    name: str
    kind: str
    parent: str
    struck: bool | None
    hidden: bool | None
    symbol_font: str
    list_id: str
    list_level: int


class Styles:
    """The styles of a document, each with what it takes over from others."""

    def __init__(self, part: ET.Element | None) -> None:
        self._styles: dict[str, Style] = {}
        for element in () if part is None else tuple(part.iter(f"{W}style")):
            key = element.get(f"{W}styleId", "")
            # The first of a name counts, and one without a type is a paragraph's: so says Word.
            if key and key not in self._styles:
                self._styles[key] = _style(element)
        self.numbering = {key: s.list_id for key, s in self._styles.items() if s.list_id}

    def _chain(self, key: str) -> Iterator[Style]:
        for _ in range(_MOST_STEPS):
            if (style := self._styles.get(key)) is None:
                return
            yield style
            key = style.parent

    def is_struck(self, *keys: str) -> bool:
        """Whether the first of these styles that says so strikes words out."""
        found = (s.struck for key in keys for s in self._chain(key) if s.struck is not None)
        return next(found, False)

    def is_hidden(self, *keys: str) -> bool:
        """Whether the first of these styles that says so hides words."""
        found = (s.hidden for key in keys for s in self._chain(key) if s.hidden is not None)
        return next(found, False)

    def symbol_font(self, *keys: str) -> str:
        """The symbol font that one of these styles sets words in, or ""."""
        found = (s.symbol_font for key in keys for s in self._chain(key) if s.symbol_font)
        return next(found, "")

    def list_of(self, key: str) -> tuple[str, int] | None:
        """The list, and the level in it, that a paragraph's style puts it in."""
        for style in self._chain(key):
            if style.list_id:
                return style.list_id, style.list_level
        return None

    def part(self, used: Iterable[str]) -> ET.Element:
        """The styles that are used, as a part that says no more than mammoth needs."""
        root = ET.Element(f"{W}styles")
        for key in used:
            if (style := self._styles.get(key)) is not None:
                made = ET.SubElement(
                    root, f"{W}style", {f"{W}styleId": key, f"{W}type": style.kind}
                )
                ET.SubElement(made, f"{W}name", {f"{W}val": style.name})
        return root

    def own_headings(self, used: Iterable[str]) -> Iterator[str]:
        """A rule of mammoth's for each style that a hospital made from one of Word's headings."""
        for key in used:
            if (style := self._styles.get(key)) is None:
                continue
            above = list(self._chain(key))
            if style.kind != "paragraph" or not style.parent or _HEADING.fullmatch(style.name):
                continue
            matches = (_HEADING.fullmatch(one.name) for one in above)
            match = next((one for one in matches if one), None)
            if match and _STYLE_ID.fullmatch(key):
                yield f"p.{key} => h{min(int(match[1]), 6)}:fresh"


def _style(element: ET.Element) -> Style:
    run = element.find(f"{W}rPr")
    paragraph = element.find(f"{W}pPr")
    listed = None if paragraph is None else paragraph.find(f"{W}numPr")
    level = "" if listed is None else attribute(listed.find(f"{W}ilvl"))
    return Style(
        attribute(element.find(f"{W}name")),
        element.get(f"{W}type", "paragraph"),
        attribute(element.find(f"{W}basedOn")),
        struck(run),
        is_on(run, "vanish"),
        symbol_font(run),
        "" if listed is None else attribute(listed.find(f"{W}numId")),
        int(level) if level.isascii() and level.isdecimal() and len(level) < 3 else 0,  # noqa: PLR2004
    )


def struck(properties: ET.Element | None) -> bool | None:
    """Whether a run is struck out, once or twice; None where it does not say."""
    single, double = is_on(properties, "strike"), is_on(properties, "dstrike")
    return None if single is None and double is None else bool(single or double)
