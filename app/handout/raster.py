"""A finished PDF as pictures of its pages, for a print system that takes no PDF.

Typst, which made it, draws it too: no other reader of PDFs has to be installed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from app.domain.errors import HandoutError

RUNS_TO_FORGET = 12
"""Typst's package drops what ten runs did not use."""

_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
_PAPER_SIZES = {"a4": "a4", "letter": "us-letter"}
_SHEETS = b"""
#set page(paper: sys.inputs.paper, margin: 0pt)
#let pdf = bytes(json(bytes(sys.inputs.pdf)))
#for number in range(1, int(sys.inputs.pages) + 1) {
  image(pdf, format: "pdf", page: number, width: 100%, height: 100%)
}
"""


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has that Typst made; HandoutError where it does not say."""
    pages = _PAGES.search(pdf)
    if pages is None:
        raise HandoutError("the PDF does not say how many pages it has")
    return int(pages[1])


def page_pictures(pdf: bytes, dots_per_inch: int, *, paper: str = "a4") -> Sequence[bytes]:
    """Each page as a PNG, a few tenths of a second each; HandoutError says why not.

    Nothing of it stays in Typst's memory.
    """
    import typst  # noqa: PLC0415 - only a handout needs it

    inputs = {
        "paper": _PAPER_SIZES[paper],
        "pages": str(pages_of(pdf)),
        "pdf": json.dumps(list(pdf)),  # data comes in as text, and nothing is written to a file
    }
    try:
        drawn = typst.compile(
            _SHEETS,
            format="png",
            ppi=dots_per_inch,
            sys_inputs=inputs,
            ignore_system_fonts=True,
        )
    except RuntimeError as error:  # what TypstError is
        raise HandoutError(str(error)) from None
    finally:
        for _ in range(RUNS_TO_FORGET):
            typst.compile(b"", format="png", ignore_system_fonts=True)
    return drawn if isinstance(drawn, list) else [drawn]
