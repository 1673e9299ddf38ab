"""What a workbook says beside its values: what is hidden, merged, struck or not worked out."""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_SHOWN = ("", "visible")
_BESIDE = (
    (re.compile(r"xl/(?:comments\d*|threadedComments/.*|comments/.*)\.xml"), "comments"),
    (re.compile(r"xl/(?:drawings/drawing|charts/chart|diagrams/data)\d*\.xml"), "drawings"),
)
_TEXTS = (f"{_S}t", f"{_A}t", "{http://schemas.openxmlformats.org/drawingml/2006/chart}v")
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}text"

CellPosition = tuple[int, int]
"""A row and a column, both from 1."""


@dataclass(slots=True)
class SheetFacts:
    """What is said of one sheet's rows, columns and cells, each counted from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    below_merged: set[CellPosition] = field(default_factory=set)
    without_value: set[CellPosition] = field(default_factory=set)
    styles: dict[CellPosition, int] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = 0
    edges: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of a workbook: its name, its part, and whether one sees it."""

    name: str
    part: str
    is_hidden: bool


def sheet_names(parts: Mapping[str, bytes]) -> list[SheetName]:
    """The sheets with cells, in the order of their tabs."""
    links = {
        link.get("Id", ""): link.get("Target", "")
        for link in _parsed(parts.get("xl/_rels/workbook.xml.rels", b"<x/>"))
    }
    found = []
    for sheet in _parsed(parts.get("xl/workbook.xml", b"<x/>")).iter(f"{_S}sheet"):
        target = links.get(sheet.get(f"{_R}id", ""), "")
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in parts and "worksheets" in part:
            hidden = sheet.get("state", "") not in _SHOWN
            found.append(SheetName(sheet.get("name", ""), part, hidden))
    return found


def facts(part: bytes, most_rows: int) -> SheetFacts:
    """What a sheet's part says beside the values."""
    found = SheetFacts()
    row = column = 0
    for event, element in ET.iterparse(io.BytesIO(part), events=("start", "end")):  # noqa: S314
        if event == "start":
            if element.tag == f"{_S}row":
                row, column = _number(element.get("r", ""), row + 1), 0
                if _is_true(element.get("hidden", "")):
                    found.hidden_rows.add(row)
            continue
        if element.tag == f"{_S}c":
            position = _position(element.get("r", ""), (row, column + 1))
            column = position[1]
            _cell(found, element, position)
            element.clear()
        elif element.tag == f"{_S}col" and _is_true(element.get("hidden", "")):
            first, last = (_number(element.get(key, ""), 1) for key in ("min", "max"))
            found.hidden_columns.update(range(first, min(last, first + 20_000) + 1))
        elif element.tag == f"{_S}mergeCell":
            found.below_merged.update(_below(element.get("ref", ""), most_rows))
        elif element.tag == f"{_S}headerFooter":
            words = (re.sub(r'&(?:"[^"]*"|\d+|.)', " ", one.text or "") for one in element)
            found.edges += [" ".join(text.split()) for text in words if text.strip()]
    return found


def _cell(found: SheetFacts, element: ET.Element, position: CellPosition) -> None:
    formula, value = element.find(f"{_S}f"), element.find(f"{_S}v")
    has_value = value is not None and bool(value.text)
    if formula is not None and not has_value and element.get("t", "") != "str":
        found.without_value.add(position)
    if has_value or element.find(f"{_S}is") is not None or formula is not None:
        found.last_row = max(found.last_row, position[0])
        found.last_column = max(found.last_column, position[1])
        if (style := element.get("s", "")).isdecimal():
            found.styles[position] = int(style[:6])


def struck_styles(parts: Mapping[str, bytes]) -> set[int]:
    """The numbers of the styles that strike a cell out."""
    root = _parsed(parts.get("xl/styles.xml", b"<x/>"))
    fonts = root.find(f"{_S}fonts")
    struck = set()
    for number, font in enumerate(() if fonts is None else fonts):
        strike = font.find(f"{_S}strike")
        if strike is not None and _is_true(strike.get("val", "1")):
            struck.add(number)
    cells = root.find(f"{_S}cellXfs")
    return {
        number
        for number, form in enumerate(() if cells is None else cells)
        if _number(form.get("fontId", ""), -1) in struck
    }


def beside(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The words that stand beside the cells, and what they stand in."""
    for name in sorted(parts):
        for pattern, kind in _BESIDE:
            if pattern.fullmatch(name):
                texts = (e.text or "" for e in _parsed(parts[name]).iter() if _holds_text(e))
                if words := " ".join(" ".join(texts).split()):
                    yield kind, words


def _holds_text(element: ET.Element) -> bool:
    return element.tag in _TEXTS or element.tag == _THREADED


def _parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - `checked_parts` refuses what defines signs


def _position(reference: str, otherwise: CellPosition) -> CellPosition:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return otherwise
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def column_letters(column: int) -> str:
    """A column's letters: 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _below(reference: str, most_rows: int) -> Iterator[CellPosition]:
    """The cells of a merged range that show what the first of them holds."""
    first, _, last = reference.partition(":")
    top, left = _position(first, (0, 0))
    bottom, right = _position(last, (0, 0))
    for row in range(top, min(bottom, most_rows) + 1):
        for column in range(left, min(right, left + 100) + 1):
            if (row, column) != (top, left):
                yield row, column


def _number(text: str, otherwise: int) -> int:
    return int(text[:7]) if text.isascii() and text.isdecimal() else otherwise


def _is_true(text: str) -> bool:
    return text in ("1", "true", "on")
