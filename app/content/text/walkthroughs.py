"""The walkthroughs' text to rows."""

from __future__ import annotations

import re

from app.content.text.fields import Fields
from app.content.text.reader import TextReader
from app.content.text.topics import ANSWERED_FOR, about, yaml_names

_NAME = re.compile(r"([a-z][a-z0-9]{0,31})(?:-([a-z0-9-]*))?\.yaml")
_KEYS = (
    *("id", "state", "title", "line", "icon", *ANSWERED_FOR),
    *("contacts", "opening", "questions", "outcomes", "notes", "cases"),
)
_QUESTION = ("id", "text", "why", "choices")
_CHOICE = ("id", "label", "not_sure", "leads_to", "unless", "situation", "ask")
_UNLESS = ("after", "leads_to")
_OUTCOME = (
    *("id", "title", "body", "shows_situations", "takes_answers_along"),
    *("questions", "topics"),
)
_CASE = ("id", "about", "answers", "leads_to")
_NOTE = ("id", "title", "body", "choices", "outcomes")


def read_walkthroughs(library: TextReader) -> None:
    """Read every file of walkthroughs/."""
    for name in yaml_names(library, "walkthroughs"):
        match, file = _NAME.fullmatch(name), f"walkthroughs/{name}"
        if match is None:
            hint = "Name it after its id: w01-words.yaml."
            library.problems.add(file, 0, "This is no name of a walkthrough.", hint)
            continue
        lined = library.load(file)
        if lined is None:
            continue
        fields = Fields(lined, file, library.problems, _KEYS)
        walkthrough = fields.id()
        if walkthrough and walkthrough != match[1]:
            fields.wrong("id", f"The file's name says {match[1]}.", "Make both the same.")
        elif walkthrough and library.problems.settle(walkthrough, file, fields.line):
            _Walkthrough(library, walkthrough, fields).read(match[2] or "")


class _Walkthrough:
    """One walkthrough's rows."""

    def __init__(self, library: TextReader, walkthrough: str, fields: Fields) -> None:
        self._library = library
        self._fields = fields
        self._id = walkthrough
        self._key = {"walkthrough_id": walkthrough}
        self._words = {"language": library.language}
        self._questions: set[str] = set()
        self._outcomes: set[str] = set()

    def read(self, file_words: str) -> None:
        fields, library = self._fields, self._library
        library.add("walkthrough", id=self._id, file_words=file_words, **about(fields))
        library.add(
            "walkthrough_text",
            **self._key,
            **self._words,
            state=fields.one_of("state", ("draft", "approved")),
            title=fields.text("title"),
            line=fields.text("line"),
            opening=fields.commonmark("opening"),
        )
        library.add_list("walkthrough_contact", self._key, "contact_id", fields.ids("contacts"))
        questions = list(fields.entries("questions", _QUESTION))
        outcomes = list(fields.entries("outcomes", _OUTCOME))
        self._questions = {question.id() for question in questions}
        self._outcomes = {outcome.id() for outcome in outcomes}
        choices = 0
        for position, question in enumerate(questions):
            self._question(position, question)
            for choice in question.entries("choices", _CHOICE):
                self._choice(question.id(), choices, choice)
                choices += 1
        for position, outcome in enumerate(outcomes):
            self._outcome(position, outcome)
        for position, note in enumerate(fields.entries("notes", _NOTE)):
            self._note(position, note)
        for position, case in enumerate(fields.entries("cases", _CASE)):
            self._case(position, case)

    def _new(self, fields: Fields) -> str:
        """The id of a part, if it is not used before in this walkthrough."""
        part = fields.id()
        home = f"{self._id}/{part}"
        known = part and self._library.problems.settle(home, fields.file, fields.line)
        return part if known else ""

    def _question(self, position: int, fields: Fields) -> None:
        question = self._new(fields)
        if not question:
            return
        self._library.add("question", **self._key, id=question, position=position)
        self._library.add(
            "question_text",
            **self._key,
            question_id=question,
            **self._words,
            text=fields.text("text"),
            why=fields.text("why"),
        )

    def _choice(self, question: str, position: int, fields: Fields) -> None:
        choice = self._new(fields)
        if not choice:
            return
        self._library.add(
            "choice",
            **self._key,
            id=choice,
            question_id=question,
            position=position,
            not_sure=fields.flag("not_sure"),
            **self._target(fields, question),
        )
        self._library.add(
            "choice_text",
            **self._key,
            choice_id=choice,
            **self._words,
            label=fields.text("label"),
            situation=fields.text("situation", needed=False),
            ask=fields.text("ask", needed=False),
        )
        for place, unless in enumerate(fields.entries("unless", _UNLESS)):
            self._library.add(
                "choice_unless",
                **self._key,
                choice_id=choice,
                position=place,
                after_choice=unless.id("after"),
                **self._target(unless, question),
            )

    def _target(self, fields: Fields, question: str) -> dict[str, str | None]:
        target = fields.id("leads_to")
        if target == question and target:
            fields.wrong("leads_to", "It leads back to its own question.", "Lead it on.")
        if target in self._questions and target in self._outcomes:
            fields.wrong("leads_to", f"{target} is a question and an outcome.", "Rename one.")
        if target and target not in self._questions | self._outcomes:
            hint = "Lead it to a question or an outcome of this walkthrough."
            fields.wrong("leads_to", f"There is no {target}.", hint)
        is_question = target in self._questions
        return {
            "to_question": target if is_question else None,
            "to_outcome": None if is_question else target,
        }

    def _outcome(self, position: int, fields: Fields) -> None:
        outcome = self._new(fields)
        if not outcome:
            return
        self._library.add(
            "outcome",
            **self._key,
            id=outcome,
            position=position,
            shows_situations=fields.flag("shows_situations"),
            takes_answers_along=fields.flag("takes_answers_along"),
        )
        key = {**self._key, "outcome_id": outcome}
        self._library.add(
            "outcome_text",
            **key,
            **self._words,
            title=fields.text("title"),
            body=fields.commonmark("body"),
        )
        questions = fields.texts("questions")
        self._library.add_list("outcome_question", {**key, **self._words}, "text", questions)
        self._library.add_list("outcome_topic", key, "topic_id", fields.ids("topics"))

    def _note(self, position: int, fields: Fields) -> None:
        note = self._new(fields)
        if not note:
            return
        key = {**self._key, "note_id": note}
        self._library.add("note", **self._key, id=note, position=position)
        self._library.add(
            "note_text",
            **key,
            **self._words,
            title=fields.text("title"),
            body=fields.commonmark("body"),
        )
        for choice in fields.ids("choices"):
            self._library.add("note_choice", **key, choice_id=choice)
        for outcome in fields.ids("outcomes"):
            self._library.add("note_outcome", **key, outcome_id=outcome)

    def _case(self, position: int, fields: Fields) -> None:
        case = self._new(fields)
        if not case:
            return
        self._library.add(
            "expected_case",
            **self._key,
            id=case,
            position=position,
            about=fields.text("about", needed=False),
            outcome_id=fields.id("leads_to"),
        )
        for place, (question, choice) in enumerate(fields.pairs("answers")):
            self._library.add(
                "expected_answer",
                **self._key,
                case_id=case,
                position=place,
                question_id=question,
                choice_id=choice,
            )
