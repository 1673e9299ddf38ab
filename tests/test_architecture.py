"""The arrows between the rooms of the house, read from their imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STANDARD_LIBRARY = sys.stdlib_module_names

# Which rooms a room, or a file between the rooms, may know. The files whose names begin with main
# join them; `handout_factories` joins what commands need, too. Each process that we start forbids
# dumps by `memory`, wherever it is. Of the service each file has arrows of its own, and others say
# which of its files they know.
ROOMS = ("domain", "content", "handout", "bridge", "editor")
CONFIGURATION = ("config", "config_file", "pin")
ARROWS: dict[str, set[str]] = {
    "domain": {"lazy_dataclass"},
    "content": {"domain", "memory", "lazy_dataclass"},
    "handout": {"domain", "memory"},
    "bridge": {"domain", "lazy_dataclass"},
    "editor": {"domain", "content", "handout"},
    "cli": {"domain", "content", "handout", *CONFIGURATION, "paths", "memory", "main_editor"}
    | {"handout_factories", "service/counts", "service/status"},
    "config": {"domain", "lazy_dataclass", "pin"},
    "config_file": {"domain", "paths", "lazy_dataclass", "config", "pin"},
    "pin": set(),
    "paths": {"domain"},
    "memory": set(),
    "lazy_dataclass": set(),
    "qt_imports": set(),
    "service/process": set(),
    "service/clock": set(),
    "service/watchdog": set(),
    "service/journal": set(),
    "service/state": {"domain", "pin"},
    "service/starts": {"domain"},
    "service/status": {"domain", "paths"},
    "service/counts": {"domain"},
    "service/safe_mode": {"domain", "config", "pin"},
    "service/unattended": {"domain", "bridge", "config"},
    "forgetting": {"domain", "bridge", "memory"},
    "main": {
        *ROOMS,
        "config",
        "config_file",
        "paths",
        "memory",
        "cli",
        "service/clock",
        "service/counts",
        "service/journal",
        "service/process",
        "service/safe_mode",
        "service/state",
        "service/unattended",
        "service/watchdog",
        "forgetting",
        "main_commands",
        "main_library",
        "handout_factories",
        "qt_imports",
    }
    - {"editor", "content", "handout"},
    "main_library": {"domain", "content", "config", "service/safe_mode"},
    "handout_factories": {"domain", "handout", "bridge", "config", "paths"},
    "main_commands": {"domain", "content", "handout", "bridge", "config_file", "pin", "paths"}
    | {"cli", "main_trial"},
    "main_trial": {"domain", "content", "bridge", "config", "paths", "memory"},
    "main_editor": {*ROOMS, "config", "config_file", "paths", "memory", "handout_factories"}
    | {"qt_imports"},
}
# The same inside a room: which of its folders a folder may know. The files beside the folders join
# them; `ports` of the editor is a folder of its own in this.
FOLDERS: dict[str, dict[str, set[str]]] = {
    "domain": {
        "errors": set(),
        "progress": set(),
        "library": set(),
        "printing": {"errors"},
        "kiosk": {"library"},
        "walkthrough": {"errors", "library"},
        "ports": {"errors", "library", "walkthrough", "kiosk"},
        "handout": {"errors", "library", "walkthrough", "ports"},
        "governance": {"library", "walkthrough", "handout"},
        "session": {"library", "walkthrough", "handout", "ports"},
    },
    "content": {
        "database": set(),
        "items": {"database"},
        "reader": {"database"},
        "body": {"reader"},
        "checks": {"database", "items", "reader"},
        "text": {"checks", "database", "items", "reader"},
        "updates": {"checks", "database", "reader"},
        "signing": {"updates"},
        "workshop": {"checks", "database", "items", "reader"},
        "publishing": {
            *("checks", "database", "items", "reader", "signing", "updates", "workshop"),
        },
        "reports": {"database", "items", "reader", "checks", "workshop"},
        "search": {"items", "workshop"},
        "importing": {"body", "items", "reader", "text", "workshop"},
    },
    "handout": {
        "printing": set(),
        "staff": {"elements", "frame", "text", "typesetting", "wording"},
    },
    "editor": {
        "ports": set(),
        "widgets": set(),
        "texts": set(),
        "spelling": set(),
        "body": {"widgets"},
        "fields": {"body", "spelling", "widgets"},
        "document": {"ports", "spelling", "texts", "widgets"},
        "forms": {"document", "fields", "texts", "widgets"},
        "walkthrough": {"widgets"},
        "governance": {"texts", "walkthrough", "widgets"},
        "publishing": {"texts", "widgets"},
        "sources": {"document", "widgets"},
        "importing": {"document", "widgets"},
        "bulk": {"document", "governance", "texts", "widgets"},
        "opening": {"document", "spelling", "widgets"},
        "preview": {"ports", "texts", "widgets"},
        "tree": {"ports", "document", "texts", "widgets"},
    },
    "service": {
        "process": set(),
        "watchdog": set(),
        "journal": set(),
        "state": set(),
        "safe_mode": set(),
        "starts": {"journal", "state"},
        "status": {"state"},
        "counts": {"state"},
        "unattended": {"journal", "safe_mode", "starts", "status"},
    },
}
STANDARD_LIBRARY_ONLY = {
    *("domain", *CONFIGURATION, "paths", "memory", "lazy_dataclass"),
    *("service/counts", "service/journal", "service/safe_mode"),
    *("service/starts", "service/state", "service/status"),
}
WITHOUT_QT = {"domain", "content", "handout", "cli", *CONFIGURATION, "paths"}


def imports(file: Path, package: str) -> Iterator[str]:
    """The dotted names that a file imports, anywhere in it; `package` is what a dot stands for."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def wrong_arrows(root: Path) -> list[str]:
    """Every import under ROOT/app that goes against the arrows, said in words."""
    wrong = []
    for file in sorted(root.glob("app/**/*.py")):
        inside = file.relative_to(root / "app").with_suffix("")
        room = inside.parts[0]
        if room == "__init__":
            continue
        if room not in ARROWS and inside.name != "__init__":
            room = "/".join(inside.parts[:2])
        package = ".".join(("app", *inside.parts[:-1]))
        for name in imports(file, package):
            problem = problem_with(room, name) or problem_inside(inside.parts, name)
            if problem:
                wrong.append(f"{file.relative_to(root)} imports {name}: {problem}")
    return wrong


def problem_with(room: str, name: str) -> str:
    """What is wrong with ROOM importing NAME, or nothing."""
    if room not in ARROWS:
        return f"{room} is a room that the arrows do not know"
    first, _, rest = name.partition(".")
    if first == "app":
        other, file, *_ = *rest.split("."), ""
        own = room.partition("/")[0]
        known = other in {own, "", "__version__"} or {other, f"{other}/{file}"} & ARROWS[room]
        return "" if known else f"no arrow goes from {room} to {other}"
    if first == "PySide6" and room in WITHOUT_QT:
        return f"{room} does without Qt"
    if room in STANDARD_LIBRARY_ONLY and first not in STANDARD_LIBRARY:
        return f"{room} uses the standard library only"
    return ""


def problem_inside(parts: tuple[str, ...], name: str) -> str:
    """What is wrong with a file of a room, by its path below app, importing NAME of that room."""
    _, room, folder, *_ = *name.split("."), "", ""
    if len(parts) == 1 or room != parts[0] or room not in FOLDERS or not name.startswith("app."):
        return ""
    folders = FOLDERS[room]
    if len(parts) == 2 and parts[1] not in folders:  # a file beside the folders
        return ""
    if parts[1] not in folders:
        return f"{room}/{parts[1]} is a folder that the arrows do not know"
    known = folder == parts[1] or folder in folders[parts[1]]
    return "" if known else f"no arrow goes from {room}/{parts[1]} to {folder or room}"


def modules(root: Path) -> dict[str, Path]:
    """Every module under ROOT/app, by its dotted name."""
    return {
        ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file
        for file in sorted(root.glob("app/**/*.py"))
    }


def circles(root: Path) -> list[tuple[str, ...]]:
    """Files that import each other in a loop, for types too: each loop once, by its names."""
    files = modules(root)
    arrows: dict[str, set[str]] = {}
    for name, file in files.items():
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        taken = set(imports(file, package))
        taken |= {one.rpartition(".")[0] for one in taken}
        arrows[name] = {one for one in taken if one in files and files[one].name != "__init__.py"}
    # What can be left alone is left out, until only loops and what lies between them remain.
    while gone := {n for n, to in arrows.items() if not to} | (
        set(arrows) - set().union(*arrows.values())
    ):
        arrows = {n: to - gone for n, to in arrows.items() if n not in gone}
    return [tuple(sorted(arrows))] if arrows else []


def test_no_files_import_each_other() -> None:
    assert circles(ROOT) == []


def test_planted_circle_is_found(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        planted = tmp_path / "app" / "domain" / f"{name}.py"
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_text(
            f"import typing\nif typing.TYPE_CHECKING:\n    from app.domain import {other}",
            encoding="utf-8",
        )
    assert circles(tmp_path) == [("app.domain.a", "app.domain.b", "app.domain.c")]


def test_arrows_between_the_rooms_hold() -> None:
    assert wrong_arrows(ROOT) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("domain/a.py", "import sqlite_utils"),
        ("domain/a.py", "from app.content import library"),
        ("content/a.py", "from PySide6.QtCore import QObject"),
        ("content/a.py", "from app.handout.sheet import Sheet"),
        ("handout/a.py", "def late():\n    import PySide6"),
        ("bridge/deep/a.py", "from ...content import library"),
        ("bridge/a.py", "from app import main"),
        ("editor/a.py", "import app.bridge.session"),
        ("editor/deep/a.py", "from app import main_editor"),
        ("main.py", "from app.editor import window"),
        ("cellar/a.py", "import json"),
        ("config.py", "import click"),
        ("content/database/a.py", "from app.content.reader.library import ContentLibrary"),
        ("content/items/a.py", "def late():\n    from app.content import workshop"),
        ("content/search/deep/a.py", "import app.content.updates.fetching.fetch"),
        ("content/cellar/a.py", "from app.content.database import schema"),
        ("editor/widgets/a.py", "from app.editor.document import document"),
        ("editor/ports.py", "from app.editor.widgets import icons"),
        ("service/journal.py", "from app.config import Config"),
        ("service/state.py", "from PySide6.QtCore import QTimer"),
        ("service/status.py", "from app.service import unattended"),
        ("service/cellar.py", "import json"),
        ("cli/a.py", "from app.service import watchdog"),
    ],
)
def test_planted_wrong_import_is_found(tmp_path: Path, file: str, line: str) -> None:
    planted = tmp_path / "app" / file
    planted.parent.mkdir(parents=True)
    planted.write_text(line, encoding="utf-8")
    assert len(wrong_arrows(tmp_path)) == 1


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("domain/a.py", "import json\nfrom app.domain.errors import ContentError"),
        ("content/items/a.py", "from ..database import schema\nfrom app.domain import markup"),
        ("editor/window.py", "from app.editor.tree import nodes"),
        ("editor/a.py", "from PySide6 import QtWidgets\nfrom app import content"),
        ("main.py", "from app.bridge import session\nfrom app import config, __version__"),
        ("main_editor.py", "from app.bridge import stage\nfrom app.editor import window"),
        ("cli/a.py", "import click\nfrom app.handout import sheet\nfrom app.cli import shared"),
        ("cli/b.py", "from app.service.status import read\nfrom app.service import counts"),
        ("service/starts.py", "from app.service import journal\nfrom app.domain import errors"),
    ],
)
def test_right_import_is_left_alone(tmp_path: Path, file: str, line: str) -> None:
    planted = tmp_path / "app" / file
    planted.parent.mkdir(parents=True)
    planted.write_text(line, encoding="utf-8")
    assert wrong_arrows(tmp_path) == []


def committed_text() -> Iterator[tuple[str, str]]:
    """Every committed file that is text, with its name."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if file.is_file():
            yield name, file.read_bytes().decode("utf-8", errors="replace")


def test_no_committed_file_names_a_package_index_or_someones_machine() -> None:
    hosts = ("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)")
    options = "--(extra-)?index-url" + r"[ =]\S", "--find-links" + r"[ =]\S"
    places = "/home/" + r"\w", "/Users/" + r"\w", "/root/" + r"\w"
    told = re.compile("|".join((*hosts, *options, *places)))
    found = [f"{name}: {m[0]}" for name, text in committed_text() if (m := told.search(text))]
    assert found == []


_TEXT = re.compile(r"(?:^|[\s:])(Text|TextEdit)\s*\{")


def unsafe_texts(qml: str) -> list[str]:
    """Elements of a QML file that show text and do not say that it is plain."""
    found = []
    for start in _TEXT.finditer(qml):
        depth, end = 1, start.end()
        own = []  # what stands in the element itself, not in one inside of it
        while depth and end < len(qml):
            depth += {"{": 1, "}": -1}.get(qml[end], 0)
            own.append(qml[end] if depth == 1 else " ")
            end += 1
        if "textFormat: Text.PlainText" not in "".join(own):
            line = qml.count("\n", 0, start.start(1)) + 1
            found.append(f"line {line}: {start[1]}")
    return found


def test_every_text_on_a_screen_says_that_it_is_plain() -> None:
    found = {
        file.name: unsafe
        for file in ROOT.glob("app/qml/**/*.qml")
        if (unsafe := unsafe_texts(file.read_text(encoding="utf-8")))
    }
    # MarkedText shows the few tags that bridge/words.py puts round escaped words.
    assert list(found) == ["MarkedText.qml"]
    assert [line.partition(": ")[2] for line in found["MarkedText.qml"]] == ["TextEdit"]


@pytest.mark.parametrize(
    "planted",
    [
        "Text { text: a }",
        "Item { Text {\n text: b\n Item { textFormat: Text.PlainText } } }",
        "sourceComponent: Text { textFormat: Text.RichText }",
        "TextEdit {}",
    ],
)
def test_planted_text_that_is_not_plain_is_found(planted: str) -> None:
    assert len(unsafe_texts(planted)) == 1


def test_only_text_that_the_bridge_escaped_is_shown_with_its_marks() -> None:
    # MarkedText shows the few tags that bridge/formatting.py puts round escaped words.
    rich = re.compile(r"\b(Text|TextEdit)\.(RichText|AutoText)\b")
    found = [file.name for file in ROOT.glob("app/qml/**/*.qml") if rich.search(file.read_text())]
    assert found == ["MarkedText.qml"]
