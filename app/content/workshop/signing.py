"""Checking, signing, reviewing, taking down: who answers for a text."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.content.checks.finding_labels import label_of
from app.content.checks.findings import Kind, Level
from app.content.items import signatures
from app.content.items.item import TABLES, Content
from app.content.items.library_item import content_of
from app.content.workshop.checks import TextChecks
from app.content.workshop.index.item_rows import set_state
from app.content.workshop.items import Items
from app.content.workshop.settings import LibrarySettings
from app.content.workshop.storage.history import History
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act
from app.domain.errors import RuleViolationError
from app.domain.governance.governance import (
    ItemKey,
    ItemKind,
    RuleViolation,
    Signature,
    Step,
    is_signed,
    on_show,
    signing_violation,
    status_of,
)
from app.domain.library.characters import is_blank


class Signing:
    """Says who checked and signed each text, and lets the person at work do so."""

    def __init__(
        self,
        transactions: Transactions,
        history: History,
        items: Items,
        settings: LibrarySettings,
        checks: TextChecks,
    ) -> None:
        self._transactions = transactions
        self._history = history
        self._items = items
        self._settings = settings
        self._checks = checks

    def signatures(self, key: ItemKey) -> tuple[Signature, ...]:
        """Who checked and signed a text, oldest first."""
        with self._transactions.reading() as connection:
            return signatures.signatures_of(connection, key)

    def violation(self, key: ItemKey) -> RuleViolation | None:
        """Why the person at work may not sign a text as it stands, or None."""
        content = self._items.content(key)
        is_library = key.kind is ItemKind.LIBRARY
        errors = [
            ": ".join(filter(None, (label_of(content, finding), finding.problem)))
            for finding in self._checks.findings(content)
            if finding.level is Level.ERROR and finding.kind not in (Kind.SOURCE, Kind.REVIEW)
        ]
        if not errors:
            errors.extend(self._checks.case_failures(content))
        steps = self.signatures(key)
        return signing_violation(
            self._history.person,
            content.digest,
            steps,
            authors=self._authors(key, on_show(steps)),
            people=self._settings.people_in_force(),
            has_source=is_library or bool(content.own.get("source_id")),
            has_review=is_library or bool(content.own.get("next_review")),
            errors=errors,
        )

    def _authors(self, key: ItemKey, shown: str) -> tuple[str, ...]:
        """Who wrote since the version that families see; of the library itself, who did last.

        All of a ward arranges it, so nobody would be left to sign that.
        """
        if key.kind is ItemKind.LIBRARY:
            acts = ("arranged", "restored")
            last = next((e for e in self._history.events(key) if e.act in acts), None)
            return (last.person.name,) if last and last.person.name else ()
        names: list[str] = []
        for event in self._history.events(key):
            if event.digest == shown and event.act in ("signed", "reviewed"):
                break
            if event.act in ("saved", "restored", "imported") and event.person.name:
                names.append(event.person.name)
        return tuple(dict.fromkeys(names))

    def mark_checked(self, key: ItemKey, why: str = "", *, digest: str = "") -> None:
        """Say that a text was checked as it stands; with `digest`, if it still says that."""
        if is_blank(self._history.person.name):
            raise RuleViolationError("A check needs a name.", "Say who you are first.")
        self._sign(key, Step.CHECKED, digest or self._current(key), Act("checked", why))

    def sign(self, key: ItemKey, why: str = "", *, digest: str = "") -> None:
        """Sign a text as it stands; with `digest`, only if that is what it still says."""
        violation = self.violation(key)
        if violation is not None:
            raise RuleViolationError(violation.problem, violation.hint)
        self._sign(key, Step.SIGNED, digest or self._current(key), Act("signed", why))

    def withdraw(self, key: ItemKey, why: str = "") -> None:
        """Take a text down: families no longer see it, until it is signed again."""
        if key.kind is ItemKind.LIBRARY:
            raise RuleViolationError(
                "The library itself cannot be taken down.", "Take its pages down."
            )
        shown = on_show(self.signatures(key))
        if not shown:
            raise RuleViolationError(
                "Families do not see it now.", "There is nothing to take down."
            )
        self._sign(key, Step.WITHDRAWN, shown, Act("withdrawn", why))

    def review(self, key: ItemKey, next_review: date, why: str = "") -> None:
        """Reviewed, nothing changed: new dates and a signature, in one action."""
        if key.kind is ItemKind.LIBRARY:
            raise RuleViolationError("The library itself has no review.", "Review its pages.")
        content = self._items.content(key)
        today = self._history.today()
        if is_blank(self._history.person.name):
            raise RuleViolationError("A review needs a name.", "Say who you are first.")
        if not is_signed(content.digest, self.signatures(key)):
            hint = "Have the change checked and signed; or bring the signed version back first."
            raise RuleViolationError("It was changed since it was signed.", hint)
        if next_review <= today:
            raise RuleViolationError("The next review is not after today.", "Choose a later day.")
        table = TABLES[key.kind][0].name
        dates = {"last_reviewed": today.isoformat(), "next_review": next_review.isoformat()}
        reviewed = Content(key, {**content.rows, table: ({**content.own, **dates},)}, content.cites)
        with self._transactions.changing(item=key) as connection:
            signatures.add_signature(
                connection, key, self._signature(Step.REVIEWED, reviewed.digest)
            )
            self._items.write(connection, reviewed, Act("reviewed", why))

    def _sign(self, key: ItemKey, step: Step, digest: str, act: Act) -> None:
        # A signature refers to nothing, and changes no row of the library itself.
        touched: dict[str, Any] = {"touched": ()}
        if key.kind is not ItemKind.LIBRARY:
            touched = {"item": key}
        with self._transactions.changing("signature", **touched) as connection:
            content = content_of(connection, key)
            if step is not Step.WITHDRAWN and (content is None or content.digest != digest):
                raise RuleViolationError(
                    "It was changed a moment ago.", "Look at it again before you sign."
                )
            if content is not None:
                signatures.add_version(connection, content)
            signatures.add_signature(connection, key, self._signature(step, digest))
            self._history.note(connection, act, key, digest)
            steps = signatures.signatures_of(connection, key)
            set_state(connection, key, status_of(content.digest if content else "", steps))

    def _signature(self, step: Step, digest: str) -> Signature:
        person = self._history.person
        return Signature(step, digest, person.name, person.role, self._history.today())

    def _current(self, key: ItemKey) -> str:
        return self._items.content(key).digest
