"""The number or letter that Word shows before each paragraph of a list."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from app.content.importing.docx.names import W, attribute

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 4000
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    style_link: str = ""
    counters: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a paragraph; `form` is Word's: decimal, bullet, none."""

    text: str
    form: str


class Numbering:
    """Counts the paragraphs of all lists, in the order of the document."""

    def __init__(self, part: ET.Element | None, style_lists: dict[str, str]) -> None:
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._style_lists = style_lists
        self._begun: set[tuple[str, int]] = set()
        self._used: dict[str, dict[int, str]] = {}
        if part is not None:
            self._read(part)

    def _read(self, part: ET.Element) -> None:
        for abstract in part.iter(f"{W}abstractNum"):
            levels = {_number(lvl, "ilvl", 0): _level(lvl) for lvl in abstract.iter(f"{W}lvl")}
            link = attribute(abstract.find(f"{W}numStyleLink"))
            self._lists[attribute(abstract, "abstractNumId")] = _List(levels, link)
        for num in part.iter(f"{W}num"):
            key = attribute(num, "numId")
            self._nums[key] = attribute(num.find(f"{W}abstractNumId"))
            for override in num.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    level = _number(override, "ilvl", 0)
                    self._overrides[key, level] = _number(start, "val", 1)

    def _list(self, num: str) -> _List | None:
        for _ in range(5):
            found = self._lists.get(self._nums.get(num, ""))
            if found is None or not found.style_link:
                return found
            num = self._style_lists.get(found.style_link, "")
        return None

    def next(self, num: str, level: int) -> Label | None:
        """Count a paragraph: what stands before it, or None where it is in no list."""
        found = self._list(num)
        if found is None or (form := found.levels.get(level)) is None:
            return None
        self._used.setdefault(num, {})[level] = form.form
        counters = found.counters
        if (num, level) in self._overrides and (num, level) not in self._begun:
            counters[level] = self._overrides[num, level] - 1
        self._begun.add((num, level))
        counters[level] = counters.get(level, form.start - 1) + 1
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        return Label(
            _PLACEHOLDER.sub(lambda match: _shown(found, int(match[1]) - 1), form.text), form.form
        )

    def part(self) -> ET.Element:
        """The lists that were counted, as a part that says no more than mammoth needs."""
        root = ET.Element(f"{W}numbering")
        for number, (num, levels) in enumerate(self._used.items()):
            key = {f"{W}abstractNumId": str(number)}
            abstract = ET.SubElement(root, f"{W}abstractNum", key)
            for level, form in levels.items():
                made = ET.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(level)})
                ET.SubElement(made, f"{W}numFmt", {f"{W}val": form})
            link = ET.SubElement(root, f"{W}num", {f"{W}numId": num})
            ET.SubElement(link, f"{W}abstractNumId", {f"{W}val": str(number)})
        return root


def _shown(found: _List, level: int) -> str:
    form = found.levels.get(level, _Level())
    return _formed(found.counters.get(level, form.start), form.form)


def _formed(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = _LETTERS[(number - 1) % 26] * min((number - 1) // 26 + 1, 20)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < _MOST:
        found = ""
        for value, letters in _ROMAN:
            found += letters * (number // value)
            number %= value
        return found.upper() if form == "upperRoman" else found
    return f"{number:02}" if form == "decimalZero" else str(number)


def _level(element: ET.Element) -> _Level:
    text = element.find(f"{W}lvlText")
    level = _number(element, "ilvl", 0)
    return _Level(
        _number(element.find(f"{W}start"), "val", 1),
        attribute(element.find(f"{W}numFmt")) or "decimal",
        f"%{level + 1}." if text is None else attribute(text),
    )


def _number(element: ET.Element | None, name: str, otherwise: int) -> int:
    value = attribute(element, name)
    return int(value[:9]) if value.isascii() and value.isdecimal() else otherwise
