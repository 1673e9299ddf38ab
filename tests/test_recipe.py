"""The recipes of the Debian packages, over a folder that stands in for the built one.

What the packages do once they are installed is tried in tests/packaging. Here is what is written
into them: the version, everywhere the same, and the kind of machine, which the recipe takes from
the machine that it runs on.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import __version__

ROOT = Path(__file__).parents[1]
RECIPES = {
    "clinic-kiosk": "packaging/make_deb.sh",
    "clinic-kiosk-editor": "packaging/make_editor_deb.sh",
}
PROGRAMS = {
    "clinic-kiosk": "app.main",
    "clinic-content": "app.cli.main",
    "clinic-kiosk-editor": "app.main_editor",
}
DPKG = """#!/bin/sh
[ "$*" = --print-architecture ] || exit 1
echo {architecture}
"""

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="made on Debian alone")


@dataclass
class Made:
    """A package, and the folder that it was unpacked to."""

    deb: Path
    tree: Path

    def control(self, field: str) -> str:
        """A field of its control file."""
        found = re.search(
            rf"^{field}: (.*)$", (self.tree / "DEBIAN/control").read_text("utf-8"), re.MULTILINE
        )
        assert found, field
        return found[1]


@pytest.fixture(scope="module", params=["amd64", "arm64"])
def machine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a built folder, on a machine of this kind."""
    root = tmp_path_factory.mktemp(request.param) / "checkout"
    built = root / "dist/clinic-kiosk"
    (built / "_internal").mkdir(parents=True)
    for name in (*PROGRAMS, "clinic-kiosk-editor.desktop", "clinic-kiosk-editor.svg"):
        (built / name).write_text("a stand-in\n")
    shutil.copytree(ROOT / "packaging", root / "packaging")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("pictures"))
    for name in ("CHANGELOG.md", "requirements.lock"):
        shutil.copy(ROOT / name, root / name)
    dpkg = root / "bin/dpkg"
    dpkg.parent.mkdir()
    dpkg.write_text(DPKG.format(architecture=request.param))
    dpkg.chmod(0o755)
    return root


@pytest.fixture(scope="module", params=RECIPES)
def made(request: pytest.FixtureRequest, machine: Path) -> Made:
    """What a recipe makes there of this version."""
    name = str(request.param)
    path = f"{machine / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/bash", RECIPES[name], __version__],
        cwd=machine,
        env=os.environ | {"PYTHON": sys.executable, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    deb, tree = machine / done.stdout.strip(), machine / "unpacked" / name
    tree.parent.mkdir(exist_ok=True)
    subprocess.run(["/usr/bin/dpkg-deb", "-R", deb, tree], check=True)
    return Made(deb, tree)


def architecture(machine: Path) -> str:
    """The kind of machine that its dpkg says it is."""
    return subprocess.run(
        [machine / "bin/dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_same_recipe_makes_a_package_for_each_kind_of_machine(
    made: Made, machine: Path
) -> None:
    kind = architecture(machine)
    assert made.control("Architecture") == kind
    assert made.deb.name == f"{made.control('Package')}_{__version__}_{kind}.deb"


def test_its_version_is_the_same_everywhere_in_it(made: Made) -> None:
    name = made.control("Package")
    assert made.control("Version") == __version__
    doc = made.tree / "usr/share/doc" / name
    changelog = gzip.decompress((doc / "changelog.gz").read_bytes()).decode()
    assert changelog.splitlines()[0].startswith(f"{name} ({__version__}) ")
    changes = gzip.decompress((doc / "CHANGELOG.md.gz").read_bytes()).decode()
    assert released(changes) == __version__
    bill = json.loads((doc / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert bill["metadata"]["component"]["version"] == __version__
    assert f"Clinic Kiosk {__version__}\n" in (doc / "LICENCES.md").read_text(encoding="utf-8")


def released(changelog: str) -> str:
    """The last version that a changelog has."""
    found = re.search(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    assert found, "no release"
    return found[1]


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_program_says_the_version_that_was_released_last(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", PROGRAMS[program], "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, __version__), done.stderr
    assert released((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == __version__


def test_python_s_own_tools_read_the_version_from_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "app.__version__"}


def test_the_pages_that_an_installed_kiosk_refers_to_come_with_it(made: Made) -> None:
    name = made.control("Package")
    config = made.tree / "etc/clinic-kiosk/kiosk.toml"
    named = set(re.findall(r"docs/(\w+\.md)", config.read_text("utf-8") if config.exists() else ""))
    pages = {page.name for page in (made.tree / "usr/share/doc" / name).glob("*.md")}
    assert named | {"trust.md", "updates.md"} <= pages
    assert bool(named) is config.exists()
