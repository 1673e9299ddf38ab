"""Publishing: an edition of what is signed, with what families will see differently."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from app.content.database.connection import Boundary, sqlite_uri
from app.content.database.integrity import check_file
from app.content.database.snapshot import copy_database
from app.content.items.approved import apply_approved, unsigned_library
from app.content.items.contact_words import held_back
from app.content.items.item import Content, every_content
from app.content.items.library_item import library_content
from app.content.items.signatures import every_signature
from app.content.publishing.edition import Imprint, make_edition
from app.content.publishing.places import file_in, is_folder, last_number_in
from app.content.publishing.plan import Difference, Plan
from app.content.updates.edition_files import Files
from app.content.updates.kiosk_reports import make_reports_folder
from app.content.workshop import Workshop
from app.content.workshop.index.item_rows import published
from app.domain.errors import ContentCode, ContentError, RuleViolationError
from app.domain.governance.governance import ItemKey, on_show
from app.domain.progress import CancelledError, Progress, SubProgress, quiet

LAST_STEP = "Publishing"
"""The step in which it cannot be cancelled any more."""


@dataclass(frozen=True, slots=True)
class Published:
    """An edition that was written."""

    file: Path
    plan: Plan
    digest: str


class Signing(Protocol):
    """What puts an edition into a signed list."""

    @property
    def last_number(self) -> int:
        """The highest number that the list has."""

    def add(self, made: Path, number: int, day: date | None) -> None:
        """Sign an edition into the list; ContentError says why it cannot be."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in a file, in short."""

    title: str
    digest: str


def plan(workshop: Workshop, target: Path | None = None, *, progress: Progress = quiet) -> Plan:
    """What publishing now would show families, and what stands in its way."""
    whole = SubProgress(progress)
    with _copy(workshop, whole) as copy:
        return _plan(workshop, copy, target, whole)[0]


def publish(  # noqa: PLR0913 - where to, why, how it goes on, and whose signature
    workshop: Workshop,
    target: Path,
    why: str = "",
    *,
    progress: Progress = quiet,
    files: Files | None = None,
    signing: Signing | None = None,
) -> Published:
    """Write an edition of what is signed; RuleViolationError says why, if families may not see it.

    `target` is a folder, in which the edition gets a name that no file has, or a file to replace;
    with `signing`, it goes into a signed list in place of a file of its own.
    The number is taken before the file gets its name, so no two editions ever share one; where the
    file does not get it, the number is given back. Until then `progress` may raise CancelledError,
    and nothing is left of it.
    """
    steps = files or Files()
    if target.resolve() == workshop.file.resolve() or _is_worked_on(target):
        problem = f"{target} is a library that is worked on."
        raise RuleViolationError(problem, "Name another file for the edition.")
    whole = SubProgress(progress)
    with _copy(workshop, whole) as copy:
        above = signing.last_number if signing else 0
        planned, shown, signed = _plan(workshop, copy, target, whole.sub(0.0, 0.6), above)
        if planned.is_blocked:
            more = f" And {len(planned.problems) - 1} more." if len(planned.problems) > 1 else ""
            raise RuleViolationError(planned.problems[0] + more, "Mend it, then publish again.")
        made = copy.with_name("edition.db")
        day, number = workshop.today(), planned.edition
        imprint = Imprint(workshop.person, workshop.history.at(), planned.summary)
        make_edition(
            copy,
            made,
            number=number,
            day=day,
            imprint=imprint,
            held_back={key: older.digest for key, older in _held_back(copy).items()},
            progress=whole.sub(0.6, 0.72),
        )
        digest = _verified(made, shown, whole.sub(0.72, 0.9))
        number_taken = partial(workshop.publications.number_taken, number)
        folder = signing is None and is_folder(target)
        if signing is None:
            target = file_in(target, number)
            _write_to(made, target, steps, whole.sub(0.9, 1.0), number_taken, replaces=not folder)
        else:
            progress(0.9, LAST_STEP)
            with number_taken():
                signing.add(made, number, day)
    if signing is not None or folder:
        make_reports_folder(target.parent)
    workshop.publications.record(number, digest, signed, f"{planned.summary}. {why}".strip())
    with suppress(CancelledError):  # it is done
        progress(1.0, "Published")
    return Published(target, planned, digest)


def _write_to(  # noqa: PLR0913 - from where, to where, and how
    made: Path,
    target: Path,
    steps: Files,
    progress: SubProgress,
    number_taken: Callable[[], AbstractContextManager[None]],
    *,
    replaces: bool,
) -> None:
    beside = target.with_name(f".{target.name}.part")
    size = max(made.stat().st_size, 1)
    try:
        steps.copy(made, beside, lambda there: progress.at(0.8 * there / size, "Handing over"))
        steps.flush(beside)
        progress.at(0.9, LAST_STEP)
        with number_taken():
            (steps.replace if replaces else steps.name_new)(beside, target)
        steps.flush_folder(target.parent)
    except (CancelledError, KeyboardInterrupt):
        steps.remove(beside)
        raise
    except FileExistsError as error:
        steps.remove(beside)
        problem = f"{target} is there already, and an edition is never written over another."
        raise ContentError(
            ContentCode.UNREADABLE, problem, "Publish again: it gets the next number."
        ) from error
    except OSError as error:
        steps.remove(beside)
        problem = f"{target} cannot be written: {error.strerror}. The old edition stays."
        hint = "See that the folder is there, has room and may be written."
        raise ContentError(ContentCode.UNREADABLE, problem, hint) from error


@contextmanager
def _copy(workshop: Workshop, progress: SubProgress) -> Iterator[Path]:
    progress.at(0.0, "Copying")
    with tempfile.TemporaryDirectory(prefix="clinic-content-") as folder:
        copy = Path(folder) / "content.db"
        with Boundary(workshop.file):
            copy_database(workshop.file, copy)
        yield copy


def _texts_in(copy: Path, progress: SubProgress, doing: str) -> dict[ItemKey, _Text]:
    """Each text of a copy that has no drafts any more.

    It differs from what was signed where a link had to become plain words.
    """
    with Boundary(copy), closing(sqlite3.connect(copy)) as connection:
        texts = [*every_content(connection, progress, doing), library_content(connection)]
        return {text.key: _Text(text.title, text.digest) for text in texts if text}


def _plan(
    workshop: Workshop, copy: Path, target: Path | None, progress: SubProgress, above: int = 0
) -> tuple[Plan, dict[ItemKey, _Text], dict[ItemKey, str]]:
    """What would be done; the texts in the copy; and the versions that families see.

    The copy is asked, not the library: nobody who works there has to wait.
    """
    from app.content.checks import rules  # noqa: PLC0415 - they read CommonMark, which takes a while

    check_file(copy, progress.sub(0.02, 0.1))
    with Boundary(copy), closing(sqlite3.connect(copy)) as connection:
        before = published(connection)
        signed = {key: on_show(steps) for key, steps in every_signature(connection).items()}
        versions = {digest for (digest,) in connection.execute("SELECT digest FROM version")}
    unsigned = unsigned_library(copy)
    drafts = apply_approved(copy, progress.sub(0.1, 0.5))
    held = _held_back(copy)
    signed |= {key: older.digest for key, older in held.items()}
    errors = rules.errors_in(copy, workshop.icons, progress.sub(0.5, 0.85))
    texts = _texts_in(copy, progress.sub(0.85, 1.0), "Comparing text")
    now = {key: digest for key, digest in signed.items() if digest in versions and key in texts}
    planned = Plan(
        max(
            workshop.settings.read().edition,
            workshop.publications.last_edition(),
            _edition_of(target),
            above,
        )
        + 1,
        tuple(_differences(workshop, before, now, texts)),
        tuple(f"{text.key.id} {text.title}" for text in drafts),
        (
            *([str(unsigned)] if unsigned else []),
            *(f"{finding.location}: {finding.problem}" for finding in errors),
        ),
        workshop.publications.rearranged_since(),
        tuple(f"{key.id} {older.title}" for key, older in held.items()),
    )
    return planned, texts, now


def _held_back(copy: Path) -> dict[ItemKey, Content]:
    """Texts that stay as they were signed before: a contact and a page are not signed together."""
    with Boundary(copy), closing(sqlite3.connect(copy)) as connection:
        (language,) = connection.execute("SELECT language FROM library").fetchone() or ("",)
        return held_back(connection, every_signature(connection), language)


def _differences(
    workshop: Workshop,
    before: Mapping[ItemKey, str],
    now: Mapping[ItemKey, str],
    texts: Mapping[ItemKey, _Text],
) -> Iterator[Difference]:
    for key, digest in now.items():
        was = before.get(key, "")
        if was != digest:
            yield Difference(key, texts[key].title, "changed" if was else "new", was, digest)
    for key, digest in before.items():
        if key not in now:
            version = workshop.items.version(digest)
            yield Difference(key, version.title if version else key.id, "gone", digest)


def _verified(made: Path, shown: Mapping[ItemKey, _Text], progress: SubProgress) -> str:
    """The SHA-256 of an edition that says, to the letter, what the copy without drafts does."""
    if _texts_in(made, progress.sub(0.0, 0.6), "Reading what was written, text") != shown:
        problem = "The edition does not say what was signed. Nothing was published."
        raise ContentError(ContentCode.DAMAGED, problem, "Try again; if it stays, tell IT.")
    check_file(made, progress.sub(0.6, 1.0))
    return hashlib.sha256(made.read_bytes()).hexdigest()


def _read(target: Path | None, sql: str) -> str | int | None:
    """One value of another library's file, or None where there is none to read."""
    if target is None or not target.is_file() or not os.access(target, os.R_OK):
        return None
    uri = sqlite_uri(target.resolve(), "mode=ro&immutable=1")
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            row = connection.execute(sql).fetchone()
    except sqlite3.Error:
        return None
    return row[0] if row else None


def _edition_of(target: Path | None) -> int:
    if target is not None and target.is_dir():
        return last_number_in(target)
    return int(_read(target, "SELECT edition FROM library") or 0)


def _is_worked_on(target: Path) -> bool:
    """Whether a file is a library with a history or drafts, which must not be written over."""
    return _read(target, "SELECT published_on FROM library") == ""
