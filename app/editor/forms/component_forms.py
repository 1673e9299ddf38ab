"""The fields of the parts of a walkthrough: a question, an answer, an outcome, a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.content.items.components import (
    component,
    set_own,
    set_texts,
    target,
    target_cells,
    targets,
    texts_of,
)
from app.content.items.edit import among, find, row_of, rows, with_group
from app.content.items.item import Content
from app.domain.governance.governance import ItemKind
from app.editor.document.document import LibraryDocument
from app.editor.fields.body_field import BodyField, Picker
from app.editor.fields.choice_fields import CheckField, ChooseField, LinesField
from app.editor.fields.exceptions import ExceptionsField, pairs_of
from app.editor.fields.field import Field, LineField
from app.editor.fields.picks import Choices, PicksField
from app.editor.fields.text_fields import TextField
from app.editor.forms.form import Form, most_in
from app.editor.forms.topic_form import choices_of, titles
from app.editor.texts.reachability import reached_in_words
from app.editor.widgets.tables import sentence_label


class ComponentForm(Form):
    """Fields for the component `component_id` of a walkthrough, in the table `table`."""

    table = ""

    def __init__(
        self, document: LibraryDocument, pick: Picker, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, pick, parent)
        self.names = document.workshop.settings.read().plain_names
        self.reached = sentence_label("How families come here")
        self.column.addWidget(self.reached)
        self.add_fields()
        self.end()

    def add_fields(self) -> None:
        """Add the fields of this kind of part."""
        raise NotImplementedError

    def show_component(self, content: Content, component_id: str) -> None:
        """Show another part."""
        self.component_id = component_id
        self.show_content(content)

    def show_content(self, content: Content) -> None:
        """Show the part, and how families come to it."""
        super().show_content(content)
        if self.table in ("question", "outcome"):
            self.reached.setText(reached_in_words(content, self.table, self.component_id))
        self.reached.setVisible(bool(self.reached.text()))

    def add_component_text(self, field: Field, column: str) -> Field:
        """A field for some words of the part."""
        field.limit(most_in(column))
        return self.add(
            field,
            lambda c: texts_of(c, self.table, self.component_id).get(column, ""),
            lambda c, v: set_texts(c, self.table, self.component_id, **{column: v}),
        )

    def add_flag(self, field: Field, column: str) -> Field:
        """A field for a yes or no of the part."""
        return self.add(
            field,
            lambda c: find(c, self.table, id=self.component_id).get(column, 0),
            lambda c, v: set_own(c, self.table, self.component_id, **{column: v}),
        )

    def add_column(self, field: Field, table: str, column: str) -> Field:
        """A field for the cells of a column, in the rows below the part."""

        def read(content: Content) -> tuple[str, ...]:
            found = among(content, table, **self._named())
            return tuple(str(row[column]) for row in found)

        def write(content: Content, value: tuple[str, ...]) -> Content:
            new = [row_of(**{column: cell}) for cell in value]
            return with_group(content, table, self._named(), new)

        return self.add(field, read, write)

    def _named(self) -> dict[str, str]:
        return {f"{self.table}_id": self.component_id}


class QuestionForm(ComponentForm):
    """A question, and why it is asked."""

    table = "question"

    def add_fields(self) -> None:
        """Add its words."""
        self.add_component_text(TextField("text", "&Question", lines=1, names=self.names), "text")
        help_text = "Shown below the question, so that nobody wonders why you want to know."
        self.add_component_text(
            TextField("why", "Wh&y it is asked", help_text, names=self.names), "why"
        )


class ChoiceForm(ComponentForm):
    """An answer, and where it leads."""

    table = "choice"

    def add_fields(self) -> None:
        """Add its words, then where it leads."""
        self.add_component_text(LineField("label", "&Answer"), "label")
        self.leads = ChooseField("leads_to", "Leads t&o")
        self.add(
            self.leads,
            lambda c: target(find(c, "choice", id=self.component_id)),
            lambda c, v: set_own(c, "choice", self.component_id, **target_cells(c, v)),
        )
        unless = ExceptionsField(
            "unless",
            "Unless another answer was given before",
            self._exception_choices,
            "The first line that fits wins over “Leads to”.",
        )
        self.add(
            unless,
            lambda c: pairs_of(among(c, "choice_unless", choice_id=self.component_id)),
            self._set_unless,
        )
        not_sure = CheckField("not_sure", "Not sure", "This is the “not sure” answer")
        self.add_flag(not_sure, "not_sure")
        help_text = "The source's situation that this answer stands for, for the outcome page."
        self.add_component_text(
            TextField("situation", "S&ituation", help_text, names=self.names), "situation"
        )
        help_text = "A question to take along because of this answer."
        self.add_component_text(
            TextField("ask", "Question to ta&ke along", help_text, names=self.names), "ask"
        )

    def _set_unless(self, content: Content, value: tuple[tuple[str, str], ...]) -> Content:
        new: list[Mapping[str, Any]] = [
            row_of(after_choice=after, **target_cells(content, to_id)) for after, to_id in value
        ]
        return with_group(content, "choice_unless", {"choice_id": self.component_id}, new)

    def _question(self) -> str:
        return str(find(self.content, "choice", id=self.component_id).get("question_id", ""))

    def _exception_choices(self) -> tuple[Choices, Choices]:
        if self._content is None:
            return (), ()
        mine = self._question()
        before = [
            (str(row["id"]), _answer(self.content, row))
            for row in rows(self.content, "choice")
            if row["question_id"] != mine
        ]
        return before, targets(self.content, mine)

    def show_content(self, content: Content) -> None:
        """Show an answer; where it may lead follows the walkthrough."""
        self._content = content
        self.leads.set_choices(targets(content, self._question()))
        super().show_content(content)


class OutcomeForm(ComponentForm):
    """What a family is led up to."""

    table = "outcome"

    def add_fields(self) -> None:
        """Add its words, and what stands below them."""
        self.add_component_text(LineField("title", "&Title"), "title")
        self.add_component_text(
            BodyField(
                "body", "Te&xt", pick=self.pick, names=self.names, title_of=self.document.title
            ),
            "body",
        )
        questions = LinesField("questions", "&Questions to take along", "One on each line.")
        self.add_column(questions, "outcome_question", "text")
        topics = PicksField(
            "topics",
            "&Pages to read",
            lambda: choices_of(self.document, ItemKind.TOPIC),
            title_of=titles(self.document, ItemKind.TOPIC),
        )
        self.add_column(topics, "outcome_topic", "topic_id")
        shows = CheckField(
            "shows_situations", "Situations", "List the situations that the answers stand for"
        )
        self.add_flag(shows, "shows_situations")
        takes = CheckField(
            "takes_answers_along", "Answers", "Take the answers' own questions along"
        )
        self.add_flag(takes, "takes_answers_along")


class NoteForm(ComponentForm):
    """A paragraph that is added to some outcomes because of some answers."""

    table = "note"

    def add_fields(self) -> None:
        """Add its words, and when it is added."""
        self.add_component_text(LineField("title", "&Title"), "title")
        self.add_component_text(
            BodyField(
                "body", "Te&xt", pick=self.pick, names=self.names, title_of=self.document.title
            ),
            "body",
        )
        choices = PicksField(
            "choices", "&Added when one of these was answered", self._answers, has_order=False
        )
        self.add_column(choices, "note_choice", "choice_id")
        outcomes = PicksField(
            "outcomes", "… and the &way ends in one of these", self._outcomes, has_order=False
        )
        self.add_column(outcomes, "note_outcome", "outcome_id")

    def _answers(self) -> Choices:
        return [(str(r["id"]), _answer(self.content, r)) for r in rows(self.content, "choice")]

    def _outcomes(self) -> Choices:
        return [
            (str(row["id"]), component(self.content, "outcome", str(row["id"])).title)
            for row in rows(self.content, "outcome")
        ]


def _answer(content: Content, row: Mapping[str, Any]) -> str:
    question = component(content, "question", str(row["question_id"])).title
    return f"{question} {component(content, 'choice', str(row['id'])).title}"
