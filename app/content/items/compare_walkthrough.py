"""A walkthrough's questions, answers, outcomes and notes as named fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from app.content.items.item import Cells
from app.domain.comparing import ComparedField, Role

Rows = Mapping[str, tuple[Cells, ...]]
Paragraphs = Callable[[str, str, str], Iterator[ComparedField]]


def compare_walkthrough(
    rows: Rows, topics: Mapping[str, str], paragraphs: Paragraphs
) -> Iterator[ComparedField]:
    """What a walkthrough holds below its own row. `topics` are titles of pages, by their ids."""
    return _Parts(rows, topics, paragraphs).fields()


class _Parts:
    """The rows below one walkthrough, by the ids that hold them together."""

    def __init__(self, rows: Rows, topics: Mapping[str, str], paragraphs: Paragraphs) -> None:
        self._rows = rows
        self._topics = topics
        self._paragraphs = paragraphs
        self._question = {row["question_id"]: row for row in rows.get("question_text", ())}
        self._outcome = {row["outcome_id"]: row for row in rows.get("outcome_text", ())}
        self._choice = {row["choice_id"]: row for row in rows.get("choice_text", ())}
        self._note = {row["note_id"]: row for row in rows.get("note_text", ())}

    def fields(self) -> Iterator[ComparedField]:
        questions = self._rows.get("question", ())
        yield from self._order("questions", "Order of the questions", questions, self._asked)
        for number, row in enumerate(questions, start=1):
            yield from self._of_question(row["id"], f"Question {number}")
        outcomes = self._rows.get("outcome", ())
        yield from self._order("outcomes", "Order of the outcomes", outcomes, self._ended)
        for number, row in enumerate(outcomes, start=1):
            yield from self._of_outcome(row, f"Outcome {number}")
        notes = self._rows.get("note", ())
        yield from self._order("notes", "Order of the notes", notes, self._noted)
        for number, row in enumerate(notes, start=1):
            yield from self._of_note(row["id"], f"Note {number}")

    def _asked(self, question: str) -> str:
        return str(self._question.get(question, {}).get("text", question))

    def _answered(self, choice: str) -> str:
        return str(self._choice.get(choice, {}).get("label", choice))

    def _ended(self, outcome: str) -> str:
        return str(self._outcome.get(outcome, {}).get("title", outcome))

    def _noted(self, note: str) -> str:
        return str(self._note.get(note, {}).get("title", note))

    def _order(
        self, key: str, name: str, rows: tuple[Cells, ...], words: Callable[[str], str]
    ) -> Iterator[ComparedField]:
        for row in rows:
            yield ComparedField(f"order {key}", name, words(row["id"]), row["id"], Role.ORDER)

    def _of_question(self, question: str, name: str) -> Iterator[ComparedField]:
        words = self._question.get(question, {})
        key = f"question {question}"
        yield ComparedField(
            key, name, str(words.get("text", "")), f"{question} {words.get('text', '')}"
        )
        yield from _said(words, "why", f"{key} why", f"{name}, why it is asked")
        choices = [
            row for row in self._rows.get("choice", ()) if row.get("question_id") == question
        ]
        order = f"{name}, order of the answers"
        yield from self._order(f"{key} choices", order, tuple(choices), self._answered)
        for number, row in enumerate(choices, start=1):
            yield from self._of_choice(row, question, f"{name}, answer {number}")

    def _of_choice(self, row: Cells, question: str, name: str) -> Iterator[ComparedField]:
        choice = row["id"]
        words = self._choice.get(choice, {})
        # Its question is in the key: an answer that moved to another is gone from the first.
        key = f"choice {question} {choice}"
        yield ComparedField(key, name, self._answered(choice))
        if row.get("not_sure"):
            yield ComparedField(f"{key} not sure", f"{name}, is “not sure”", "yes")
        yield ComparedField(f"{key} to", f"{name}, leads to", self._target(row), _target_id(row))
        for other in self._rows.get("choice_unless", ()):
            if other["choice_id"] == choice:
                after = other.get("after_choice", "")
                text = f"{self._target(other)}, if “{self._answered(after)}” was answered before"
                value = f"{after} {_target_id(other)}"
                yield ComparedField(
                    f"{key} unless", f"{name}, leads elsewhere to", text, value, Role.LIST
                )
        yield from _said(words, "situation", f"{key} situation", f"{name}, situation")
        yield from _said(words, "ask", f"{key} ask", f"{name}, question to take along")

    def _target(self, row: Cells) -> str:
        if question := row.get("to_question"):
            return f"the question “{self._asked(question)}”"
        if outcome := row.get("to_outcome"):
            return f"the outcome “{self._ended(outcome)}”"
        return "nowhere"

    def _of_outcome(self, row: Cells, name: str) -> Iterator[ComparedField]:
        outcome = row["id"]
        key = f"outcome {outcome}"
        words = self._outcome.get(outcome, {})
        yield ComparedField(key, f"{name}, title", self._ended(outcome))
        yield from self._paragraphs(f"{key} body", f"{name}, text", str(words.get("body", "")))
        for column, said in (
            ("shows_situations", "lists the situations that fit"),
            ("takes_answers_along", "takes the answers' questions along"),
        ):
            if row.get(column):
                yield ComparedField(f"{key} {column}", f"{name}, {said}", "yes")
        for other in self._rows.get("outcome_question", ()):
            if other["outcome_id"] == outcome:
                asked = f"{name}, question to take along"
                yield ComparedField(f"{key} question", asked, other["text"], role=Role.LIST)
        for other in self._rows.get("outcome_topic", ()):
            if other["outcome_id"] == outcome:
                topic = str(other["topic_id"])
                title = self._topics.get(topic, topic)
                yield ComparedField(
                    f"{key} topic", f"{name}, page to read", title, topic, Role.LIST
                )

    def _of_note(self, note: str, name: str) -> Iterator[ComparedField]:
        key = f"note {note}"
        words = self._note.get(note, {})
        yield ComparedField(key, f"{name}, title", self._noted(note))
        yield from self._paragraphs(f"{key} body", f"{name}, text", str(words.get("body", "")))
        for table, column, said, words_of in (
            ("note_choice", "choice_id", "added after the answer", self._answered),
            ("note_outcome", "outcome_id", "added to the outcome", self._ended),
        ):
            for row in self._rows.get(table, ()):
                if row["note_id"] == note:
                    item = str(row[column])
                    text = words_of(item)
                    yield ComparedField(f"{key} {table}", f"{name}, {said}", text, item, Role.LIST)


def _said(row: Cells, column: str, key: str, name: str) -> Iterator[ComparedField]:
    if row.get(column):
        yield ComparedField(key, name, str(row[column]))


def _target_id(row: Cells) -> str:
    return f"{row.get('to_question', '')} {row.get('to_outcome', '')}"
