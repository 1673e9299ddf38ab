"""The pictures of a library: what comes in, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from pathlib import PurePath

from app.content.reader.picture_form import fault_in
from app.content.reader.pictures import NAME
from app.content.workshop.storage.history import History
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act
from app.domain.errors import RuleViolationError
from app.domain.library.markup import Picture

_WORD = re.compile("[a-z0-9]+")


def _numbered(base: str) -> Iterator[str]:
    return (f"{base}-{number}" for number in count(2))


class Pictures:
    """The pictures that texts may use. One that a text was signed with stays as it is for ever."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history

    def names(self) -> dict[str, str]:
        """The name of each picture, by its digest."""
        with self._transactions.reading() as connection:
            return dict(connection.execute("SELECT digest, name FROM picture ORDER BY name"))

    def get(self, digest: str) -> Picture | None:
        """A picture, or None where it is not there to the letter."""
        asked = "SELECT digest, media_type, width, height, data FROM picture WHERE digest = ?"
        with self._transactions.reading() as connection:
            row = connection.execute(asked, (digest,)).fetchone()
        found = Picture(*row) if row else None
        return None if found is None or fault_in(found) else found

    def add_named_after(self, words: str, picture: Picture) -> str:
        """Take a picture, and name it after these words; the name that it has, or had already."""
        taken = set(self.names().values())
        base = "-".join(_WORD.findall(PurePath(words).stem.lower())).lstrip("0123456789-")[:50]
        base = base or "picture"
        name = next(n for n in chain([base], _numbered(base)) if n not in taken)
        return self.add(name, picture)

    def add(self, name: str, picture: Picture) -> str:
        """Take a picture that this program wrote; the name that it has, or had already."""
        if fault := fault_in(picture):
            raise RuleViolationError(f"The picture {fault}.", "Have it converted first.")
        if NAME.fullmatch(name) is None:
            problem = f"“{name}” is no name of a picture."
            raise RuleViolationError(problem, "Use small letters, digits and hyphens.")
        with self._transactions.changing() as connection:
            names = dict(connection.execute("SELECT digest, name FROM picture"))
            if picture.digest in names:
                return str(names[picture.digest])
            if name in names.values():
                problem = f"Another picture is called {name}."
                raise RuleViolationError(problem, "Give this one another name.")
            connection.execute(
                "INSERT INTO picture (digest, name, media_type, width, height, data)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(picture.digest, name, picture.media_type),
                    *(picture.width, picture.height, picture.data),
                ),
            )
            self._history.note(connection, Act("imported", f"The picture {name}"))
        return name
