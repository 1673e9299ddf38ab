"""Reads a PDF as a screen reader does: the tags in their order, and what stands outside them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

import pikepdf

_FOOT = 150.0
"""Points from the lower edge: decoration above is of the text, such as the colon after a word."""


_CAPITAL = 0.8
"""How high a line's letters are, with a little air, of the size of its font."""


def squeeze(text: str) -> str:
    """A text without its spaces: where lines end is not what the tests are about."""
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


@dataclass(frozen=True)
class Piece:
    """Some words on one line: from where to where, on which baseline, and how large."""

    text: str
    x: float
    right: float
    y: float
    size: float


@dataclass
class Page:
    """One page's words: by their mark, outside the tags (decoration), and by font and size."""

    marked: dict[int, str] = field(default_factory=dict)
    artifacts: str = ""
    stray: str = ""
    letters: Counter[tuple[str, float]] = field(default_factory=Counter)
    drawn: set[int | str] = field(default_factory=set)
    figures: set[int] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)
    left: float = 1e9
    right: float = 0.0
    bottom: float = 1e9
    lowest: float = 1e9
    foot: float = 0.0
    top: float = 0.0

    @property
    def fill(self) -> float:
        """How much of the room between its first line and its foot has words, down to the last."""
        return (self.top - self.lowest) / (self.top - self.foot)

    @property
    def lines(self) -> str:
        """The words of each line, without spaces, from left to right."""
        at: dict[float, list[Piece]] = {}
        for piece in self.pieces:
            at.setdefault(round(piece.y, 1), []).append(piece)
        of_lines = (sorted(pieces, key=lambda piece: piece.x) for pieces in at.values())
        return "\n".join(squeeze("".join(p.text for p in pieces)) for pieces in of_lines)

    @property
    def collisions(self) -> list[tuple[str, str]]:
        """Words that are set into other words: less than a capital's height is between lines."""
        found = []
        for above, below in permutations(self.pieces, 2):
            apart = above.y - below.y
            beside = above.x < below.right and below.x < above.right
            if beside and 1 < apart < _CAPITAL * below.size:
                found.append((above.text, below.text))
        return found


@dataclass
class Tag:
    """An element of the structure tree."""

    kind: str
    text: str
    children: list[Tag]
    attributes: dict[str, Any]
    alt: str = ""

    def all(self, *kinds: str) -> Iterator[Tag]:
        """This tag and those below it, of some kinds, in reading order."""
        if not kinds or self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all(*kinds)


class Reading:
    """A PDF, read."""

    def __init__(self, pdf: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(pdf))
        self.pages = [_page(page) for page in self.file.pages]
        numbers = {page.obj.objgen: i for i, page in enumerate(self.file.pages)}
        self.tree = self._tag(self.file.Root.StructTreeRoot.K[0], numbers)

    def _tag(self, element: Any, numbers: dict[tuple[int, int], int]) -> Tag:
        page = numbers.get(element.Pg.objgen) if "/Pg" in element else None
        text = ""
        children: list[Tag] = []
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                text += self.pages[numbers[kid.Pg.objgen]].marked.get(int(kid.MCID), "")
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                pass  # a link's own object: its words stand beside it
            elif isinstance(kid, pikepdf.Dictionary):
                child = self._tag(kid, numbers)
                children.append(child)
                text += child.text
            else:
                assert page is not None
                text += self.pages[page].marked.get(int(kid), "")
                if str(element.S) == "/Figure":
                    self.pages[page].figures.add(int(kid))
        attributes: dict[str, Any] = {}
        for group in element.get("/A", []):
            attributes.update({str(k): v for k, v in group.items()})
        alt = str(element.get("/Alt", ""))
        return Tag(str(element.S)[1:], text, children, attributes, alt)

    @property
    def text(self) -> str:
        """All that is tagged, in reading order, without spaces."""
        return squeeze(self.tree.text)

    @property
    def xmp(self) -> str:
        """The metadata as XML."""
        return self.file.Root.Metadata.read_bytes().decode()


def _page(page: pikepdf.Page) -> Page:
    fonts = {
        name: (str(font.BaseFont), _to_unicode(font), _widths(font))
        for name, font in page.Resources.get("/Font", {}).items()
    }
    read = Page()
    marks: list[int | str] = []
    font, letters, size = "", dict[int, str](), 0.0
    widths: dict[int, float] = {}
    x = y = 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        operator = instruction.operator
        match str(operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else {}
                outer = marks[-1] if marks else ""
                is_artifact = operands[0] == "/Artifact"
                marks.append(
                    "artifact"
                    if is_artifact
                    else int(properties.get("/MCID", -1))
                    if "/MCID" in properties
                    else outer
                )
            case "EMC":
                marks.pop()
            case "Tf":
                font, letters, widths = fonts[str(operands[0])]
                size = round(float(operands[1]), 2)
            case "cm":
                x, y = float(operands[4]), float(operands[5])
            case "Tj" | "TJ":
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                codes = b"".join(bytes(s) for s in shown if isinstance(s, pikepdf.String))
                pairs = zip(codes[::2], codes[1::2], strict=True)
                glyphs = [high << 8 | low for high, low in pairs]
                text = "".join(letters[glyph] for glyph in glyphs)
                read.left, read.bottom = min(read.left, x), min(read.bottom, y)
                if marks and marks[-1] == "artifact":
                    read.foot = max(read.foot, y if y < _FOOT else 0)
                else:
                    read.lowest, read.top = min(read.lowest, y), max(read.top, y)
                # Kerning is left out: it only brings letters closer together.
                width = sum(widths[glyph] for glyph in glyphs) * size / 1000
                read.right = max(read.right, x + width)
                read.pieces.append(Piece(text, x, x + width, y, size))
                read.letters[font.partition("+")[2], size] += len(text)
                _record(read, marks[-1] if marks else "", text)
            case "S" | "s" | "f" | "F" | "f*" | "B":
                read.drawn.add(marks[-1] if marks else "")
    return read


def _record(read: Page, mark: int | str, text: str) -> None:
    if isinstance(mark, int):
        read.marked[mark] = read.marked.get(mark, "") + text
    elif mark:
        read.artifacts += text
    else:
        read.stray += text


def _widths(font: Any) -> dict[int, float]:
    entries = list(font.DescendantFonts[0].W)
    triples = zip(entries[::3], entries[1::3], entries[2::3], strict=True)
    return {
        glyph: float(width)
        for first, last, width in triples
        for glyph in range(int(first), int(last) + 1)
    }


def _to_unicode(font: Any) -> dict[int, str]:
    words = font.ToUnicode.read_bytes().decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", words, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in words
    return letters


def comes_in_order(text: str, lines: list[str]) -> None:
    place = 0
    for line in lines:
        found = text.find(squeeze(line), place)
        assert found >= 0, line
        place = found + len(squeeze(line))


def headings(reading: Reading) -> list[tuple[int, str]]:
    return [(int(t.kind[1]), t.text) for t in reading.tree.all("H1", "H2", "H3", "H4")]
