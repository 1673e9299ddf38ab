"""Run qmllint over all QML at zero warnings, with the types that Python registers made known to it.

`python -m tests.qml_lint` prints what is wrong, and exits with 1 if anything is.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULE = "Kiosk.Bridge"
BIN = Path(sys.executable).parent


def run(*command: str | Path) -> str:
    """Run a command of Qt's, and give what it printed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _with_named_getters(sources: Sequence[Path], folder: Path) -> list[Path]:
    """Copies of sources for the tool, which knows a getter by a plain name alone."""
    folder.mkdir(parents=True, exist_ok=True)
    copies = [folder / source.name for source in sources]
    for source, copy in zip(sources, copies, strict=True):
        text = re.sub(r'attrgetter\("[^"]*"\)', "getter", source.read_text(encoding="utf-8"))
        copy.write_text(text, encoding="utf-8")
    return copies


def describe_python_types(sources: Sequence[Path], folder: Path) -> None:
    """Write FOLDER/Kiosk/Bridge, a QML module that tells the tools which types Python registers."""
    module = folder.joinpath(*MODULE.split("."))
    module.mkdir(parents=True, exist_ok=True)
    types = module / "bridge.qmltypes"
    copies = _with_named_getters(sources, folder / "sources")
    printed = run(BIN / "pyside6-metaobjectdump", "--quiet", *copies)
    described = module / "bridge.json"
    files = json.loads(printed) if printed.strip() else []
    for found in (p for file in files for c in file["classes"] for p in c.get("properties", ())):
        # The tool leaves out `constant`; tests/bridge holds that what never tells is constant.
        found["constant"] = "notify" not in found
    described.write_text(json.dumps(files), encoding="utf-8")
    if not files:
        types.write_text("import QtQuick.tooling 1.2\nModule {}\n", encoding="utf-8")
    else:
        registrar = BIN / "pyside6-qmltyperegistrar"
        version = ("--major-version", "1", "--minor-version", "0")
        generated = ("--generate-qmltypes", types, "-o", module / "unused.cpp")
        run(registrar, "--import-name", MODULE, *version, *generated, described)
    qmldir = f"module {MODULE}\ntypeinfo {types.name}\ndepends QtQuick\n"
    (module / "qmldir").write_text(qmldir, encoding="utf-8")


def lint(root: Path, folder: Path) -> int:
    """Lint the QML of the project at ROOT, with FOLDER for what is generated; 0 if it is clean."""
    files = sorted([*root.glob("app/qml/**/*.qml"), *root.glob("tests/qml/**/*.qml")])
    if not files:
        print("no QML yet")
        return 0
    bridge = sorted(root.glob("app/bridge/**/*.py"))
    describe_python_types([file for file in bridge if file.name != "__init__.py"], folder)
    places = ("-I", folder, "-I", root / "app/qml")
    linter = (BIN / "pyside6-qmllint", "--max-warnings", "0", *places)
    done = subprocess.run((*linter, *files), check=False)
    if not done.returncode:
        print(f"{len(files)} files, no warnings")
    return done.returncode


if __name__ == "__main__":
    sys.exit(lint(ROOT, ROOT / "build/qml"))
