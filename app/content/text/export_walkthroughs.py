"""A walkthrough's rows to its text."""

from __future__ import annotations

from typing import Any

from app.content.database.connection import Database
from app.content.text.export_rows import about, filled, ids, table
from app.content.text.yaml_form import Value, dump_mapping

Row = dict[str, Any]


def walkthrough_text(database: Database, walkthrough: Row, words: Row) -> str:
    """The YAML of one walkthrough, with its words in one language."""
    item = walkthrough["id"]
    parts = _Parts(database, item, words["language"])
    return dump_mapping(
        filled(
            {
                "id": item,
                **{key: words[key] for key in ("state", "title", "line")},
                **about(walkthrough, {}),
                "contacts": ids(
                    database, "walkthrough_contact", "contact_id", "walkthrough_id", item
                ),
                "opening": words["opening"] + "\n",
                "questions": parts.questions(),
                "outcomes": parts.outcomes(),
                "notes": parts.notes(),
                "cases": parts.cases(),
            }
        )
    )


class _Parts:
    """What stands below one walkthrough."""

    def __init__(self, database: Database, walkthrough: str, language: str) -> None:
        self._database = database
        self._walkthrough = walkthrough
        self._language = language

    def _rows(
        self, name: str, order: str = "position, id", where: str = "", *values: str
    ) -> list[Row]:
        rest = f"WHERE walkthrough_id = ?{where} ORDER BY {order}"
        return table(self._database, name, rest, self._walkthrough, *values)

    def _words(self, name: str) -> dict[str, Row]:
        rows = self._rows(f"{name}_text", f"{name}_id", " AND language = ?", self._language)
        return {row[f"{name}_id"]: row for row in rows}

    def questions(self) -> list[Value]:
        words = self._words("question")
        return [
            {
                "id": row["id"],
                "text": words[row["id"]]["text"],
                "why": words[row["id"]]["why"],
                "choices": self._choices(row["id"]),
            }
            for row in self._rows("question")
        ]

    def _choices(self, question: str) -> list[Value]:
        words = self._words("choice")
        return [
            filled(
                {
                    "id": row["id"],
                    "label": words[row["id"]]["label"],
                    "not_sure": True if row["not_sure"] else None,
                    "leads_to": row["to_question"] or row["to_outcome"],
                    "unless": self._unless(row["id"]),
                    "situation": words[row["id"]]["situation"],
                    "ask": words[row["id"]]["ask"],
                }
            )
            for row in self._rows("choice", "position, id", " AND question_id = ?", question)
        ]

    def _unless(self, choice: str) -> list[Value]:
        rows = self._rows("choice_unless", "position", " AND choice_id = ?", choice)
        return [
            {"after": row["after_choice"], "leads_to": row["to_question"] or row["to_outcome"]}
            for row in rows
        ]

    def outcomes(self) -> list[Value]:
        words = self._words("outcome")
        return [
            filled(
                {
                    "id": row["id"],
                    "title": words[row["id"]]["title"],
                    "body": words[row["id"]]["body"] + "\n",
                    "shows_situations": bool(row["shows_situations"]),
                    "takes_answers_along": bool(row["takes_answers_along"]),
                    "questions": self._list(
                        "outcome_question", "text", "outcome_id", row["id"], in_language=True
                    ),
                    "topics": self._list("outcome_topic", "topic_id", "outcome_id", row["id"]),
                }
            )
            for row in self._rows("outcome")
        ]

    def _list(
        self, name: str, column: str, owner: str, item: str, *, in_language: bool = False
    ) -> list[Value]:
        where, values = f" AND {owner} = ?", [item]
        if in_language:
            where, values = f"{where} AND language = ?", [item, self._language]
        return [row[column] for row in self._rows(name, f"position, {column}", where, *values)]

    def notes(self) -> list[Value]:
        words = self._words("note")
        return [
            filled(
                {
                    "id": row["id"],
                    "title": words[row["id"]]["title"],
                    "body": words[row["id"]]["body"] + "\n",
                    "choices": self._named("note_choice", "choice_id", row["id"]),
                    "outcomes": self._named("note_outcome", "outcome_id", row["id"]),
                }
            )
            for row in self._rows("note")
        ]

    def _named(self, name: str, column: str, note: str) -> list[Value]:
        return [row[column] for row in self._rows(name, column, " AND note_id = ?", note)]

    def cases(self) -> list[Value]:
        return [
            filled(
                {
                    "id": row["id"],
                    "about": row["about"],
                    "answers": self._answers(row["id"]),
                    "leads_to": row["outcome_id"],
                }
            )
            for row in self._rows("expected_case")
        ]

    def _answers(self, case: str) -> dict[str, Value]:
        rows = self._rows("expected_answer", "position", " AND case_id = ?", case)
        return {row["question_id"]: row["choice_id"] for row in rows}
