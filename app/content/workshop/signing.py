"""Checking, signing, reviewing, taking down: who answers for a text."""

from __future__ import annotations

from datetime import date

from app.content.checks.findings import Kind, Level
from app.content.items import item, signatures
from app.content.items.item import TABLES, Content
from app.content.workshop import writing
from app.content.workshop.queries import Opened
from app.domain import expected
from app.domain.errors import RuleViolationError
from app.domain.governance import (
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


class Signing(Opened):
    """An open library whose texts can be signed."""

    def case_failures(self, content: Content) -> tuple[str, ...]:
        """The expected cases that a walkthrough's text fails, as sentences."""
        cases = self.cases(content.key.id)
        if content.key.kind is not ItemKind.WALKTHROUGH or not cases:
            return ()
        walkthrough = self.walkthrough(content)
        results = (expected.run(walkthrough, case) for case in cases)
        return tuple(result.sentence for result in results if not result.passed)

    def why_not_sign(self, key: ItemKey) -> RuleViolation | None:
        """Why the person at work may not sign a text as it stands, or None."""
        content = self.content(key)
        errors = [
            f"{finding.where}: {finding.problem}"
            for finding in self.findings(content)
            if finding.level is Level.ERROR and finding.kind not in (Kind.SOURCE, Kind.REVIEW)
        ]
        if not errors:
            errors.extend(self.case_failures(content))
        steps = self.signatures(key)
        return signing_violation(
            self.person,
            content.digest,
            steps,
            authors=self._authors(key, on_show(steps)),
            people=self.settings().people_to_sign,
            has_source=bool(content.own.get("source_id")),
            has_review=bool(content.own.get("next_review")),
            errors=errors,
        )

    def _authors(self, key: ItemKey, shown: str) -> tuple[str, ...]:
        """Who wrote since the version that families see."""
        names: list[str] = []
        for event in self.history(key):
            if event.digest == shown and event.act in ("signed", "reviewed"):
                break
            if event.act in ("saved", "restored", "imported") and event.person.name:
                names.append(event.person.name)
        return tuple(dict.fromkeys(names))

    def _sign(self, key: ItemKey, step: Step, digest: str, act: str, why: str) -> None:
        with self._changing(item=key) as connection:
            content = item.content(connection, key)
            if step is not Step.WITHDRAWN and (content is None or content.digest != digest):
                raise RuleViolationError(
                    "It was changed a moment ago.", "Look at it again before you sign."
                )
            if content is not None:
                signatures.keep_version(connection, content)
            day = self.today()
            signature = Signature(step, digest, self.person.name, self.person.role, day)
            signatures.add_signature(connection, key, signature)
            self._note(connection, act, key, digest=digest, why=why)
            steps = signatures.signatures_of(connection, key)
            writing.set_state(connection, key, status_of(self._digests.get(key, ""), steps))

    def mark_checked(self, key: ItemKey, why: str = "", *, digest: str = "") -> None:
        """Say that a text was checked as it stands; with `digest`, if it still says that."""
        if not self.person.name.strip():
            raise RuleViolationError("A check needs a name.", "Say who you are first.")
        self._sign(key, Step.CHECKED, digest or self._current(key), "checked", why)

    def sign(self, key: ItemKey, why: str = "", *, digest: str = "") -> None:
        """Sign a text as it stands; with `digest`, only if that is what it still says."""
        refusal = self.why_not_sign(key)
        if refusal is not None:
            raise RuleViolationError(refusal.problem, refusal.hint)
        self._sign(key, Step.SIGNED, digest or self._current(key), "signed", why)

    def _current(self, key: ItemKey) -> str:
        return self.content(key).digest

    def withdraw(self, key: ItemKey, why: str = "") -> None:
        """Take a text down: families no longer see it, until it is signed again."""
        shown = on_show(self.signatures(key))
        if not shown:
            raise RuleViolationError(
                "Families do not see it now.", "There is nothing to take down."
            )
        self._sign(key, Step.WITHDRAWN, shown, "withdrawn", why)

    def review(self, key: ItemKey, next_review: date, why: str = "") -> None:
        """Reviewed, nothing changed: new dates and a signature, in one action."""
        content = self.content(key)
        today = self.today()
        if not self.person.name.strip():
            raise RuleViolationError("A review needs a name.", "Say who you are first.")
        if not is_signed(content.digest, self.signatures(key)):
            hint = "Have the change checked and signed; or bring the signed version back first."
            raise RuleViolationError("It was changed since it was signed.", hint)
        if next_review <= today:
            raise RuleViolationError("The next review is not after today.", "Choose a later day.")
        table = TABLES[key.kind][0].name
        own = {
            **content.own,
            "last_reviewed": today.isoformat(),
            "next_review": next_review.isoformat(),
        }
        reviewed = Content(key, {**content.rows, table: (own,)}, content.cites)
        with self._changing(item=key) as connection:
            writing.save(connection, reviewed, self._language)
            signatures.keep_version(connection, reviewed)
            signature = Signature(
                Step.REVIEWED, reviewed.digest, self.person.name, self.person.role, today
            )
            signatures.add_signature(connection, key, signature)
            self._settle(connection, reviewed, "reviewed", why)
