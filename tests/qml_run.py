"""Run the QML tests, tests/qml/tst_*.qml, off screen; a QML warning fails them.

`python -m tests.qml_run` runs them all; further arguments go to Qt's test runner.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlEngine

from app import paths
from app.bridge.window.pictures import IconPictures

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests/qml"
COMPLAINT = re.compile(r"^(QWARN|QCRITICAL|QFATAL|QSYSTEM)\b", re.MULTILINE)


class Setup(QObject):
    """Gives each test the project's fonts, and its engine the project's QML modules and icons."""

    @Slot()
    def applicationAvailable(self) -> None:
        for file in sorted(paths.FONTS.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        QGuiApplication.setFont(QFont("Atkinson Hyperlegible"))

    @Slot(QQmlEngine)
    def qmlEngineAvailable(self, engine: QQmlEngine) -> None:
        engine.addImportPath(str(paths.QML))
        engine.addImageProvider("icon", IconPictures(paths.ICONS))


def register_python_types() -> None:
    """Import the bridge, which registers its types with QML as it is imported."""
    if find_spec("app.bridge") is None:
        return
    bridge = importlib.import_module("app.bridge")
    for module in pkgutil.walk_packages(bridge.__path__, "app.bridge."):
        importlib.import_module(module.name)


def run_here(folder: Path, arguments: list[str]) -> int:
    """Run the QML tests in FOLDER inside this process, as Qt's runner wants it."""
    from PySide6.QtQuickTest import QUICK_TEST_MAIN_WITH_SETUP  # noqa: PLC0415

    register_python_types()
    return QUICK_TEST_MAIN_WITH_SETUP("qml", Setup, ["qml", *arguments], str(folder))


def run(folder: Path, arguments: list[str]) -> int:
    """Run the QML tests in FOLDER in a process of their own; 0 if none failed or warned."""
    if not any(folder.glob("**/tst_*.qml")):
        print("no QML tests yet")
        return 0
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.qml_run", "--here", folder, *arguments],
        cwd=ROOT,
        env=os.environ | surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(done.stdout, end="")
    if COMPLAINT.search(done.stdout) and not done.returncode:
        print("QML warnings fail the tests.")
        return 1
    return done.returncode


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        sys.exit(run_here(Path(sys.argv[2]), sys.argv[3:]))
    sys.exit(run(TESTS, sys.argv[1:]))
