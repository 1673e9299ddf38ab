"""The folder that runs without Python: `./kiosk build`'s, made anew for these tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped]
from PySide6.QtGui import QImage

from app import paths
from tests.content.signed import Publisher
from tests.shots.editions import publish

ROOT = Path(__file__).parents[1]
MOST_BYTES = 270_000_000
FEWEST_COLOURS = 8
UNREADABLE = 2
STAFFS = {"PIL", "bs4", "filelock", "icalendar", "igraph", "mammoth", "openpyxl"}
"""What serves the editor and the commands, and may not be paid for by the families' screen."""
OPTIONAL = {"lxml", "numpy"}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2">'
    '<path fill="#c81e1e" d="M0 0h3v2H0z"/></svg>'
)
PAGES = 10
"""The starter library has more."""
RED = 190
"""Or more, of 255: what is red."""
HOME_SCREEN = ("--picture", "home.png", "--start-at", "home")

pytestmark = [
    pytest.mark.bundle,
    pytest.mark.skipif(
        sys.platform == "linux" and not (shutil.which("objdump") and shutil.which("strip")),
        reason="Debian's binutils are not installed",
    ),
]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, built from the files as they are."""
    made = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(made), "--workpath", str(ROOT / "build/pyinstaller")]
    command = [*build, *places, "build_kiosk.spec"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return made / "clinic-kiosk"


def run(folder: Path, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in FOLDER as on a bare machine: no Python, no settings, no screen."""
    folder.mkdir(exist_ok=True)
    bare = {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PATH": os.devnull,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
    }
    return subprocess.run(
        command, cwd=folder, env=bare | more, capture_output=True, text=True, check=False
    )


def colours(picture: QImage) -> int:
    """How many colours a coarse look at a picture finds."""
    across, down = range(0, picture.width(), 5), range(0, picture.height(), 5)
    return len({picture.pixel(x, y) for x in across for y in down})


def test_it_is_small_enough(bundle: Path) -> None:
    files = [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files)
    print(f"the folder takes {size / 1e6:.0f} MB")
    assert size <= MOST_BYTES


def test_it_has_neither_web_engine_nor_controls(bundle: Path) -> None:
    names = {file.name for file in bundle.rglob("libQt6*")}
    assert names
    assert [name for name in names if "Web" in name or "3D" in name or "Controls" in name] == []


def test_it_has_nothing_that_lets_qt_reach_a_network(bundle: Path) -> None:
    """QtQml is linked to QtNetwork; what that needs to speak TLS, or to find a network, is out."""
    plugins = {file.parent.name for file in bundle.rglob("plugins/*/*")}
    assert "platforms" in plugins
    assert not plugins & {"tls", "networkinformation", "networkaccess", "bearer"}


def test_it_shows_the_home_screen_that_the_source_shows(bundle: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "bundle", bundle / "clinic-kiosk", *HOME_SCREEN)
    assert (done.returncode, done.stderr) == (0, "")
    shown = QImage(str(tmp_path / "bundle/home.png"))
    assert colours(shown) >= FEWEST_COLOURS

    source = (sys.executable, "-P", "-m", "app.main", *HOME_SCREEN)
    done = run(tmp_path / "source", *source, PYTHONPATH=str(ROOT))
    assert (done.returncode, done.stderr) == (0, "")
    assert shown == QImage(str(tmp_path / "source/home.png"))


def test_staff_start_the_editor_from_it(bundle: Path, tmp_path: Path) -> None:
    shutil.copy(bundle / "_internal/content.db", tmp_path / "content.db")
    editor = (bundle / "clinic-kiosk-editor", "content.db", "--picture")
    done = run(tmp_path, *editor, "editor.png")
    assert done.returncode == 0, done.stderr
    assert colours(QImage(str(tmp_path / "editor.png"))) >= FEWEST_COLOURS


def test_the_editor_says_what_is_wrong(bundle: Path, tmp_path: Path) -> None:
    done = run(tmp_path, bundle / "clinic-kiosk-editor", "nowhere.db", "--picture", "editor.png")
    assert done.returncode == UNREADABLE
    assert done.stderr == "nowhere.db is not there. Put a content.db there.\n"


def test_a_linux_desktop_finds_the_editor(bundle: Path) -> None:
    entry = (bundle / "clinic-kiosk-editor.desktop").read_text("utf-8")
    assert "Name=Clinic Kiosk Editor\n" in entry
    assert (bundle / "clinic-kiosk-editor.svg").is_file()


def modules_in(program: Path) -> set[str]:
    """The Python packages that are packed into a program of the folder."""
    packed = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    return {name.partition(".")[0] for name in packed.toc}


def test_what_staff_need_is_in_their_programs_and_not_in_the_families(bundle: Path) -> None:
    staffs = modules_in(bundle / "clinic-content") | modules_in(bundle / "clinic-kiosk-editor")
    assert sorted(STAFFS - staffs) == []
    assert sorted(OPTIONAL & staffs) == []
    assert sorted(STAFFS & modules_in(bundle / "clinic-kiosk")) == []


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "SVG"])
def test_staff_bring_a_picture_in(bundle: Path, tmp_path: Path, form: str) -> None:
    source = tmp_path / "field"
    if form == "SVG":
        source.write_text(DRAWING, encoding="utf-8")
    else:
        Image.new("RGB", (60, 40), (200, 30, 30)).save(source, form)
    convert = ("picture", "convert", source, tmp_path)
    done = run(tmp_path, bundle / "clinic-content", *convert)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = (file for file in tmp_path.glob("field.*"))
    assert QImage(str(made)).pixelColor(9, 9).red() > RED


def test_families_see_photographs(bundle: Path) -> None:
    names = {file.name for file in bundle.rglob("imageformats/*")}
    assert any("qjpeg" in name for name in names)


def test_its_library_passes_its_own_check(bundle: Path, tmp_path: Path) -> None:
    library = bundle / "_internal/content.db"
    done = run(tmp_path, bundle / "clinic-content", "check", library)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_checks_an_edition_in_a_process_of_its_own(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    publish(tmp_path / "share", 12)
    asked = {"root": "", "store": str(tmp_path / "store"), "known": []}
    listing = {"do": "list", "source": str(tmp_path / "share"), **asked}
    (offer,) = ask(bundle, tmp_path, listing)["offers"]
    (tmp_path / "store").mkdir()
    edition = ask(bundle, tmp_path, {"do": "fetch", "offer": offer, **asked})["edition"]
    assert [f.name for f in (tmp_path / "store").iterdir()] == [edition["file"]]


def test_it_takes_a_signed_edition(bundle: Path, tmp_path: Path) -> None:
    publisher = Publisher(tmp_path, paths.CONTENT)
    publisher.publish(12)
    asked = {"root": str(publisher.root), "store": str(tmp_path / "store"), "known": []}
    listing = {"do": "list", "source": str(publisher.folder), **asked}
    (offer,) = ask(bundle, tmp_path, listing)["offers"]
    edition = ask(bundle, tmp_path, {"do": "fetch", "offer": offer, **asked})["edition"]
    assert (edition["number"], edition["signed"]) == (12, True)


def test_it_paints_an_edition_in_a_process_of_its_own(bundle: Path, tmp_path: Path) -> None:
    library = shutil.copy(bundle / "_internal/content.db", tmp_path / "library.db")
    task = {"do": "paint", "file": str(library), "number": 13}
    first, *pages, answer = answers(bundle, tmp_path, "paint-library", task)
    assert first == {"stage": "painting", "page": "the first screen"}
    assert len(pages) > PAGES
    assert answer == {}


def ask(folder: Path, home: Path, task: Mapping[str, object]) -> dict[str, Any]:
    """What the built program's checking process answers last."""
    return answers(folder, home, "check-library", task)[-1]


def answers(
    folder: Path, home: Path, process: str, task: Mapping[str, object]
) -> list[dict[str, Any]]:
    """What a process says that the built program becomes by an argument."""
    done = subprocess.run(
        [folder / "clinic-kiosk", process],
        cwd=home,
        env={"HOME": str(home), "LANG": "C.UTF-8", "PATH": os.devnull},
        input=json.dumps(task) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]
