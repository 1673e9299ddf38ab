"""From the desk to the screen: an edition, with what families will see differently."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.content import checks
from app.content.copying import copy_database
from app.content.database import Boundary
from app.content.edition import make_edition
from app.content.editionfiles import Files
from app.content.guard import check_file
from app.content.items import Content, every_content
from app.content.settling import settle_for_families
from app.content.workshop import Workshop
from app.content.workshop.values import Refused
from app.domain.errors import ContentCode, ContentError
from app.domain.governance import ItemKey, Refusal

Progress = Callable[[float, str], None]
"""Told how far it has come (0 to 1), and what is being done."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that families will see differently: `what` is "new", "changed" or "gone"."""

    key: ItemKey
    title: str
    what: str
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publication would do. `drafts` are texts with words that stay behind."""

    edition: int
    differences: tuple[Difference, ...]
    drafts: tuple[str, ...]
    problems: tuple[str, ...]
    rearranged: bool = False

    @property
    def refused(self) -> bool:
        """Whether it may not be published as it is."""
        return bool(self.problems)


@dataclass(frozen=True, slots=True)
class Published:
    """An edition that was written."""

    file: Path
    plan: Plan
    digest: str


def _quiet(share: float, words: str) -> None: ...


def plan(workshop: Workshop, target: Path | None = None) -> Plan:
    """What publishing now would show families, and what stands in its way."""
    with _copy(workshop) as copy:
        return _plan(workshop, copy, target)


def publish(
    workshop: Workshop,
    target: Path,
    why: str = "",
    *,
    progress: Progress = _quiet,
    files: Files | None = None,
) -> Published:
    """Write an edition of what is signed. Refused, with the reasons, where families may not see it.

    The number is taken before the file gets its name, so no two editions ever share one.
    """
    steps = files or Files()
    if target.resolve() == workshop.file.resolve() or _is_worked_on(target):
        problem = f"{target} is a library that is worked on."
        raise Refused(Refusal(problem, "Name another file for the edition."))
    progress(0.0, "Copying")
    with _copy(workshop) as copy:
        progress(0.1, "Checking")
        planned = _plan(workshop, copy, target)
        if planned.refused:
            more = f" And {len(planned.problems) - 1} more." if len(planned.problems) > 1 else ""
            raise Refused(Refusal(planned.problems[0] + more, "Mend it, then publish again."))
        shown = _said(copy)
        progress(0.5, "Writing")
        made = copy.with_name("edition.db")
        make_edition(copy, made, number=planned.edition, day=workshop.today())
        progress(0.7, "Checking what was written")
        digest = _verified(made, shown)
        progress(0.9, "Handing over")
        beside = target.with_name(f".{target.name}.part")
        workshop.take_number(planned.edition)
        try:
            steps.write(beside, made.read_bytes())
            steps.flush(beside)
            steps.replace(beside, target)
            steps.flush_folder(target.parent)
        except OSError as error:
            steps.remove(beside)
            problem = f"{target} cannot be written: {error.strerror}. The old edition stays."
            mend = "See that the folder is there, has room and may be written."
            raise ContentError(ContentCode.UNREADABLE, problem, mend) from error
    workshop.record_publication(planned.edition, digest, workshop.signed_contents(shown), why)
    progress(1.0, "Published")
    return Published(target, planned, digest)


@contextmanager
def _copy(workshop: Workshop) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="clinic-content-") as folder:
        copy = Path(folder) / "content.db"
        with Boundary(workshop.file):
            copy_database(workshop.file, copy)
        yield copy


def _said(copy: Path) -> dict[ItemKey, str]:
    """The digest of what each text says in a settled copy without its drafts.

    It differs from what was signed where a link had to become plain words.
    """
    with Boundary(copy), closing(sqlite3.connect(copy)) as connection:
        return {content.key: content.digest for content in every_content(connection)}


def _plan(workshop: Workshop, copy: Path, target: Path | None) -> Plan:
    check_file(copy)
    settle_for_families(copy)
    problems = tuple(
        f"{finding.where}: {finding.problem}" for finding in checks.errors_in(copy, workshop.icons)
    )
    now = workshop.signed_contents(_said(copy))
    before = workshop.published()
    rows = workshop.items()
    drafts = (f"{row.key.id} {row.title}" for row in rows if row.life in _NOT_SIGNED)
    return Plan(
        max(workshop.settings().edition, workshop.last_edition(), _edition_of(target)) + 1,
        tuple(_differences(workshop, before, now)),
        tuple(drafts),
        problems,
        workshop.rearranged_since_publication(),
    )


_NOT_SIGNED = frozenset({"draft", "checked"})


def _differences(
    workshop: Workshop, before: dict[ItemKey, str], now: dict[ItemKey, Content]
) -> Iterator[Difference]:
    for key, content in now.items():
        was = before.get(key, "")
        if was != content.digest:
            yield Difference(key, content.title, "changed" if was else "new", was, content.digest)
    for key, digest in before.items():
        if key not in now:
            version = workshop.version(digest)
            yield Difference(key, version.title if version else key.id, "gone", digest)


def _verified(made: Path, shown: Mapping[ItemKey, str]) -> str:
    """The SHA-256 of an edition that says, to the letter, what the settled copy does."""
    if _said(made) != shown:
        problem = "The edition does not say what was signed. Nothing was published."
        raise ContentError(ContentCode.DAMAGED, problem, "Try again; if it stays, tell IT.")
    check_file(made)
    return hashlib.sha256(made.read_bytes()).hexdigest()


def _read(target: Path | None, sql: str) -> str | int | None:
    """One value of another library's file, or None where there is none to read."""
    if target is None or not target.is_file() or not os.access(target, os.R_OK):
        return None
    uri = f"{target.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            row = connection.execute(sql).fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None


def _edition_of(target: Path | None) -> int:
    return int(_read(target, "SELECT edition FROM library") or 0)


def _is_worked_on(target: Path) -> bool:
    """Whether a file is a library with a history or drafts, which must not be written over."""
    return _read(target, "SELECT published_on FROM library") == ""
