"""Editions for the tests, and a kiosk's shelf whose steps and checks a test can watch."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from app.content.updates import worker
from app.content.updates.edition_files import Files
from app.content.updates.edition_store import EditionSource
from app.content.updates.sources import UpdateSources
from app.content.updates.trusted_copy import ContentSource
from app.content.updates.worker_client import parse_answer
from app.domain.errors import ContentCode, ContentError

AT = "2026-11-22T10:00"
BASE_SEEN = (3, "A small library")
DAMAGED = ContentError(ContentCode.DAMAGED, "It is damaged.", "Replace it.")


def publish(built: Path, folder: Path, number: int, title: str = "") -> Path:
    """Put an edition of the sample into a folder; its title says which it is."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"library-{number}.part"
    shutil.copy(built, made)
    with closing(sqlite3.connect(made)) as connection, connection:
        words = (number, title or title_of(number))
        connection.execute(
            "UPDATE library SET edition = ?, title = ?, published_on = '2026-11-21'", words
        )
    return made.replace(folder / f"library-{number}.db")


def title_of(number: int) -> str:
    """The title that tells an edition of the sample."""
    return f"Edition {number} of the sample"


class PowerCut(BaseException):
    """The machine has gone dark. No `except` that the program has may catch it."""


class Steps(Files):
    """Files on a disk that keeps for sure only what was flushed; the power goes after some steps.

    `forgets`: what was not flushed is lost at the cut, contents and names; or else none of it.
    """

    def __init__(self, cut_after: int = -1, *, forgets: bool = False) -> None:
        self.steps = 0
        self._dark = False
        self._cut_after = cut_after
        self._forgets = forgets
        self._made: set[Path] = set()
        self._flushed: dict[Path, bytes] = {}
        self._renamed: list[tuple[Path, Path, bytes | None]] = []

    def _step(self) -> None:
        if self.steps == self._cut_after and not self._dark:
            self._dark = True
            if self._forgets:
                self._lose()
        if self._dark:
            raise PowerCut
        self.steps += 1

    def _lose(self) -> None:
        for source, target, before in reversed(self._renamed):
            shutil.copy(target, source)
            if before is None:
                target.unlink()
            else:
                target.write_bytes(before)
        for file in self._made:
            if file.exists() and file.read_bytes() != self._flushed.get(file):
                file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    def write(self, file: Path, data: bytes) -> None:
        self._step()
        super().write(file, data)
        self._made.add(file)

    def copy_hashed(self, source: Path, target: Path) -> str:
        self._step()
        self._made.add(target)
        return super().copy_hashed(source, target)

    def flush(self, file: Path) -> None:
        self._step()
        super().flush(file)
        self._flushed[file] = file.read_bytes()

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        before = target.read_bytes() if target.exists() else None
        super().replace(source, target)
        self._renamed.append((source, target, before))
        self._made.add(target)
        self._flushed[target] = self._flushed.pop(source, b"")

    def flush_folder(self, folder: Path) -> None:
        self._step()
        super().flush_folder(folder)
        self._renamed.clear()

    def remove(self, file: Path) -> None:
        self._step()
        super().remove(file)
        self._made.discard(file)


class Here:
    """The checking process's work, done here and now, with the test's own steps."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.asked: list[str] = []

    def ask(self, task: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(task["do"])
        output: list[str] = []
        answer = worker.work(task, output.append, self._files)
        return parse_answer(task, json.dumps(answer), "")

    def stop(self) -> None:
        pass


def unsigned_sources(tmp_path: Path) -> UpdateSources:
    """A share and sticks whose files are taken as they are."""
    share, media = str(tmp_path / "share"), str(tmp_path / "media")
    return UpdateSources(share, stick_folders=(media,), unsigned=True)


def library_source_of(
    tmp_path: Path,
    built: Path,
    files: Files | None = None,
    sources: UpdateSources | None = None,
) -> EditionSource:
    """What a kiosk shows that was set up with `built` and takes editions from TMP/share."""
    files = files or Files()
    return EditionSource(
        ContentSource(built, tmp_path / "state"),
        tmp_path / "state" / "editions",
        Here(files),
        sources=sources or unsigned_sources(tmp_path),
        files=files,
        now=lambda: AT,
    )


def on_show(library_source: EditionSource) -> tuple[int, str]:
    """What a family would see now: the edition's number, and its title."""
    with closing(library_source.open()) as library:
        return library.info().edition, library.info().title


def prove(library_source: EditionSource) -> None:
    """The edition on show passes its trial."""
    library_source.trial_passed(library_source.record().on_show)
    library_source.tidy()


def show_next(library_source: EditionSource) -> tuple[int, str]:
    """Look, switch, pass the trial."""
    library_source.poll()
    seen = on_show(library_source)
    prove(library_source)
    return seen


def rejections(library_source: EditionSource) -> Iterator[str]:
    """What staff are told of what was refused."""
    return (f"{r.problem} {r.hint}" for r in library_source.record().rejections)


def copies(tmp_path: Path) -> list[int]:
    """The numbers of the copies that are kept."""
    return sorted(int(f.name.split("-")[1]) for f in store(tmp_path).glob("edition-*.db"))


def store(tmp_path: Path) -> Path:
    return tmp_path / "state" / "editions"


def seen(number: int) -> tuple[int, str]:
    """What a family sees of an edition of the sample."""
    return number, title_of(number)
