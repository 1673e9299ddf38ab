"""The editor with a large library: `./kiosk bench editor`, or `python -m bench.editor`.

A start is measured in a new process, from its beginning to the painted window with the whole tree
in it. Then somebody opens a page and types, while the checks run, saves, looks at its tabs, and
moves its line: each act is timed until the window is idle again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.handout import Row, table
from bench.library import multiplied

if TYPE_CHECKING:
    from app.editor.window import EditorWindow

TOPICS, QUICK_TOPICS = 10_000, 30
STARTS, QUICK_STARTS = 5, 1
KEYS = 60
LONG_PAGE = 2000
"""Words of a long page."""
START_LIMIT, KEY_LIMIT, PAGE_LIMIT, ACT_LIMIT, DEED_LIMIT = 2000.0, 50.0, 500.0, 100.0, 500.0
"""Milliseconds: of the median start, and of the longest key, first page, save or tab, and deed."""
FRAME = 16.0
"""Milliseconds of a key in a long page: it is seen with the next picture."""

HELD_LIMIT = 100.0
"""Milliseconds that a paste may hold the window, however long and wicked it is."""

PASTES = {
    "title": ("w" * 5_000_000, ""),
    "summary": ("words " * 1_000_000, ""),
    "questions": ("One?\n" * 200_000, ""),
    "body": ("&" * 5_000_000, "<table><tr><td>" * 30_000 + "words"),
}
"""What is pasted into each field, as plain words and as HTML."""

_PROGRAM = (
    "import PySide6.QtTest, app.editor.panel_wiring, app.editor.window, app.handout.typesetting"
)

_TABS = (1, 2)
"""Check and sign, and the history."""

_READ = 500
_PAUSE = 0.03
_CHECKED = 2000
_LOOK_AFTER = 50


def run(file: Path) -> None:  # noqa: PLR0915 - one act after the other
    """Start the editor on FILE, say so, work there, and print how long each act took."""
    from PySide6.QtCore import QEventLoop, QSettings, QTimer  # noqa: PLC0415 - it is measured
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    from app.content.items.edit import with_texts  # noqa: PLC0415
    from app.content.items.item import Content  # noqa: PLC0415
    from app.content.workshop import Workshop  # noqa: PLC0415
    from app.domain.governance.governance import ItemKey, ItemKind, Person  # noqa: PLC0415
    from app.editor.body.body_box import BodyBox  # noqa: PLC0415
    from app.editor.panel_wiring import item_panels  # noqa: PLC0415
    from app.editor.window import EditorWindow  # noqa: PLC0415
    from app.handout.site import Site  # noqa: PLC0415
    from app.handout.typesetting import Typesetter  # noqa: PLC0415

    class Pane(QWidget):
        """Stands where the families' screen does, which is measured by itself."""

        def show_content(self, content: Content) -> None:
            """Show nothing."""

        def show_step(self, step_id: str) -> None:
            """Go nowhere."""

    app = QApplication([])
    workshop = Workshop.open(file, Person("Bench"))
    settings = QSettings(str(file.with_suffix(".ini")), QSettings.Format.IniFormat)
    panels = item_panels(workshop, lambda: Typesetter(Site(), date.today))
    window = EditorWindow(workshop, Pane, item_panels=panels, settings=settings)
    window.show()
    app.processEvents()
    window.grab()
    print("shown", flush=True)

    def pause(ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    took: dict[str, list[float]] = {}

    def timed(what: str, act: Callable[[], object]) -> None:
        start, used = time.perf_counter(), time.thread_time()
        act()
        app.processEvents()
        took.setdefault(what, []).append((time.perf_counter() - start) * 1000)
        took.setdefault(f"{what}, CPU", []).append((time.thread_time() - used) * 1000)

    from app.main_editor import keep_for_good  # noqa: PLC0415 - the start is measured without it

    window.document.row_cache_filled.connect(keep_for_good)
    while not window.document.has_row_cache:
        pause(20)
    key = ItemKey(ItemKind.TOPIC, "t05", workshop.settings.read().language)
    timed("page", lambda: window.document.open(key))
    pause(_READ)
    box = window.page.form.fields["body"].findChild(BodyBox)
    assert box is not None
    for number, letter in enumerate(("words and more " * KEYS)[:KEYS]):
        timed("key", partial(QTest.keyClicks, box, letter))
        pause(int(_PAUSE * 1000))
        if number == KEYS // 2:
            timed("save", window.save)
            pause(_CHECKED)  # the checks begin, and somebody types on
    timed("save", window.save)
    words = "This page goes on for a long time, and says it in short words. " * 4
    long = "\n\n".join([words.strip()] * (LONG_PAGE // len(words.split())))
    window.document.change(with_texts(window.document.content(key), body=long), "", "Bench")
    pause(_CHECKED)
    for letter in ("words and more " * KEYS)[:KEYS]:
        timed("long", partial(QTest.keyClicks, box, letter))
        pause(int(_PAUSE * 1000))
    timed("save", window.save)
    for tab in _TABS:
        timed("tab", partial(window.page.tabs.setCurrentIndex, tab))
    for action in (partial(window.tree.move_line, 1), window.document.undo.undo):
        timed("deed", action)
    took["paste"] = held_by_pastes(window, pause)
    print(json.dumps(took), flush=True)
    window.close()
    workshop.close()


def held_by_pastes(window: EditorWindow, pause: Callable[[int], None]) -> list[float]:
    """The longest that the window did not answer in each paste, which may wait for a process."""
    from PySide6.QtCore import QMimeData, QTimer  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    found = []
    for name, (words, html) in PASTES.items():
        mime = QMimeData()
        mime.setText(words)
        if html:
            mime.setHtml(html)
        QApplication.clipboard().setMimeData(mime)
        moments = [time.perf_counter()]
        beat = QTimer(interval=1)
        beat.timeout.connect(lambda moments=moments: moments.append(time.perf_counter()))
        beat.start()
        box: Any = window.page.form.fields[name]
        box.box.paste()
        pause(_LOOK_AFTER)
        beat.stop()
        gaps = (after - before for before, after in itertools.pairwise(moments))
        found.append(max(gaps) * 1000)
    QApplication.clipboard().clear()  # Qt would free it after Python has ended
    return found


def compiled(folder: Path) -> dict[str, str]:
    """The environment of a program that is compiled, as an installed one is; the code is there."""
    own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder)}
    environment = {**os.environ, **own, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, "-c", _PROGRAM], env=environment, check=True)
    return environment


def measured(file: Path, environment: dict[str, str]) -> tuple[float, dict[str, list[float]]]:
    """The milliseconds to the window, and those of each act in it, in a new process."""
    command = [sys.executable, "-m", "bench.editor", "--run", str(file)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        shown = (time.perf_counter() - start) * 1000
        took = process.stdout.readline()
    assert line == "shown\n"
    assert process.returncode == 0
    return shown, json.loads(took)


def rows(*, quick: bool = False, library: Path | None = None) -> list[Row]:
    """Every line of the table, measured; `library` is one that is there already."""
    topics, starts = (QUICK_TOPICS, QUICK_STARTS) if quick else (TOPICS, STARTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = Path(shutil.copy(library, folder)) if library else multiplied(topics, folder)
        environment = compiled(folder / "compiled")
        found = [measured(file, environment) for _ in range(starts)]
    shown = [start for start, _ in found]
    what = f"editor, {library.name if library else f'{topics} topics'}"

    def worst(act: str, words: str, limit: float) -> Row:
        took = [took for _, acts in found for took in acts[act]]
        return Row(
            f"{what}: {words}", "ms", statistics.median(took), max(took), limit, by_worst=True
        )

    return [
        Row(f"{what}: start", "ms", statistics.median(shown), max(shown), START_LIMIT),
        worst("page", "first page", PAGE_LIMIT),
        worst("key", "a key", KEY_LIMIT),
        worst("long", f"a key in {LONG_PAGE} words", FRAME),
        worst("long, CPU", f"a key in {LONG_PAGE} words, its CPU time", FRAME),
        worst("save", "save", ACT_LIMIT),
        worst("tab", "first look at a tab", ACT_LIMIT),
        worst("deed", "a line moved, and back", DEED_LIMIT),
        worst("paste", "held by a paste of 5 MB", HELD_LIMIT),
    ]


def main(argv: list[str] | None = None) -> int:
    """Print the table; the exit code is 1 where something is over its limit."""
    parser = argparse.ArgumentParser("kiosk bench editor", description="Measure the editor.")
    parser.add_argument("--quick", action="store_true", help="a small library, for a first look")
    parser.add_argument("--library", type=Path, metavar="FILE", help="a content.db to measure with")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.run:
        run(arguments.run)
        return 0
    found = rows(quick=arguments.quick, library=arguments.library)
    print(table(found))
    return 0 if all(row.good for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
