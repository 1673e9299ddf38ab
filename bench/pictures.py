"""`kiosk bench pictures`: a page with three photographs, beside the same page without.

Seen from outside: from letting go of the card to the page's words, and to its pictures, which come
once the page has been painted. The photographs are as large as a library may hold.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PIL import Image

from app import paths
from app.content.importing.pictures.convert import convert
from app.content.reader.picture_form import MOST_PIXELS
from app.content.text.build import build
from bench import screen as screens
from bench.__main__ import ACCENT, WAIT, differing
from bench.programs import OURS, ROOT, Program
from bench.screen import Picture, Point, Screen

TAPS, QUICK_TAPS = 100, 4
TITLE = "It has come back"
TWO_FRAMES = 33.4
"""Milliseconds."""

_PLAN = """
import json, sys, tempfile
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from app.main import load_fonts
from tests.driver import Driver
app = QGuiApplication([])
load_fonts()
with tempfile.TemporaryDirectory() as folder:
    driver = Driver(Path(folder), Path(sys.argv[1]))
    driver.start()
    places = {seen.name: seen.rect.center().toTuple() for seen in driver.everything()}
    driver.close()
print(json.dumps([places[sys.argv[2]], places["Home"]]))
"""


def photograph(seed: int) -> bytes:
    """A photograph of a size that a library may just hold, by the project's own reading."""
    small = Image.frombytes("RGB", (96, 72), random.Random(seed).randbytes(96 * 72 * 3))
    file = io.BytesIO()
    small.resize((MOST_PIXELS, MOST_PIXELS * 3 // 4)).save(file, "JPEG", quality=95)
    return convert("photograph", file.getvalue())


def library(folder: Path, photographs: tuple[bytes, ...]) -> Path:
    """The starter, with these photographs at the top of a page."""
    text = folder / "content"
    shutil.copytree(paths.RESOURCES / "content", text)
    (page,) = (text / "topics").glob("t02-*.md")
    head, body = page.read_text("utf-8").split("\n---\n", 1)
    marks = "".join(f"\n![Photograph](picture:bench-{n})\n" for n in range(len(photographs)))
    page.write_text(f"{head}\n---\n{marks}\n{body.lstrip()}", "utf-8")
    for number, data in enumerate(photographs):
        (text / "pictures" / f"bench-{number}.jpg").write_bytes(data)
    file = folder / "content.db"
    build(text, file)
    return file


class Kiosk:
    """A kiosk on a screen of its own, and a finger that opens the page and comes home."""

    def __init__(self, file: Path, at_the_end: ExitStack) -> None:
        self.screen = Screen(at_the_end.enter_context(screens.screen()))
        at_the_end.callback(self.screen.close)
        made = subprocess.run(
            [sys.executable, "-P", "-c", _PLAN, str(file), TITLE],
            env=os.environ
            | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
            | {"QT_QUICK_BACKEND": "software"},
            check=True,
            capture_output=True,
            text=True,
        )
        card, home = json.loads(made.stdout)
        self._card, self._home = tuple(card), tuple(home)
        command = [sys.executable, "-P", "-m", "app.main", "--start-at", "home", str(file)]
        one = Program(OURS, command, file.parent, self.screen.name)
        one.start()
        at_the_end.callback(one.stop)
        self.screen.wait(lambda: self.screen.colour((100, 335)) == ACCENT, WAIT, "home")
        home_seen = self.screen.still(0.6)
        self.screen.tap(self._card)
        page = self.screen.still(0.6)
        self.screen.tap(self._home)
        again = self.screen.still(0.6)
        if page in (again, home_seen):
            raise RuntimeError("a tap on the card shows nothing")
        self._first = words_of(differing(again, page), page)
        self._back = differing(page, again)
        self._page = page
        self.words: list[float] = []
        self.whole: list[float] = []

    def tap(self) -> None:
        """Open the page, and come home."""
        for point, colours in ((self._card, self._first), (self._home, self._back)):
            time.sleep(random.uniform(0.6, 0.7))
            let_go = self.screen.tap(point)
            seen = self.screen.wait(partial(self.screen.shows, colours), WAIT, "the page")
            if point is self._card:
                self.words.append((seen - let_go) * 1000)
                whole = self.screen.wait(
                    lambda: self.screen.picture() == self._page, WAIT, "its pictures"
                )
                self.whole.append((whole - let_go) * 1000)


def words_of(colours: dict[Point, int], page: Picture) -> dict[Point, int]:
    """Those places of a page that no picture covers: in the upper fifth, and beside the text."""
    width, height = page.size
    found = {
        (x, y): colour
        for (x, y), colour in colours.items()
        if y < height // 5 or x > width * 3 // 4
    }
    return found or colours


def main(argv: list[str]) -> int:
    """Print what each takes; 1 where the pictures cost more than two frames."""
    parser = argparse.ArgumentParser("kiosk bench pictures", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repetitions, for a first look")
    times = QUICK_TAPS if parser.parse_args(argv).quick else TAPS
    photographs = tuple(photograph(seed) for seed in range(3))
    with tempfile.TemporaryDirectory() as name, ExitStack() as at_the_end:
        kiosks = []
        for part, data in (("without", ()), ("with", photographs)):
            folder = Path(name) / part
            folder.mkdir(mode=0o700)
            kiosks.append(Kiosk(library(folder, data), at_the_end))
        for _ in range(times):
            for kiosk in kiosks:
                kiosk.tap()
    without, pictured = kiosks
    sizes = ", ".join(f"{len(data):,}" for data in photographs)
    print(
        f"three photographs of {sizes} bytes; {times} taps on each; load {os.getloadavg()[0]:.1f}"
    )
    good = True
    for what, one, other in (
        ("words painted", without.words, pictured.words),
        ("all painted", without.whole, pictured.whole),
    ):
        before, after = statistics.median(one), statistics.median(other)
        more = after - before
        is_good = what != "words painted" or more <= TWO_FRAMES
        good &= is_good
        print(
            f"tap to {what}, ms: {before:6.1f} without, {after:6.1f} with, {more:+6.1f}"
            + ("" if what != "words painted" else f"  (at most {TWO_FRAMES:+.1f})")
            + ("" if is_good else "  OVER")
        )
    return 0 if good else 1
