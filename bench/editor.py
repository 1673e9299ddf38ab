"""The editor with a large library: `./kiosk bench editor`, or `python -m bench.editor`.

A start is measured in a new process, from its beginning to the painted window with the whole tree
in it. Then somebody types, while the checks run: each key is timed until the window is idle again.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.handout import Row, table
from bench.library import multiplied

TOPICS, QUICK_TOPICS = 10_000, 30
STARTS, QUICK_STARTS = 5, 1
KEYS = 60
START_LIMIT, KEY_LIMIT = 2000.0, 100.0
"""Milliseconds, of the median start and of the longest key."""

_PAUSE = 0.03
_CHECKED = 2000


def run(file: Path) -> None:
    """Start the editor on FILE, say so, type, and print how long each key took."""
    from PySide6.QtCore import QEventLoop, QSettings, QTimer  # noqa: PLC0415 - it is measured
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget  # noqa: PLC0415

    from app.content.items import Content  # noqa: PLC0415
    from app.content.workshop import Workshop  # noqa: PLC0415
    from app.domain.governance import ItemKey, ItemKind, Person  # noqa: PLC0415
    from app.editor.window import EditorWindow  # noqa: PLC0415

    class Pane(QWidget):
        """Stands where the families' screen does, which is measured by itself."""

        def show_content(self, content: Content) -> None:
            """Show nothing."""

    app = QApplication([])
    workshop = Workshop.open(file, Person("Bench"))
    settings = QSettings(str(file.with_suffix(".ini")), QSettings.Format.IniFormat)
    window = EditorWindow(workshop, Pane, settings=settings)
    window.show()
    app.processEvents()
    window.grab()
    print("shown", flush=True)

    def pause(ms: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    while not window.desk.has_stock:
        pause(20)
    window.desk.open(ItemKey(ItemKind.TOPIC, "t05", workshop.settings().language))
    box = window.page.form.fields["body"].findChild(QPlainTextEdit)
    assert box is not None
    keys = []
    for letter in ("words and more " * KEYS)[:KEYS]:
        start = time.perf_counter()
        QTest.keyClicks(box, letter)
        app.processEvents()
        keys.append((time.perf_counter() - start) * 1000)
        pause(int(_PAUSE * 1000))
        if len(keys) == KEYS // 2:
            pause(_CHECKED)  # the checks begin, and somebody types on
    print(json.dumps(keys), flush=True)
    window.close()
    workshop.close()


def measured(file: Path) -> tuple[float, list[float]]:
    """The milliseconds to the window, and those of each key, in a new process."""
    command = [sys.executable, "-m", "bench.editor", "--run", str(file)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        shown = (time.perf_counter() - start) * 1000
        keys = process.stdout.readline()
    assert line == "shown\n"
    assert process.returncode == 0
    return shown, json.loads(keys)


def rows(*, quick: bool = False, library: Path | None = None) -> list[Row]:
    """Every line of the table, measured; `library` is one that is there already."""
    topics, starts = (QUICK_TOPICS, QUICK_STARTS) if quick else (TOPICS, STARTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = Path(shutil.copy(library, folder)) if library else multiplied(topics, folder)
        found = [measured(file) for _ in range(starts)]
    shown = [start for start, _ in found]
    keys = [key for _, some in found for key in some]
    what = f"editor, {library.name if library else f'{topics} topics'}"
    return [
        Row(f"{what}: start", "ms", statistics.median(shown), max(shown), START_LIMIT),
        Row(f"{what}: a key", "ms", statistics.median(keys), max(keys), KEY_LIMIT, by_worst=True),
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
