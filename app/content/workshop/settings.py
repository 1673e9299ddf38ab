"""The library as a whole: its title, its language, how many people sign."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, replace
from typing import Any

from app.content.items.signatures import signatures_of, version
from app.content.reader.pictures import DIGEST
from app.content.workshop.storage.history import History
from app.content.workshop.storage.tables import table
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act, Settings
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import LIBRARY_KEY, agreement_violation, on_show
from app.domain.library.appearance import appearance_of


class LibrarySettings:
    """What the library's own row says, and changing it."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history
        self.language = self.read().language
        """The library's own language, in which its sections are named."""

    def read(self) -> Settings:
        """The library as a whole."""
        with self._transactions.reading() as connection:
            return _read(connection)

    def people_in_force(self) -> int:
        """How many people a signature takes: what was signed counts, not a draft of it."""
        with self._transactions.reading() as connection:
            shown = on_show(signatures_of(connection, LIBRARY_KEY))
            signed = version(connection, shown) if shown else None
            own = signed.own if signed else {}
            return int(own.get("people_to_sign", 0)) or _read(connection).people_to_sign

    def save(self, settings: Settings, why: str = "") -> None:
        """Change the library as a whole. Its edition grows by publishing alone."""
        with self._transactions.changing() as connection:
            changed = _in_words(_read(connection), settings)
            _write(connection, settings)
            note = ". ".join(filter(None, (f"The library's settings{changed}", why)))
            self._history.note(connection, Act("arranged", note))
        self.language = settings.language

    def change_people_to_sign(self, people: int, other: str, why: str = "") -> None:
        """Let so many people sign from now on, which the person at work and `other` agree on."""
        person = self._history.person
        violation = agreement_violation(person, other)
        if violation is not None:
            raise RuleViolationError(violation.problem, violation.hint)
        agreed = f"Agreed by {person.name} and {' '.join(other.split())}"
        note = ". ".join(filter(None, (agreed, why)))
        self.save(replace(self.read(), people_to_sign=people), note)


_LABELS = {
    "title": "title",
    "language": "language",
    "sample": "sample",
    "sample_notice": "sample notice",
    "people_to_sign": "how many people sign",
    "take_down_after": "days until an overdue page is taken down",
    "welcome": "words of the first screen",
    "whom_to_ask": "whom families ask",
    "helpline_id": "helpline",
    "plain_names": "names that are not hard words",
    "accent": "accent",
    "drawing": "drawing of the first screen",
    "drawing_alt": "what the drawing shows",
    "logo": "logo",
    "logo_alt": "what the logo says",
    "icons": "icons of its own",
}


def _in_words(before: Settings, after: Settings) -> str:
    """What changes, for the history."""
    changed = [
        f"{label}: {_shown(getattr(before, name))} → {_shown(getattr(after, name))}"
        for name, label in _LABELS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    return f": {'; '.join(changed)}" if changed else ""


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(each if isinstance(each, str) else each[0] for each in value) or "none"
    if isinstance(value, str) and DIGEST.fullmatch(value):
        return f"picture {value[:12]}…"
    return str(value) if value not in {None, ""} else "none"


def _read(connection: sqlite3.Connection) -> Settings:
    title, language, edition, sample, notice, people, days, *others = connection.execute(
        "SELECT title, language, edition, sample, sample_notice, people_to_sign, take_down_after,"
        " welcome, whom_to_ask, coalesce(helpline_id, '') FROM library"
    ).fetchone()
    names = connection.execute("SELECT name FROM plain_name ORDER BY position, name")
    return Settings(
        *(title, language, edition, bool(sample), notice, people, days),
        tuple(name for (name,) in names),
        *others,
        **_looks(connection),
    )


def _looks(connection: sqlite3.Connection) -> dict[str, Any]:
    rows = dict(connection.execute("SELECT name, value FROM appearance"))
    found: dict[str, Any] = {name: value for name, value in rows.items() if name in _LABELS}
    return {**found, "icons": appearance_of(rows).icons}


def _write(connection: sqlite3.Connection, settings: Settings) -> None:
    cells = asdict(settings)
    names = cells.pop("plain_names")
    cells.pop("edition")  # it grows by publishing alone
    looks = settings.looks
    for name in ("accent", "drawing", "drawing_alt", "logo", "logo_alt", "icons"):
        del cells[name]
    cells["helpline_id"] = cells["helpline_id"] or None
    table(connection, "library").update(1, cells)
    plain = table(connection, "plain_name")
    plain.delete_where()
    plain.insert_all(
        {"position": position, "name": name} for position, name in enumerate(dict.fromkeys(names))
    )
    appearance = table(connection, "appearance")
    appearance.delete_where()
    appearance.insert_all({"name": name, "value": value} for name, value in looks.items())
