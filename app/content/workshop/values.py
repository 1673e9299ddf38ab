"""What a library that is worked on tells of itself, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.errors import KioskError
from app.domain.governance.governance import ItemKey, ItemStatus, Person
from app.domain.library.appearance import ICON
from app.domain.library.review import Review


class InUseError(KioskError):
    """Somebody else has the library open. It may be read."""

    def __init__(self, name: str, machine: str, since: str) -> None:
        problem = f"{name or 'Somebody'} has it open on {machine} since {since}."
        super().__init__(problem, "Ask them to close it; nothing was changed.")
        self.name, self.machine, self.since = name, machine, since


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, as the history calls it, and why; `by` whom, if not by the person at work."""

    name: str
    why: str = ""
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The library as a whole, as its own row says. `take_down_after` is in days; None: never."""

    title: str
    language: str
    edition: int
    sample: bool
    sample_notice: str
    people_to_sign: int
    take_down_after: int | None
    plain_names: tuple[str, ...]
    welcome: str = ""
    whom_to_ask: str = ""
    helpline_id: str = ""
    accent: str = ""
    drawing: str = ""
    drawing_alt: str = ""
    logo: str = ""
    logo_alt: str = ""
    icons: tuple[tuple[str, str], ...] = ()

    @property
    def looks(self) -> dict[str, str]:
        """How the library looks, as rows of a name and a value. Pictures are digests."""
        values = {
            "accent": self.accent,
            "drawing": self.drawing,
            "drawing_alt": self.drawing_alt if self.drawing else "",
            "logo": self.logo,
            "logo_alt": self.logo_alt if self.logo else "",
            **{f"{ICON}{name}": digest for name, digest in self.icons},
        }
        return {name: value.strip() for name, value in values.items() if value.strip()}


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section, in the library's own language."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, with what staff know of it."""

    id: str
    publisher: str
    title: str
    address: str = ""
    authors: str = ""
    dated: str = ""
    read_on: date | None = None
    permission: str = ""
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One text as a list of them shows it.

    `section_id` is "" but for topics. `source_changed`: a source that it stands on is marked as
    changed. `unfinished`: something was typed and not saved.
    """

    key: ItemKey
    title: str
    status: ItemStatus
    review: Review | None
    owner: str = ""
    author: str = ""
    section_id: str = ""
    has_signed_version: bool = False
    source_changed: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the history. `at` is UTC, as YYYY-MM-DDTHH:MM:SSZ; `digest` what it became."""

    number: int
    at: str
    person: Person
    act: str
    kind: str
    item_id: str
    language: str
    digest: str
    why: str


@dataclass(frozen=True, slots=True)
class UnfinishedText:
    """What was typed and not saved: whose, when, and whether the text has changed since."""

    key: ItemKey
    title: str
    at: str
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """What names an item, and where: “t05, Related pages”. It is said before that is deleted."""

    key: ItemKey
    title: str
    where: str
