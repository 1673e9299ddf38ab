"""Drawing QR codes: from words to squares, and from squares to a picture without a file."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType

from app.domain.handout.handout_ports import QUIET, CodeKind, PhoneCode

LARGEST_VERSION = 22
"""105 squares a side. On paper, 60 mm wide with its margin, a square is 0.53 mm: phones of the last
ten years read that from 15 to 25 cm, and a 300 dpi printer gives it six dots."""

ERROR_LEVEL = "m"
"""15 % of a code may be lost to a fold or a stain. L would carry a quarter more and bear half."""

MOST_BYTES = 779
"""What one code of that version and level holds."""

_ECI_BYTES = 2
_MASK = 3
"""One mask for all: finding the best of eight takes four times as long as the rest of the work."""


def size(text: str) -> int:
    """The bytes that a text takes in a code."""
    return len(text.encode()) + (0 if text.isascii() else _ECI_BYTES)


def code(text: str, kind: CodeKind = CodeKind.MESSAGE, shows: str = "") -> PhoneCode:
    """The code of a text. A text over MOST_BYTES is a ValueError.

    Text beyond ASCII is marked as UTF-8 in the code itself, as ISO/IEC 18004 has it, so that no
    phone has to guess. ASCII goes without the mark, which the oldest readers do not know.
    """
    if size(text) > MOST_BYTES:
        raise ValueError(f"{size(text)} bytes do not fit into a code")
    ascii_only = text.isascii()
    made = _encoder().encode(
        text,
        error=ERROR_LEVEL,
        mode="byte",
        encoding="iso-8859-1" if ascii_only else "utf-8",
        eci=not ascii_only,
        mask=_MASK,
        micro=False,
    )
    rows = tuple("".join("1" if square else "0" for square in row) for row in made.matrix)
    return PhoneCode(text, rows, kind, shows or text)


@cache
def _encoder() -> ModuleType:
    """The encoder of segno, without the rest of it.

    The package itself loads what writes codes to files, and with it HTTP, TLS and e-mail: 6 MB.
    """
    if "segno" not in sys.modules and (spec := find_spec("segno")) is not None:
        sys.modules["segno"] = module_from_spec(spec)  # the folder of it, and nothing is run
        try:
            from segno import encoder  # noqa: PLC0415
        finally:
            del sys.modules["segno"]  # so that whoever wants all of it has it run
    else:
        from segno import encoder  # noqa: PLC0415
    return encoder


def svg(code: PhoneCode) -> str:
    """The code as an SVG picture, with its margin: one shape, so that no seam shows."""
    side = len(code.rows) + 2 * QUIET
    shape = []
    for y, row in enumerate(code.rows, start=QUIET):
        for run in re.finditer("1+", row):
            length = run.end() - run.start()
            shape.append(f"M{run.start() + QUIET} {y}h{length}v1h-{length}z")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{"".join(shape)}"/></svg>'
    )
