"""The status of a text, from a draft to the families' screen, and who may move it on.

A state is never stored. It follows from what a text says now, and from who signed which version.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.library.characters import is_blank


class ItemKind(StrEnum):
    """What carries signatures of its own. LIBRARY: its title, sections, order and settings."""

    TOPIC = "topic"
    WALKTHROUGH = "walkthrough"
    CONTACT = "contact"
    TERM = "term"
    LIBRARY = "library"


TEXT_KINDS = (ItemKind.TOPIC, ItemKind.WALKTHROUGH, ItemKind.CONTACT, ItemKind.TERM)
"""The kinds of which a library has many, each with its texts in one language or more."""


@dataclass(frozen=True, slots=True, order=True)
class ItemKey:
    """One text: an item, in one language."""

    kind: ItemKind
    id: str
    language: str


LIBRARY_KEY = ItemKey(ItemKind.LIBRARY, "library", "")
"""The library itself. The language that families see is one of the words that are signed."""


class ItemStatus(StrEnum):
    """How far a text has come. Families see the version that was signed last."""

    DRAFT = "draft"
    CHECKED = "checked"
    SIGNED = "signed"
    LIVE = "live"


class Step(StrEnum):
    """What a signature says. REVIEWED: nothing but the dates changed. WITHDRAWN: taken down."""

    CHECKED = "checked"
    SIGNED = "signed"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


SHOWN = frozenset({Step.SIGNED, Step.REVIEWED})
"""The steps that put a version in front of families."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who does something to a library. The role is their own words: "Ward sister"."""

    name: str
    role: str = ""

    def is_same(self, name: str) -> bool:
        """Whether a name is this person's, however it is spaced and capitalised."""
        return _plain(self.name) == _plain(name)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Signature:
    """One step, taken by one person, for exactly one version (`digest`) of a text."""

    step: Step
    digest: str
    name: str
    role: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RuleViolation:
    """Why something may not be done, and the hint; both as sentences for staff."""

    problem: str
    hint: str

    def __str__(self) -> str:
        return f"{self.problem} {self.hint}"


def on_show(signatures: Sequence[Signature]) -> str:
    """The digest of the version that families may see, or "": the last signed, if not withdrawn.

    `signatures` are those of one text, oldest first.
    """
    for signature in reversed(signatures):
        if signature.step is Step.WITHDRAWN:
            return ""
        if signature.step in SHOWN:
            return signature.digest
    return ""


def is_signed(digest: str, signatures: Sequence[Signature]) -> bool:
    """Whether this very version was signed last, and the text not taken down since.

    One that was signed before another was is to be signed again: families see the other.
    """
    return bool(digest) and digest == on_show(signatures)


def _since_withdrawn(signatures: Sequence[Signature]) -> Sequence[Signature]:
    for number in range(len(signatures), 0, -1):
        if signatures[number - 1].step is Step.WITHDRAWN:
            return signatures[number:]
    return signatures


def status_of(digest: str, signatures: Sequence[Signature], published: str = "") -> ItemStatus:
    """How far a text has come that says `digest` now; `published` is its digest in the edition."""
    if is_signed(digest, signatures):
        return ItemStatus.LIVE if digest == published else ItemStatus.SIGNED
    checked = any(
        s.digest == digest and s.step is Step.CHECKED for s in _since_withdrawn(signatures)
    )
    return ItemStatus.CHECKED if checked else ItemStatus.DRAFT


_MOST_ERRORS = 4
"""How many errors are named before the rest is counted."""


def signing_violation(  # noqa: PLR0913 - everything that a signature depends on
    person: Person,
    digest: str,
    signatures: Sequence[Signature],
    *,
    authors: Iterable[str],
    people: int,
    has_source: bool,
    has_review: bool,
    errors: Sequence[str] = (),
) -> RuleViolation | None:
    """Why this person may not sign this version, or None.

    `authors` saved it since it was last signed; `people` is how many the library asks for, 1 or 2.
    """
    checkers = [s.name for s in signatures if s.digest == digest and s.step is Step.CHECKED]
    if is_blank(person.name):
        return RuleViolation("A signature needs a name.", "Say who you are first.")
    if wrong := _not_ready(errors, has_source=has_source, has_review=has_review):
        return wrong
    if is_signed(digest, signatures):
        return RuleViolation("This version is signed already.", "There is nothing to do.")
    if not checkers:
        return RuleViolation("Nobody has checked it yet.", "Mark it as checked first.")
    if people > 1 and any(person.is_same(name) for name in (*authors, *checkers)):
        return RuleViolation(
            f"{person.name} wrote or checked it.", "Ask a second person to read and sign it."
        )
    return None


def agreement_violation(person: Person, other: str) -> RuleViolation | None:
    """Why these two may not change how many people sign, or None: it takes both of them."""
    if is_blank(person.name) or is_blank(other):
        return RuleViolation("A name is missing.", "Both people have to give their own.")
    if person.is_same(other):
        return RuleViolation(
            f"{person.name} is one person.", "Ask a second person to agree, with their own name."
        )
    return None


def _not_ready(
    errors: Sequence[str], *, has_source: bool, has_review: bool
) -> RuleViolation | None:
    """Everything that is missing, at once: what is wrong in it, its source and its dates."""
    problems, hints = list(errors[:_MOST_ERRORS]), ["Mend it first."] if errors else []
    if len(errors) > _MOST_ERRORS:
        problems.append(f"There are {len(errors) - _MOST_ERRORS} more.")
    if not has_source and not has_review:
        problems.append("It needs a source and two dates.")
        hints.append("Say where its facts come from, when it was reviewed and when it is due,")
        hints.append("under “Words”.")
    elif not has_source:
        problems.append("It has no source.")
        hints.append("Say where its facts come from, under “Words”.")
    elif not has_review:
        problems.append("It has no review date.")
        hints.append("Say when it was reviewed and when it is due.")
    return RuleViolation(" ".join(problems), " ".join(hints)) if problems else None


def reason_with_paper(why: str, paper: str, typed_by: str) -> str:
    """A reason for the history: what was signed on paper says where that is, and who typed it in.

    >>> reason_with_paper("As agreed", "folder 3, ward office", "Ann Bell")
    'As agreed. Signed on paper: folder 3, ward office; typed in by Ann Bell'
    """
    if not paper.strip():
        return why.strip()
    by = f"; typed in by {typed_by}" if typed_by else ""
    on_paper = f"Signed on paper: {' '.join(paper.split())}{by}"
    return f"{why.strip().rstrip('.')}. {on_paper}" if why.strip() else on_paper
