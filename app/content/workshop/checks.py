"""What the checks say of one text, as if it were signed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from typing import Any

from app.content.checks.findings import Finding, Kind, Location, error_at
from app.content.checks.library import library_findings
from app.content.checks.old_numbers import old_numbers_of, old_values
from app.content.items.fields import TO_WRITE
from app.content.items.item import Content
from app.content.workshop import sandbox
from app.content.workshop.cases import ExpectedCases
from app.content.workshop.storage.history import History
from app.content.workshop.storage.transactions import Transactions
from app.domain.governance import expected
from app.domain.governance.governance import ItemKind
from app.domain.walkthrough.walkthrough import Walkthrough


class _Rows:
    """The rows of a library, which is held no longer than it takes to fetch them."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def each(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a question."""
        with self._transactions.reading() as connection:
            rows = connection.execute(sql).fetchall()
        yield from rows


class TextChecks:
    """Looks at one text in a small library of its own, saved or not."""

    def __init__(
        self,
        transactions: Transactions,
        history: History,
        cases: ExpectedCases,
        icons: Collection[str] | None,
    ) -> None:
        self._transactions = transactions
        self._history = history
        self._cases = cases
        self._icons = icons

    def walkthrough(self, content: Content) -> Walkthrough:
        """The walkthrough that a text says; ContentError where it cannot be read as one."""
        with self._transactions.reading() as connection:
            return sandbox.walkthrough_of(content, connection)

    def case_failures(self, content: Content) -> tuple[str, ...]:
        """The expected cases that a walkthrough's text fails, as sentences."""
        cases = self._cases.of(content.key.id)
        if content.key.kind is not ItemKind.WALKTHROUGH or not cases:
            return ()
        walkthrough = self.walkthrough(content)
        results = (expected.run(walkthrough, case) for case in cases)
        return tuple(result.sentence for result in results if not result.passed)

    def old_numbers(self, contact: Content) -> tuple[Finding, ...]:
        """The texts that still hold a number or hours that a contact had before.

        May be asked from another thread: it takes a second for 10,000 pages, and nobody waits for
        the library meanwhile.
        """
        with self._transactions.reading() as connection:
            values = old_values(connection, contact)
        return tuple(old_numbers_of(_Rows(self._transactions), contact, values))

    def findings(self, content: Content) -> tuple[Finding, ...]:
        """What the checks say of a text as if it were signed. May be asked from another thread."""
        if content.key.kind is ItemKind.LIBRARY:
            return tuple(library_findings(content))
        try:
            with ExitStack() as stack:
                with self._transactions.reading() as connection:
                    file = stack.enter_context(sandbox.sandbox_library(content, connection))
                # Nobody waits for the library while the checks run.
                found = list(sandbox.findings_in(file, content, self._history.today(), self._icons))
        except sandbox.UnfitError as error:
            return (error_at(Kind.LIBRARY, Location(content.key.id), error.problem, error.hint),)
        if content.key.kind is ItemKind.CONTACT:
            found += self.old_numbers(content)
        if TO_WRITE in content.text:
            problem = f"There are words still to be written: “{TO_WRITE}”"
            hint = "Write them."
            found.insert(0, error_at(Kind.LIBRARY, Location(content.key.id), problem, hint))
        return tuple(found)
