"""Pictures of every screen: `python -m tests.shots.tour`, which `./kiosk tour` runs.

It drives the real program, off screen, by taps and keys. Any warning of Qt's fails it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import product
from pathlib import Path

# Before anything of Qt's is loaded: a tour never opens a window, wherever it runs.
if __name__ == "__main__":
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app import paths as places
from app.domain.session.session import TEXT_SIZES, Theme
from app.main_editor import load_fonts_beside
from tests.driver import LANDSCAPE, PORTRAIT, Driver
from tests.panels import PANELS
from tests.paper import ScriptedSpooler
from tests.shots.album import Album, page
from tests.shots.counting import take_counting
from tests.shots.editions import idle, kiosk_with_editions, open_door
from tests.shots.editor_tour import take_editor
from tests.shots.office import OFFICES, Office
from tests.shots.readme import PICTURES, take_readme
from tests.shots.screens import PARTS, Look, Tour

OF_EVERY_WIDGET = "This plugin does not support "
"""What the off-screen platform says of each window and menu."""


def take(
    look: Look, folder: Path, content: Path = places.CONTENT, parts: Sequence[str] = ()
) -> Album:
    """Take one tour, or these parts of it; gives the album, with its index written."""
    album = Album(folder, look.title)
    spooler = ScriptedSpooler(staff=ScriptedSpooler())
    with (
        tempfile.TemporaryDirectory() as name,
        standing(Path(name), content, look, spooler) as driver,
    ):
        Tour(driver, spooler, album, look).run(parts)
    if not parts:
        _beyond_families(album, look, content, spooler)
    album.write_index()
    return album


def _beyond_families(album: Album, look: Look, content: Path, spooler: ScriptedSpooler) -> None:
    """The staff's editions, the editor, and a kiosk that has nothing to show."""
    with tempfile.TemporaryDirectory() as home:
        _editions(album, Path(home), look)
        album.chapter("Counting")
        take_counting(Path(home), content, album, look)
    if look.panel is None:  # the editor is on no kiosk's panel
        upright = look.size[1] > look.size[0]
        take_editor(content, album, Office(), text=look.text, theme=look.theme, upright=upright)
    album.chapter("Without a library")
    with tempfile.TemporaryDirectory() as state:
        nowhere = Path(state) / "content.db"
        with standing(Path(state), nowhere, look, spooler) as driver:
            album.picture(driver.picture(), "Resting: there is no library to show")


def _editions(album: Album, folder: Path, look: Look) -> None:
    """The staff's editions; their pages are the same in every look."""
    album.chapter("Staff: editions")
    with kiosk_with_editions(folder, look.size, look.panel) as driver:
        tour = Tour(driver, ScriptedSpooler(), album, look)
        open_door(driver)
        tour.shoot_to_the_end("Staff: editions")
        driver.tap("Go back to edition 11")
        tour.shoot("Staff: going back is asked")
        driver.tap("No, leave it")
        driver.tap("Take an edition from a USB stick")
        idle(driver)
        tour.shoot_to_the_end("Staff: what is on a stick")


@contextmanager
def standing(state: Path, content: Path, look: Look, spooler: ScriptedSpooler) -> Iterator[Driver]:
    """A kiosk that stands while the tour looks at it."""
    driver = Driver(
        state, content, size=look.size, panel=look.panel, today=date.today(), spooler=spooler
    )
    try:
        yield driver
    finally:
        driver.close()


def take_all(out: Path, parts: Sequence[str] = ()) -> None:
    """Take a tour in each look."""
    sizes = product((LANDSCAPE, PORTRAIT), Theme, TEXT_SIZES)
    take_each(out, [Look(size, text, theme) for size, theme, text in sizes], parts)


def take_each(out: Path, looks: list[Look], parts: Sequence[str] = ()) -> None:
    """Take a tour in each of these looks, and write one index above them."""
    links = []
    for look in looks:
        album = take(look, out / look.name, parts=parts)
        links.append(f'<li><a href="{look.name}/index.html">{look.title}</a></li>')
        print(f"{look.name}: {album.pictures} pictures", flush=True)
    (out / "index.html").write_text(page("Every screen, in every look", _list(links)), "utf-8")


def take_offices(out: Path) -> None:
    """Take the editor's pictures alone, in each office, and write one index above them."""
    links = []
    for office in OFFICES:
        album = Album(out / office.name, f"The editor, {office.name}")
        take_editor(places.CONTENT, album, office)
        album.write_index()
        links.append(f'<li><a href="{office.name}/index.html">{office.name}</a></li>')
        print(f"{office.name}: {album.pictures} pictures", flush=True)
    (out / "index.html").write_text(page("The editor, in every office", _list(links)), "utf-8")


def _list(lines: list[str]) -> str:
    return "\n".join(["<ul>", *lines, "</ul>\n"])


def _size(words: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)x(\d+)", words)
    if found is None or not all(300 <= int(side) <= 8000 for side in found.groups()):
        raise argparse.ArgumentTypeError("a size is like 1920x1080, each side 300 to 8000")
    return int(found[1]), int(found[2])


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("kiosk tour", description="Write a picture of every screen.")
    parser.add_argument("--out", type=Path, help="the folder to write to (tour)")
    parser.add_argument("--size", type=_size, default=LANDSCAPE, metavar="WxH")
    parser.add_argument(
        "--panel", choices=("all", *PANELS), help="a panel of tests/panels.py, or all of them"
    )
    parser.add_argument("--text", type=int, choices=TEXT_SIZES, default=TEXT_SIZES[0])
    parser.add_argument("--theme", type=Theme, choices=tuple(Theme), default=Theme.PAPER)
    parser.add_argument(
        "--only", action="append", choices=PARTS, default=[], help="this part alone, or several"
    )
    parser.add_argument(
        "--all", action="store_true", help="every text size and theme, in landscape and portrait"
    )
    parser.add_argument(
        "--editor",
        action="store_true",
        help="the staff's editor alone, in light and dark, on a small screen, with larger words",
    )
    parser.add_argument(
        "--readme",
        action="store_true",
        help="the two pictures of the README alone, to docs/pictures or to --out",
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Take the tour; returns the exit code."""
    arguments = _arguments(argv)
    warnings: list[str] = []

    def listen(kind: QtMsgType, context: object, message: str) -> None:
        if message.startswith(OF_EVERY_WIDGET):
            return
        print(message, file=sys.stderr)
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            warnings.append(message)

    qInstallMessageHandler(listen)
    panel = PANELS.get(arguments.panel)
    if panel is not None and panel.pixel_ratio > 1:
        os.environ["QT_SCALE_FACTOR"] = str(panel.pixel_ratio)
    app = QApplication(["kiosk-tour"])
    load_fonts_beside(app)
    if arguments.readme:
        files = take_readme(arguments.out or PICTURES)
        print("\n".join(map(str, files)))
        return 1 if warnings else 0
    out: Path = (arguments.out or Path("tour")).resolve()
    if arguments.editor:
        out.mkdir(parents=True, exist_ok=True)
        take_offices(out)
    elif arguments.all:
        out.mkdir(parents=True, exist_ok=True)
        take_all(out, arguments.only)
    elif arguments.panel == "all":
        out.mkdir(parents=True, exist_ok=True)
        looks = [Look.on(p, arguments.text, arguments.theme) for p in PANELS.values()]
        take_each(out, looks, arguments.only)
    else:
        look = Look(arguments.size, arguments.text, arguments.theme)
        look = Look.on(panel, look.text, look.theme) if panel else look
        album = take(look, out, parts=arguments.only)
        print(f"{album.pictures} pictures")
    del app
    print(f"Look through them: {out / 'index.html'}")
    if warnings:
        print(f"Qt warned {len(warnings)} times; the lines are above.", file=sys.stderr)
    return 1 if warnings else 0


if __name__ == "__main__":
    sys.exit(main())
