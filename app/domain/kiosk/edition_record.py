"""The editions that one kiosk holds, as values: what is offered, what it has, what it remembers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

BASE = "base"
"""The id of the library that the kiosk was set up with: what is on show where no edition is."""


class State(StrEnum):
    """How far an edition has come."""

    WAITING = "waiting"
    TRIAL = "on trial"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that is an edition, or what is wrong with it. `fingerprint` changes with the file.

    `published` is a day, as ISO 8601 has it. `signed_in` is the folder or address of the signed
    list that names it, "" where nobody signed it; `size` is what the list says.
    """

    file: str
    fingerprint: str
    number: int = 0
    title: str = ""
    published: str = ""
    problem: str = ""
    hint: str = ""
    signed_in: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that the kiosk has, or had: `file` is its name in the store, and its id.

    `source` is the SHA-256 of the file as it was published ("" where that was lost), `digest` of
    the file as it is stored. `fingerprint` and `origin` are of the file it was copied from; `since`
    is when it was last put on show. `by` published it, and `summary` says in a line what changed.
    """

    file: str
    number: int
    source: str
    digest: str
    size: int
    published: str = ""
    fingerprint: str = ""
    origin: str = ""
    state: State = State.WAITING
    since: str = ""
    tries: int = 0
    rolled_back: bool = False
    signed: bool = False
    confirmed: bool = False
    by: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class EditionRejection:
    """An edition that is not shown, and why. `number` is 0 where it is not known."""

    origin: str
    number: int
    problem: str
    hint: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that is remembered of editions. Those that were shown stand in that order, newest last.

    `base` is the number of the library that the kiosk was set up with (0: not known). The kiosk
    takes nothing up to `ignored_up_to` by itself: staff went back from there. `handled` is the
    fingerprints of files that have been dealt with.
    """

    entries: tuple[Edition, ...] = ()
    on_show: str = BASE
    next: str = ""
    base: int = 0
    ignored_up_to: int = 0
    handled: tuple[str, ...] = ()
    rejections: tuple[EditionRejection, ...] = ()

    def edition(self, file: str) -> Edition | None:
        """The edition with this id."""
        return next((e for e in self.entries if e.file == file), None)

    @property
    def showing(self) -> Edition | None:
        """The edition on show, if it is one."""
        return self.edition(self.on_show)

    @property
    def coming(self) -> Edition | None:
        """The edition that comes between two sessions."""
        return self.edition(self.next)

    @property
    def number(self) -> int:
        """The number on show; 0 where that is not known."""
        return self.showing.number if self.showing else self.base

    @property
    def files(self) -> frozenset[str]:
        """The files that the store has to keep."""
        return frozenset(e.file for e in self.entries if e.state is not State.BAD)
