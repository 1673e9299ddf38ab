"""A later version of the package on a kiosk in use: what the site has stays, and what families see.

The version before is the same program with a lower number and an example of the configuration that
reads otherwise, so that dpkg has a question. What it has taken from the site is of an older schema.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app import __version__, config_file, paths
from app.config import UpdatesConfig
from app.content.database.schema import VERSION
from app.content.updates.edition_files import RECORD, read_record, version_of
from tests.content.editions import library_source_of, on_show, prove, publish, show_next, title_of
from tests.content.first_version import make_kept_older, make_older
from tests.driver import Driver
from tests.packaging.container import ROOT, Container, lacking
from tests.packaging.installed import Installed
from tests.packaging.test_package import ANSWERS, CONFIG, HEADLESS

BEFORE = "0.9.0"
STATE = Path("var/lib/clinic-kiosk")
SIZE = (1280, 720)

pytestmark = [
    pytest.mark.container,
    pytest.mark.skipif(bool(reason := lacking()), reason=reason or "it can"),
]


@pytest.fixture(scope="module")
def before(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the version before."""
    folder = tmp_path_factory.mktemp("before")
    tree, made = folder / "tree", folder / "before.deb"
    subprocess.run(["/usr/bin/dpkg-deb", "-R", package, tree], check=True)
    control, example = tree / "DEBIAN/control", tree / CONFIG.lstrip("/")
    text = control.read_text(encoding="utf-8")
    control.write_text(
        text.replace(f"Version: {__version__}\n", f"Version: {BEFORE}\n"), encoding="utf-8"
    )
    example.write_text(
        f"# The version before.\n{example.read_text(encoding='utf-8')}", encoding="utf-8"
    )
    command = ("/usr/bin/dpkg-deb", "--root-owner-group", "-Znone", "--build")
    subprocess.run([*command, tree, made], check=True, capture_output=True)
    shutil.rmtree(tree)
    return made


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of a kiosk that has taken two, of the schema before this one."""
    folder = tmp_path_factory.mktemp("editions")
    source = library_source_of(folder, paths.CONTENT)
    on_show(source)
    for number in (12, 13):
        publish(paths.CONTENT, folder / "share", number)
        assert show_next(source) == (number, title_of(number))
    prove(source)
    store = folder / "state" / "editions"
    make_kept_older(store, VERSION - 1)
    return store


def version(container: Container) -> str:
    return container.does("dpkg-query", "-W", "-f", "${Version}", "clinic-kiosk")


def test_the_version_before_is_in_use(
    container: Container, installed: Installed, before: Path, editions: Path
) -> None:
    container.write("/etc/default/clinic-kiosk", HEADLESS)
    shutil.copy(before, container.files / "srv/before.deb")
    container.does("apt", "install", "-y", "/srv/before.deb")
    assert version(container) == BEFORE
    installed.wait_for_first_frame()
    container.write("/srv/answers.toml", f'{ANSWERS}editions = "/srv/editions"\n')
    container.does("clinic-kiosk", "set-up", "--answers", "/srv/answers.toml")
    container.does("sed", "-i", "s/^unsigned = false$/unsigned = true/", CONFIG)
    container.does("systemctl", "stop", "clinic-kiosk")
    # The network is gone: there is no /srv/editions that anything could be taken from anew.
    state = container.files / STATE
    shutil.copytree(editions, state / "editions", dirs_exist_ok=True)
    container.does("chown", "-R", "--reference", f"/{STATE}", f"/{STATE}/editions")


def test_the_later_one_shows_what_was_on_show(
    container: Container, installed: Installed, package: Path, editions: Path, tmp_path: Path
) -> None:
    configured = container.does("cat", CONFIG)
    newest = f"/packages/{package.name}"
    assert "# The version before." in configured
    assert "Ward 4" in configured
    had = set(container.does("ls", f"/{STATE}").split())
    container.does("apt", "install", "-y", "-o", "Dpkg::Options::=--force-confold", newest)
    assert version(container) == __version__
    installed.wait_for_first_frame()
    assert container.does("cat", CONFIG) == configured
    example = (container.files / f"{CONFIG.lstrip('/')}.dpkg-dist").read_text(encoding="utf-8")
    assert example == (ROOT / "docs/kiosk.toml").read_text(encoding="utf-8")
    assert had <= set(container.does("ls", f"/{STATE}").split())
    found = installed.status()
    assert (found["edition"], found["trust"], found["code"]) == (13, "unsigned", "")
    assert (found["mode"], found["restarts"]) == ("normal", 0)
    kept = read_record(container.files / STATE / "editions")
    assert [edition.number for edition in kept.entries] == [12, 13]
    assert all(
        version_of(container.files / STATE / "editions" / edition.file) == VERSION
        for edition in kept.entries
    )
    assert kept != read_record(editions), f"{RECORD} names the copies of this version"


def test_a_family_sees_the_site_s_own_edition(
    container: Container, installed: Installed, fonts: None, tmp_path: Path
) -> None:
    read = config_file.parse(tomllib.loads(container.does("cat", CONFIG)), CONFIG)
    # The same edition, of the same older schema: there are no drawings in it.
    edition = publish(paths.CONTENT, tmp_path, 13)
    make_older(edition, VERSION - 1)
    there = Driver(
        *(tmp_path / "state", edition),
        size=SIZE,
        config=replace(read, updates=UpdatesConfig()),
        windowed=False,
        today=date.today(),
        now=datetime.now(),
    )
    with closing(there):
        installed.wait_for(there.picture(), "first screen as it is off screen")


def test_the_next_tests_find_no_kiosk(container: Container) -> None:
    container.does("apt", "purge", "-y", "clinic-kiosk")
    assert container.run("ls", "/etc/clinic-kiosk").returncode != 0
    container.does("rm", "-f", "/srv/before.deb", "/srv/answers.toml")
