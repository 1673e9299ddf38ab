"""Clinics that sign editions: a desk with a library, keys on sticks, and a kiosk that looks."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from app import paths
from app.cli.main import main
from app.content.updates.edition_store import EditionSource
from app.content.updates.sources import UpdateSources
from tests.content.editions import library_source_of, on_show, prove

WORDS = "four words nobody guesses"


def run(*words: str | Path, code: int = 0, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == code, result.output
    return result


class Clinic:
    """A desk with a library, sticks with keys, a folder of editions, and a kiosk that sees it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.editions = home / "editions"
        self.file = Path(shutil.copy(paths.CONTENT, home / "content.db"))

    def key(self, name: str) -> Path:
        folder = self.home / f"stick of {name}"
        folder.mkdir()
        run("keys", "make", folder / f"{name}.pem")
        return folder / f"{name}.pem"

    def publish(self, *keys: Path, code: int = 0) -> Result:
        given = [word for key in keys for word in ("--key", key)]
        return run("publish", self.file, "--to", self.editions, *given, "--name", "Ann", code=code)

    def keys(self, command: str, *words: str | Path, signed_by: list[Path], code: int = 0) -> str:
        given = [word for key in signed_by for word in ("--key", key)]
        return run("keys", command, self.editions, *words, *given, code=code).output

    def kiosk(self) -> EditionSource:
        root = Path(shutil.copy(self.editions / "1.root.json", self.home / "root.json"))
        sources = UpdateSources(folder=str(self.editions), root=str(root))
        return library_source_of(self.home / "kiosk", paths.CONTENT, sources=sources)


def shows(kiosk: EditionSource) -> int:
    """The number that a family sees after the kiosk has looked."""
    kiosk.poll()
    number, _ = on_show(kiosk)
    prove(kiosk)
    return number


class Small(Clinic):
    """One publishing key at the desk, the root's in an envelope."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.desk, self.root = self.key("desk"), self.key("envelope")
        run("keys", "set-up", self.editions, "--desk", self.desk, "--holder", self.root)


class Trust(Clinic):
    """Three holders, two of whom sign each list and each root; and the desk."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.desk = self.key("desk")
        self.ann, self.bea, self.cem = (self.key(name) for name in ("ann", "bea", "cem"))
        holders = (self.ann, self.bea, self.cem.with_suffix(".pub"))
        given = [word for file in holders for word in ("--holder", file)]
        run("keys", "set-up", self.editions, "--trust", "--desk", self.desk, *given)
