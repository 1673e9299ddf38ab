"""Handouts by Typst: tagged PDF (PDF/UA-1), and pictures of their pages."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from unicodedata import category

from app import memory
from app.domain.errors import HandoutError
from app.domain.handout.handout_ports import Handout, PhoneCode
from app.domain.handout.summary import Document
from app.domain.library.characters import without_stray_marks
from app.handout.elements import Data
from app.handout.phone import phone_codes
from app.handout.qr import code
from app.handout.raster import RUNS_TO_FORGET, pages_of
from app.handout.sheet import sheet
from app.handout.site import Site

if TYPE_CHECKING:
    import typst

RESOURCES = Path(__file__).parents[2] / "resources"

_NOT_IN_FONTS = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_STAND_IN = "\N{WHITE SQUARE}"
_TRIES = 8
_JUDGED_ALONE = 8
_MOST_TRIALS = 300
_MANY = "\u2e80"
"""From here on scripts have thousands of letters."""

_RARE = re.compile("[^\x00-\x7f\u00a0-\u017f\u2000-\u206f\u25a1]")
_NOTHING: Data = {
    **{"title": "-", "language": "en", "region": None, "paper": "a4", "points": 14},
    "direction": "ltr",
    "accent": "",
    "leaves": [
        {
            "foot": {"overdue": "", "sample": "", "source": "", "edition": "", "page": ""},
            "depth": 0,
            "elements": [{"element": "title", "text": "-"}],
        }
    ],
}


class Typesetter:
    """Makes handouts for one site. Calls may come from any thread; they take their turns.

    Typst is loaded at the first handout, or by `warm`, so that a kiosk's start does not pay for it.
    It lets other threads run while it works.
    """

    def __init__(
        self, site: Site, today: Callable[[], date], *, resources: Path = RESOURCES
    ) -> None:
        self.site = site
        self._today = today
        self._resources = resources
        self._turn = Lock()
        self._compiler: typst.Compiler | None = None

    def warm(self) -> None:
        """Load Typst, the fonts, the template and segno. For a worker thread, behind the screen."""
        code("")
        self._set(_as_json(_NOTHING))
        _let_go()

    def forget(self) -> None:
        """Let go of the words of earlier handouts, when a family has gone. For a worker thread.

        Typst remembers what it laid out lately and drops what some later runs did not use, so
        the way to empty it is to lay out nothing, often enough.
        """
        if self._compiler is not None:
            for _ in range(RUNS_TO_FORGET):
                self._set(_as_json(_NOTHING))
            _let_go()

    def make(self, document: Document, *, large: bool = False) -> Handout:
        """The PDF, standard (14 pt) or large print (18 pt)."""
        return self.lay_out(sheet(document, self.site, self._today(), large=large))

    def lay_out(self, data: Data) -> Handout:
        """The PDF of a sheet that was put together elsewhere in this room."""
        pdf, _ = self._with_drawable_letters(_as_json(data))
        return Handout(pdf, pages_of(pdf))

    def pictures(
        self, document: Document, *, large: bool = False, pixels_per_inch: int = 72
    ) -> Sequence[bytes]:
        """Each page as a PNG, the same as the PDF's."""
        _, data = self._with_drawable_letters(self._data(document, large=large))
        return self._set(data, pixels_per_inch=pixels_per_inch)

    def phone_codes(self, document: Document) -> tuple[PhoneCode, ...]:
        """The codes that a phone reads off the screen, the same as the paper's."""
        return phone_codes(document, self.site, self._today())

    def undrawable(self, letters: set[str]) -> set[str]:
        """Which of these letters no font can draw; the many of Chinese are judged together.

        After some hundred trials what was never seen drawn counts as such: a family waits.
        """
        found: set[str] = set()
        trials = 0
        for _, of_block in groupby(sorted(letters), _block):
            waiting = ["".join(of_block)]
            while waiting:
                some = waiting.pop()
                trials += 1
                if self._draws(some):
                    continue
                together = len(some) > _JUDGED_ALONE and some >= _MANY
                if len(some) == 1 or together or trials > _MOST_TRIALS:
                    found.update(some)
                else:
                    half = len(some) // 2
                    waiting += [some[:half], some[half:]]
        return found

    def _data(self, document: Document, *, large: bool) -> str:
        return _as_json(sheet(document, self.site, self._today(), large=large))

    def _with_drawable_letters(self, data: str) -> tuple[bytes, str]:
        """The PDF, and the data it was made of.

        PDF/UA has no place for a letter that no font can draw, so each one becomes an empty box:
        a family loses that letter and not the handout.
        """
        for tries in range(_TRIES):
            try:
                return self._set(data)[0], data
            except HandoutError as error:
                if (missing := _missing(str(error))) is None:
                    raise
                if not missing:  # its letters can be drawn: a mark of another script stands on one
                    data = without_stray_marks(data, _STAND_IN)
                # Typst names a letter at a time: a page in another script has dozens.
                others = set() if tries else self._missing_in(data)
                for letter in others | (self.undrawable(missing) or missing):
                    data = data.replace(letter, _STAND_IN)
        data = _RARE.sub(_STAND_IN, data)
        return self._set(data)[0], data

    def _missing_in(self, data: str) -> set[str]:
        """All letters that no font can draw. A mark goes with the letters of its script."""
        letters = {letter for letter in data if not letter.isascii()}
        marks = {letter for letter in letters if category(letter).startswith("M")}
        missing = self.undrawable(letters - marks)
        drawn = {_block(letter) for letter in letters - marks - missing}
        without = {_block(letter) for letter in missing} - drawn
        return missing | {mark for mark in marks if _block(mark) in without}

    def _draws(self, letters: str) -> bool:
        leaf = {**_NOTHING["leaves"][0], "elements": [{"element": "title", "text": f"a{letters}"}]}
        try:
            self._set(_as_json({**_NOTHING, "leaves": [leaf]}))
        except HandoutError:
            return False
        return True

    def _set(self, data: str, *, pixels_per_inch: int = 0) -> list[bytes]:
        """The PDF, or with `pixels_per_inch` the pages' pictures."""
        with self._turn:
            try:
                result = self._ready().compile(
                    format="png" if pixels_per_inch else "pdf",
                    ppi=pixels_per_inch or None,
                    sys_inputs={"sheet": data},
                    pdf_standards=[] if pixels_per_inch else ["ua-1"],
                    timestamp=0,
                )
            except RuntimeError as error:  # what TypstError is; its own name would load Typst
                raise HandoutError(str(error)) from None
        if result is None:
            raise HandoutError("Typst gave nothing back")
        return [result] if isinstance(result, bytes) else result

    def _ready(self) -> typst.Compiler:
        if self._compiler is None:
            import typst  # noqa: PLC0415 - only a handout needs it

            fonts = typst.Fonts(
                include_system_fonts=False, font_paths=[str(self._resources / "fonts")]
            )
            if "Atkinson Hyperlegible" not in fonts.families():
                raise HandoutError(f"the fonts are not in {self._resources}")
            self._compiler = typst.Compiler(
                self._resources / "handout" / "handout.typ",
                root=self._resources / "handout",
                font_paths=fonts,
                ignore_system_fonts=True,
            )
        return self._compiler


def _let_go() -> None:
    """Hand freed memory to the system, and Typst's own code, of which a kiosk has 25 MB mapped.

    Without the first a kiosk grows by 20 MB in its first dozen handouts, and old words stay in it.
    """
    memory.give_back()
    if file := sys.modules["typst._typst"].__file__:
        memory.unmap_code(file)


def _block(letter: str) -> int:
    """Letters of a script have it in common, more or less."""
    return ord(letter) >> 8


def _as_json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False)


def _missing(problem: str) -> set[str] | None:
    """The letters that Typst says no font can draw; None where it says something else."""
    found = _NOT_IN_FONTS.search(problem)
    if found is None:
        return None
    text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), found["text"])
    return {letter for letter in text if not letter.isascii()}
