"""Beginning a library: a new file that says whose it is, empty or with the sample's pages in it."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.content.checks.languages import is_language
from app.content.database import checksums
from app.content.database.connection import Boundary
from app.content.database.snapshot import copy_database, name_new
from app.content.items.edit import with_own
from app.content.workshop.storage.file import empty_library
from app.content.workshop.workshop import Workshop
from app.domain.errors import ContentCode, ContentError, RuleViolationError
from app.domain.governance.governance import ItemKind, Person

_INSERT = (
    "INSERT INTO library (id, title, language, edition, people_to_sign, welcome, whom_to_ask)"
    " VALUES (1, :title, :language, 1, :people, :welcome, :whom)"
)
_UPDATE = (
    "UPDATE library SET title = :title, people_to_sign = :people, welcome = :welcome,"
    " whom_to_ask = :whom"
)


@dataclass(frozen=True, slots=True)
class NewLibrary:
    """What a library says of itself from its first day.

    `whom_to_ask` completes “Ask …”: “the asthma nurse”. `welcome` is what the first screen says.
    """

    title: str
    language: str = "en-GB"
    people_to_sign: int = 2
    whom_to_ask: str = ""
    welcome: str = ""
    helpline: str = ""
    phone: str = ""

    def missing(self) -> list[str]:
        """All that it still lacks, in the words of whoever fills it in."""
        return list(self._missing())

    def _missing(self) -> Iterator[str]:
        if not self.title:
            yield "a name"
        if not is_language(self.language):
            yield "a language, as in en-GB or cy"
        if not self.whom_to_ask:
            yield "whom families ask"
        if self.phone and not self.helpline:
            yield "the helpline's name"
        if self.helpline and not self.phone:
            yield "the helpline's number"


def in_one_sentence(missing: list[str]) -> str:
    """What is missing, all at once and in words."""
    *first, last = missing
    return f"It needs {', '.join(first)} and {last}." if first else f"It needs {last}."


def make_library(
    file: Path, wanted: NewLibrary, person: Person, *, sample: Path | None = None
) -> None:
    """Make a new library file, whole or not at all; never over a file that is there.

    `sample` is a library whose pages it begins with, in that one's language.
    """
    if missing := wanted.missing():
        raise RuleViolationError(in_one_sentence(missing), "Nothing was made.")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".new-library-") as beside:
            made = _filled(Path(beside), wanted, person, sample)
            name_new(made, file)
    except FileExistsError as error:
        problem = f"{file} is there already, and is not written over."
        raise ContentError(ContentCode.UNREADABLE, problem, "Choose another name.") from error
    except OSError as error:
        problem = f"{file} cannot be written: {error.strerror}."
        hint = "See that the folder is there, has room and may be written."
        raise ContentError(ContentCode.UNREADABLE, problem, hint) from error


def _filled(folder: Path, wanted: NewLibrary, person: Person, sample: Path | None) -> Path:
    if sample is None:
        made = empty_library(folder)
    else:
        made = folder / "content.db"
        with Boundary(sample):
            copy_database(sample, made)
    cells = {
        "title": wanted.title,
        "language": wanted.language,
        "people": wanted.people_to_sign,
        "welcome": wanted.welcome,
        "whom": wanted.whom_to_ask,
    }
    _write(made, _INSERT if sample is None else _UPDATE, cells)
    helpline = ""
    with closing(Workshop.open(made, person)) as workshop:
        workshop.settings.save(workshop.settings.read(), "begun")
        if wanted.helpline:
            helpline = _helpline(workshop, wanted)
    if helpline:
        _write(made, "UPDATE library SET helpline_id = :helpline", {"helpline": helpline})
    return made


def _helpline(workshop: Workshop, wanted: NewLibrary) -> str:
    key = workshop.items.create(ItemKind.CONTACT, wanted.helpline)
    content = workshop.items.content(key)
    workshop.items.save(with_own(content, phone=wanted.phone), "The helpline")
    return key.id


def _write(made: Path, sql: str, cells: dict[str, Any]) -> None:
    with Boundary(made), closing(sqlite3.connect(made)) as connection, connection:
        connection.execute(sql, cells)
        checksums.set_checksums(connection)
