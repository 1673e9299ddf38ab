"""The expected cases of the walkthroughs: given these answers, expect this outcome."""

from __future__ import annotations

from collections.abc import Sequence

from app.content.workshop.storage.history import History
from app.content.workshop.storage.tables import table
from app.content.workshop.storage.transactions import Transactions
from app.content.workshop.values import Act
from app.domain.governance.expected import ExpectedCase


class ExpectedCases:
    """Reads and writes expected cases. They are no part of what is signed."""

    def __init__(self, transactions: Transactions, history: History) -> None:
        self._transactions = transactions
        self._history = history

    def of(self, walkthrough_id: str) -> tuple[ExpectedCase, ...]:
        """The expected cases of a walkthrough, in order."""
        with self._transactions.reading() as connection:
            rows = connection.execute(
                "SELECT id, about, outcome_id FROM expected_case WHERE walkthrough_id = ?"
                " ORDER BY position, id",
                (walkthrough_id,),
            ).fetchall()
            found = []
            for case, about, outcome in rows:
                answers = connection.execute(
                    "SELECT question_id, choice_id FROM expected_answer"
                    " WHERE walkthrough_id = ? AND case_id = ? ORDER BY position",
                    (walkthrough_id, case),
                )
                found.append(ExpectedCase(case, about, tuple(answers), outcome))
            return tuple(found)

    def save(self, walkthrough_id: str, cases: Sequence[ExpectedCase]) -> None:
        """Put these in the place of a walkthrough's expected cases. No signature is lost."""
        with self._transactions.changing(touched=()) as connection:
            found, answers = (
                table(connection, "expected_case"),
                table(connection, "expected_answer"),
            )
            answers.delete_where("walkthrough_id = ?", (walkthrough_id,))
            found.delete_where("walkthrough_id = ?", (walkthrough_id,))
            for number, case in enumerate(cases):
                owner = {"walkthrough_id": walkthrough_id}
                cells = {"id": case.id, "about": case.about, "outcome_id": case.outcome_id}
                found.insert({**owner, **cells, "position": number})
                answers.insert_all(
                    {**owner, "case_id": case.id, "position": position}
                    | {"question_id": question, "choice_id": choice}
                    for position, (question, choice) in enumerate(case.answers)
                )
            self._history.note(connection, Act("arranged", f"Expected cases of {walkthrough_id}"))
