"""What the kiosk loads before its first picture, and what it leaves for later."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import app

LATER = (
    *("typst", "markdown_it", "sqlite_utils", "yaml", "click", "tomllib", "segno.encoder", "html"),
    *("app.handout.typesetting", "app.handout.printing", "app.domain.printing.printing"),
    *("app.content.checks.rules", "app.content.text.build"),
    *(
        "app.content.updates.edition_store",
        "app.bridge.staff.edition_labels",
        "app.bridge.staff.trial",
        "app.main_trial",
        "app.bridge.staff.status",
        "app.service.unattended",
        "app.bridge.staff.counts",
        "app.domain.kiosk.counts",
        "app.service.counts",
        "secrets",
        "app.service.safe_mode",
        "app.service.status",
        "subprocess",
    ),
    *("app.domain.kiosk.edition_record", "app.domain.kiosk.editions"),
    *("tuf", "securesystemslib", "cryptography", "urllib3", "zstandard", "app.content.signing"),
    *("igraph", "mammoth", "openpyxl", "icalendar", "bs4", "filelock"),
    *("PySide6.QtWidgets", "app.editor", "app.bridge.window.stage", "app.content.workshop"),
)
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from app import main, paths
from app.config import Config

app = QGuiApplication([])
main.load_fonts()
kiosk, window = main.build(
    Config(), paths.CONTENT, size=QSize(960, 540), start_at="home", state=Path(sys.argv[1])
)
window.show()
window.grabWindow()
window.empty()
print(*sorted(sys.modules))
"""
COMPILED = """
for name in sorted(set(sys.modules)):
    if name.startswith("app."):
        for thing in vars(sys.modules[name]).values():
            made = getattr(thing, "__dataclass_params__", None)
            if isinstance(thing, type) and thing.__module__ == name and made and made.frozen:
                print("compiled:", name, thing.__name__)
"""


PICTURE = """
import os, sys
from app import main

main.main(["--picture", sys.argv[1] + "/home.png", "--size", "960x540"])
print("frames wait", os.environ["QT_QPA_UPDATE_IDLE_TIME"])
"""
COLLECTED = """
import gc, runpy, sys
collections = []
gc.callbacks.append(lambda phase, info: collections.append(phase))
sys.argv = ["app.main", "--version"]
try:
    runpy.run_module("app.main", run_name="__main__")
finally:
    print("collections", len(collections), "enabled", gc.isenabled())
"""
SOURCES_HELD = """
import linecache
for file in linecache.cache:
    print("held:", file)
"""
APP = Path(app.__file__).parent
A_CODE = """
from app.handout.qr import code
code("-")
"""


def started(program: str, state: Path) -> str:
    """What a fresh program prints once its home screen is painted."""
    command = [sys.executable, "-c", program, str(state)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def loaded_by_a_start(state: Path) -> set[str]:
    """The modules of a fresh program once its home screen is painted."""
    return set(started(START, state).split())


def test_what_is_left_for_later_is_there() -> None:
    # A name that was moved away would be left out of the next test without a word.
    assert [name for name in LATER if find_spec(name) is None] == []


def test_a_start_loads_only_what_the_first_screen_needs(tmp_path: Path) -> None:
    first = loaded_by_a_start(tmp_path)
    assert "subprocess" in first, "the first start has the library checked by another process"
    assert "app.content.checks.rules" not in first, "and checks nothing itself"
    # The next start finds the copy that the first one checked.
    again = loaded_by_a_start(tmp_path)
    assert "app.bridge.kiosk" in again
    assert again.intersection(LATER) == set()


def test_a_start_compiles_no_method_of_a_dataclass(tmp_path: Path) -> None:
    told = started(START + COMPILED, tmp_path).splitlines()
    assert "app.bridge.kiosk" in told[0]
    # app.lazy_dataclass has them for less: half a millisecond of each class.
    assert told[1:] == []


@pytest.mark.parametrize("by_hand", ["", "7"])
def test_no_frame_waits_for_another_unless_somebody_wants_it(
    by_hand: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("QT_QPA_UPDATE_IDLE_TIME", raising=False)
    if by_hand:
        monkeypatch.setenv("QT_QPA_UPDATE_IDLE_TIME", by_hand)
    assert started(PICTURE, tmp_path).split() == ["frames", "wait", by_hand or "0"]
    assert (tmp_path / "home.png").stat().st_size > 0


def test_nothing_looks_for_garbage_in_what_is_imported_and_then_something_does(
    tmp_path: Path,
) -> None:
    *_, collections, _, enabled = started(COLLECTED, tmp_path).split()
    # Of more than fifty: those before the program's first line, and of what reads its arguments.
    assert int(collections) <= 20, "each is heard of twice"
    assert enabled == "True"


def test_a_start_reads_no_module_as_text(tmp_path: Path) -> None:
    # Qt for Python would look into each for names of its own; app.qt_imports says why not.
    lines = started(START + SOURCES_HELD, tmp_path).splitlines()
    held = [Path(line.removeprefix("held: ")) for line in lines if line.startswith("held: ")]
    assert held, "what Qt for Python itself brings is read before it can be stopped"
    assert [file for file in held if APP in file.parents] == []


def test_a_code_for_phones_loads_nothing_that_writes_files_or_asks_a_network(
    tmp_path: Path,
) -> None:
    made = started(A_CODE + "import sys; print(*sorted(sys.modules))", tmp_path).split()
    assert "segno.encoder" in made
    assert set(made).isdisjoint({"segno.writers", "http.client", "email", "ssl", "xml"})


def test_the_whole_of_segno_can_still_be_had(tmp_path: Path) -> None:
    sizes = "import segno; print(len(segno.make_qr('-').matrix), len(code('-').rows))"
    assert started(A_CODE + sizes, tmp_path).split() == ["21", "21"]
