"""What an audit of an information standard asks of a library, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.governance.expected import CaseResult
from app.domain.governance.governance import ItemKey, ItemStatus, Signature
from app.domain.library.library import LibraryInfo, Source
from app.domain.library.review import Review
from app.domain.walkthrough.paths import Fault


@dataclass(frozen=True, slots=True)
class Cited:
    """A source, when it was read, who allowed its use, and since when it is known to differ."""

    source: Source
    read_on: date | None = None
    permission: str = ""
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Readability:
    """How hard a text is to read: its LIX, and its longest sentence with its number of words."""

    lix: float
    longest: str
    words: int


@dataclass(frozen=True, slots=True)
class Done:
    """A line of a text's history: when (UTC), who, what, and why."""

    at: str
    who: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class PathProof:
    """What is proved of a walkthrough: `paths` is None where there are too many to list."""

    paths: int | None
    ends: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]
    cases: tuple[CaseResult, ...]


@dataclass(frozen=True, slots=True)
class TextEvidence:
    """One text. It is as families see it; `status` is that of what stands there now.

    `shown` is whether families see it at all; `signatures` are those of that version.
    """

    key: ItemKey
    title: str
    status: ItemStatus
    shown: bool
    owner: str
    author: str
    review: Review | None
    signatures: tuple[Signature, ...]
    sources: tuple[Cited, ...]
    readability: Readability
    history: tuple[Done, ...]
    proof: PathProof | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything about a library on a day; each source with the titles of what stands on it."""

    library: LibraryInfo
    day: date
    people_to_sign: int
    texts: tuple[TextEvidence, ...]
    sources: tuple[tuple[Cited, tuple[str, ...]], ...]
    editions: tuple[Done, ...] = ()
