"""An SVG drawing as pixels: read with limits first, because a small one can hang what draws it."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from app.content.importing.errors import ImportingError

MOST_BYTES = 2_000_000
MOST_ELEMENTS = 20_000
MOST_DEPTH = 60
MOST_USES = 200
MOST_RATIO = 12
SIDE = 1440
"""Pixels of the longer side of what is drawn."""

_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|svg[\s>]|[a-z]+:svg[\s>])", re.I)
_REFUSED = {
    "script": "It holds a program.",
    "foreignobject": "It holds a piece of another document.",
    "image": "It holds another picture.",
    "animate": "It moves.",
    "set": "It moves.",
    "animatetransform": "It moves.",
    "animatemotion": "It moves.",
    "filter": "It holds a filter.",
}
_PLAIN = "Save it as a plain SVG, or as PNG."
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.I)
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px|pt|mm|cm|in)?\s*")


def is_svg(data: bytes) -> bool:
    """Whether a file may be SVG."""
    return _HEAD.match(data[:400]) is not None


def rasterized(file: str, data: bytes) -> bytes:
    """The drawing as a PNG; ImportingError says what it holds that is not taken."""
    if len(data) > MOST_BYTES:
        problem = f"This drawing has {len(data):,} bytes; {MOST_BYTES:,} are the most."
        raise ImportingError(file, problem, "Simplify it, or save it as PNG.")
    ratio = _Reader(file).read(data)
    return _drawn(file, data, ratio)


class _Reader:
    """Reads a drawing once, element by element, and refuses what is not taken."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._elements = self._uses = 0
        self._open: list[str] = []
        self._using: set[str] = set()
        self._used: set[str] = set()
        self._ratio = 0.0
        self._in_style = False

    def read(self, data: bytes) -> float:
        """How much wider than high it is."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise ImportingError(self._file, "This drawing is damaged.", _PLAIN) from error
        # What is used may use nothing itself: ten levels of ten are a thousand million.
        if self._uses > MOST_USES or self._using & self._used:
            raise self._wrong("Its parts use each other.")
        return self._ratio

    def _wrong(self, problem: str) -> ImportingError:
        return ImportingError(self._file, problem, _PLAIN)

    def _doctype(self, *_: Any) -> None:
        raise self._wrong("It declares entities or a document type.")

    def _instruction(self, target: str, _: str) -> None:
        raise self._wrong(f"It holds an instruction to other programs ({target[:20]}).")

    def _text(self, text: str) -> None:
        if self._in_style and _OUTSIDE.search(text):
            raise self._wrong("It refers to something outside.")

    def _begin(self, element: str, attributes: dict[str, str]) -> None:
        kind = element.rpartition(":")[2].lower()
        self._open.append(attributes.get("id", ""))
        self._elements += 1
        if len(self._open) > MOST_DEPTH or self._elements > MOST_ELEMENTS:
            raise self._wrong("It has too many parts.")
        if self._elements == 1:
            self._ratio = self._size(kind, attributes)
        if kind in _REFUSED:
            raise self._wrong(_REFUSED[kind])
        self._in_style = kind == "style"
        for attribute, value in attributes.items():
            name = attribute.rpartition(":")[2].lower()
            self._attribute(name, value)
            if kind == "use" and name == "href":
                self._uses += 1
                self._used.add(value.strip().removeprefix("#"))
                self._using.update(filter(None, self._open))

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            raise self._wrong("It holds a program.")
        if name == "href" and not value.strip().startswith("#"):
            raise self._wrong("It refers to something outside.")
        if _OUTSIDE.search(value):
            raise self._wrong("It refers to something outside.")

    def _end(self, _: str) -> None:
        self._open.pop()
        self._in_style = False

    def _size(self, kind: str, attributes: dict[str, str]) -> float:
        if kind != "svg":
            raise self._wrong("This is no drawing.")
        numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        if len(numbers) != 4:  # noqa: PLR2004 - x, y, width, height
            numbers = ["", "", attributes.get("width", ""), attributes.get("height", "")]
        width, height = (_NUMBER.fullmatch(number) for number in numbers[2:])
        if not width or not height or not float(width[1]) or not float(height[1]):
            raise self._wrong("It does not say how large it is.")
        ratio = float(width[1]) / float(height[1])
        if not 1 / MOST_RATIO <= ratio <= MOST_RATIO:
            raise self._wrong("It is far longer than it is wide.")
        return ratio


def _drawn(file: str, data: bytes, ratio: float) -> bytes:
    """Drawn by Typst: what it draws with keeps to the drawing, and opens no file."""
    import typst  # noqa: PLC0415 - slow to load

    width = SIDE if ratio >= 1 else SIDE * ratio
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        f'#image(bytes(sys.inputs.drawing), format: "svg", width: {width:.2f}pt)\n'
    )
    try:
        made = typst.compile(
            source.encode(), format="png", ppi=72, sys_inputs={"drawing": data.decode("utf-8-sig")}
        )
    except (RuntimeError, UnicodeDecodeError) as error:
        raise ImportingError(file, "This drawing cannot be drawn.", _PLAIN) from error
    if not isinstance(made, bytes):
        raise ImportingError(file, "This drawing cannot be drawn.", _PLAIN)
    return made
