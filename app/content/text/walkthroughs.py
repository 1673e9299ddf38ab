"""The walkthroughs' text to rows."""

from __future__ import annotations

import re

from app.content.text.item_fields import add_lists, check_dates, keys, read_cells
from app.content.text.mapping import MappingReader
from app.content.text.reader import STATES, TextReader
from app.content.text.topics import yaml_names
from app.domain.governance.governance import ItemKind

_NAME = re.compile(r"([a-z][a-z0-9]{0,31})(?:-([a-z0-9-]*))?\.yaml")
_KIND = ItemKind.WALKTHROUGH
_KEYS = ("id", "state", *keys(_KIND), "questions", "outcomes", "notes", "cases")
_UNLESS = ("after", "leads_to")
_CASE = ("id", "about", "answers", "leads_to")


def _component_keys(owner: str, *more: str) -> tuple[str, ...]:
    return ("id", *keys(owner), *more)


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
        fields = MappingReader(lined, file, library.problems, _KEYS)
        walkthrough = fields.id()
        if walkthrough and walkthrough != match[1]:
            fields.wrong("id", f"The file's name says {match[1]}.", "Make both the same.")
        elif walkthrough and library.problems.claim(walkthrough, file, fields.line):
            _Walkthrough(library, walkthrough, fields).read(match[2] or "")


class _Walkthrough:
    """One walkthrough's rows."""

    def __init__(self, library: TextReader, walkthrough: str, fields: MappingReader) -> None:
        self._library = library
        self._fields = fields
        self._id = walkthrough
        self._key = {"walkthrough_id": walkthrough}
        self._language = {"language": library.language}
        self._questions: set[str] = set()
        self._outcomes: set[str] = set()

    def read(self, file_words: str) -> None:
        fields, library = self._fields, self._library
        library.add(
            "walkthrough",
            id=self._id,
            file_words=file_words,
            **read_cells(fields, _KIND, "walkthrough"),
        )
        check_dates(fields)
        library.add(
            "walkthrough_text",
            **self._key,
            **self._language,
            state=fields.one_of("state", STATES),
            **read_cells(fields, _KIND, "walkthrough_text"),
        )
        add_lists(library, _KIND, _KIND, self._key, fields)
        questions = list(fields.entries("questions", _component_keys("question", "choices")))
        outcomes = list(fields.entries("outcomes", _component_keys("outcome")))
        self._questions = {question.id() for question in questions}
        self._outcomes = {outcome.id() for outcome in outcomes}
        choices = 0
        for position, question in enumerate(questions):
            self._component("question", position, question)
            for choice in question.entries("choices", _component_keys("choice")):
                self._choice(question.id(), choices, choice)
                choices += 1
        for position, outcome in enumerate(outcomes):
            self._component("outcome", position, outcome)
        for position, note in enumerate(fields.entries("notes", _component_keys("note"))):
            self._component("note", position, note)
        for position, case in enumerate(fields.entries("cases", _CASE)):
            self._case(position, case)

    def _new(self, fields: MappingReader) -> str:
        """The id of a component, if it is not used before in this walkthrough."""
        item = fields.id()
        home = f"{self._id}/{item}"
        is_new = item and self._library.problems.claim(home, fields.file, fields.line)
        return item if is_new else ""

    def _component(
        self, owner: str, position: int, fields: MappingReader, **cells: str | None
    ) -> str:
        """Add the rows of a component; returns its id, or "" where it has none of its own."""
        item = self._new(fields)
        if item:
            library = self._library
            own = read_cells(fields, owner, owner)
            library.add(owner, **self._key, id=item, position=position, **own, **cells)
            key = {**self._key, f"{owner}_id": item}
            in_language = {**key, **self._language}
            texts = f"{owner}_text"
            library.add(texts, **in_language, **read_cells(fields, owner, texts))
            add_lists(library, _KIND, owner, in_language, fields)
            add_lists(library, _KIND, owner, key, fields)
        return item

    def _choice(self, question: str, position: int, fields: MappingReader) -> None:
        target = self._target(fields, question)
        choice = self._component("choice", position, fields, question_id=question, **target)
        for number, unless in enumerate(fields.entries("unless", _UNLESS) if choice else ()):
            self._library.add(
                "choice_unless",
                **self._key,
                choice_id=choice,
                position=number,
                after_choice=unless.id("after"),
                **self._target(unless, question),
            )

    def _target(self, fields: MappingReader, question: str) -> dict[str, str | None]:
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

    def _case(self, position: int, fields: MappingReader) -> None:
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
        for number, (question, choice) in enumerate(fields.pairs("answers")):
            self._library.add(
                "expected_answer",
                **self._key,
                case_id=case,
                position=number,
                question_id=question,
                choice_id=choice,
            )
